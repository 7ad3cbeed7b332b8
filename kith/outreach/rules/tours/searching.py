"""The search from the outside: how long, who hears of it, when to stop; the best is always kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.outreach.rules.tours import arrays, kernel, timing
from kith.outreach.rules.tours.arrays import Slot
from kith.outreach.rules.tours.plan import Plan
from kith.outreach.rules.tours.problem import Option, Problem, Shift, Stop, Unit, Visit
from kith.outreach.rules.tours.state import Net, Scratch, State

STEPS = 1000
"""Between two looks at the clock, where steps are counted."""
LOOK = 0.05
"""Seconds between two looks at the clock, where seconds are."""
TOLD = 0.5
"""Seconds between two reports."""
HOT, COLD = 2.0, 0.08
"""Temperatures, in distances to a near neighbour. Patterns freeze between the two: hotter is
chance, colder is time lost."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is. cost: of the best so far; left_out: how many stops have no place in it; bound:
    what no plan that serves all can better, where the caller knows."""

    share: float
    seconds: float
    steps: int
    cost: float
    left_out: int
    bound: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan. ended: "time", "steps", "stopped", or "nothing to do"."""

    plan: Plan
    steps: int
    seconds: float
    ended: str


@dataclass(slots=True)
class _Search:
    net: Net
    now: State
    best: State
    scratch: Scratch
    seed: NDArray[np.uint64]
    scale: float


def search(
    problem: Problem, *, seconds: float = 30.0, steps: int | None = None, seed: int = 1,
    progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Found:  # fmt: skip
    """Search for so many seconds, or for so many steps: then the seed alone decides the answer.

    A KeyboardInterrupt ends it like `should_stop`.
    """
    order = arrays.slots(problem)
    net = arrays.net(problem, order)
    state = _Search(
        net, arrays.empty(problem, net), arrays.empty(problem, net), arrays.scratch(problem, net),
        np.array([(seed * 7919 + 12345) % 2**63 or 1], np.uint64), _scale(net),
    )  # fmt: skip
    began = time.perf_counter()
    done, ended = 0, "nothing to do"
    if problem.stops and order:
        done, ended = _anneal(problem, order, state, began, seconds, steps, progress, should_stop)
    plan = timing.plan(problem, order, net, state.best)
    return Found(plan, done, time.perf_counter() - began, ended)


def _anneal(
    problem: Problem, order: list[Slot], state: _Search, began: float, seconds: float,
    steps: int | None, progress: Callable[[Progress], None] | None,
    should_stop: Callable[[], bool] | None,
) -> tuple[int, str]:  # fmt: skip
    done, chunk, told = 0, STEPS if steps is not None else 10, -inf
    try:
        while True:
            spent = time.perf_counter() - began
            share = done / max(1, steps) if steps is not None else spent / max(seconds, 1e-9)
            if progress and (spent - told > TOLD or share >= 1):
                told = spent
                progress(_progress(state, min(1.0, share), spent, done))
            if share >= 1 and done:
                return done, "time" if steps is None else "steps"
            if should_stop and should_stop():
                return done, "stopped"
            count = chunk if steps is None else max(1, min(chunk, steps - done))
            heat = state.scale * HOT * (COLD / HOT) ** min(1.0, share)
            looked = time.perf_counter()
            kernel.run(
                state.net,
                state.now,
                state.best,
                state.scratch,
                state.seed,
                heat,
                heat,
                count,
            )
            done += count
            if steps is None:
                took = time.perf_counter() - looked
                chunk = max(10, min(STEPS, int(count * LOOK / max(took, 1e-9))))
    except KeyboardInterrupt:
        return done, "stopped"


def _progress(state: _Search, share: float, spent: float, done: int) -> Progress:
    left = state.best.choice < 0
    cost = float(state.best.total[0] - state.net.dropping[left].sum())
    return Progress(share, spent, done, cost, int(left.sum()))


def _scale(net: Net) -> float:
    """The distance from a stop to its fifth neighbour, at the median."""
    n = len(net.stay)
    if n < 2:
        return 1.0
    near = np.sort(net.cost[0][:n, :n], axis=1)[:, min(n - 1, 5)]
    return float(np.median(near)) or float(net.cost[0].mean()) or 1.0


def warm_up() -> float:
    """Compile, or load what was compiled; the seconds it took."""
    began = time.perf_counter()
    ground: Any = np.array([[0.0, 1.0], [1.0, 0.0]])
    stop = Stop("a", 0, (Option((Visit(0),)),))
    unit = Unit("u", 1, 1, {0: Shift()})
    search(Problem(1, (stop,), (unit,), ground, ground), steps=1)
    return time.perf_counter() - began
