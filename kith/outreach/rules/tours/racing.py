"""Several searches of one problem, of which the better go on.

Weeks freeze into one of many ways to share out the days, and a search that has cooled down does not
leave the one it froze into: on a published instance of a hundred stops one in four comes within
0.1 % of the best known plan, and three end 1.4 % above it. So several begin, each with a share of
the time, and the half that does worse lately is given up twice on the way. With more than one
processor as many go on to the end.
"""

from concurrent.futures import Executor
from dataclasses import dataclass
from math import inf, log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.outreach.rules.tours import arrays, kernel
from kith.outreach.rules.tours.problem import Problem
from kith.outreach.rules.tours.state import Net, Scratch, State

CUTS = (0.35, 0.6)
"""Shares of the time after which half of them are given up."""
MOST = 16
"""Searches at once."""
VISITS = 25.0
"""Visits for which one second is enough to tell a good beginning from a bad one."""
LATELY = 0.1
"""How much the last look counts in what a search does lately."""


@dataclass(slots=True)
class Chain:
    """One search. net: its own, for it holds room that is written to."""

    net: Net
    now: State
    best: State
    scratch: Scratch
    seed: NDArray[np.uint64]
    lately: float = inf

    @property
    def cost(self) -> float:
        """Of the best plan it has found."""
        return float(self.best.total[0])

    def run(self, heat: float, steps: int) -> None:
        """So many steps at one temperature."""
        kernel.run(self.net, self.now, self.best, self.scratch, self.seed, heat, heat, steps)
        total = float(self.now.total[0])
        self.lately = total if self.lately == inf else self.lately + LATELY * (total - self.lately)


@dataclass(slots=True)
class Race:
    """Those that still go on; `winner` has the best plan of all, given up or not."""

    chains: list[Chain]
    workers: int
    winner: Chain
    rounds: int = 0

    def run(self, threads: Executor | None, heat: float, steps: int, share: float) -> int:
        """A stretch of each at `share` of the time; how many steps in all."""
        while self.rounds < len(CUTS) and share >= CUTS[self.rounds]:
            self.rounds += 1
            kept = max(self.workers, len(self.chains) // 2)
            self.chains = sorted(self.chains, key=lambda chain: chain.lately)[:kept]
        if threads is None:
            for chain in self.chains:
                chain.run(heat, steps)
        else:
            list(threads.map(lambda chain: chain.run(heat, steps), self.chains))
        self.winner = min([self.winner, *self.chains], key=lambda chain: chain.cost)
        return steps * len(self.chains)


def race(problem: Problem, net: Net, *, seed: int, count: int, workers: int) -> Race:
    """`count` searches that have not begun."""
    chains = [_chain(problem, net, seed + 1_000_003 * k) for k in range(count)]
    return Race(chains, workers, chains[0])


def starts(problem: Problem, seconds: float, workers: int) -> int:
    """How many to begin with: as many for each worker as there is time for, in halves."""
    visits = sum(max((len(o.visits) for o in s.options), default=0) for s in problem.stops)
    each = 2 ** int(log2(max(1.0, seconds * VISITS / max(1, visits))))
    return int(workers * min(2 ** len(CUTS), each, max(1, MOST // workers)))


def _chain(problem: Problem, net: Net, seed: int) -> Chain:
    clock: Any = net.clock._replace(fuel=np.zeros_like(net.clock.fuel))
    return Chain(
        net._replace(clock=clock), arrays.empty(problem, net), arrays.empty(problem, net),
        arrays.scratch(problem, net), np.array([(seed * 7919 + 12345) % 2**63 or 1], np.uint64),
    )  # fmt: skip
