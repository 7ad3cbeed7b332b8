"""The search from the outside: how long, who hears of it, when to stop; the best is always kept."""

import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from kith.outreach.rules.tours import arrays, polishing, racing, timing
from kith.outreach.rules.tours.plan import Plan
from kith.outreach.rules.tours.problem import Option, Problem, Shift, Stop, Unit, Visit
from kith.outreach.rules.tours.racing import Race
from kith.outreach.rules.tours.state import Net, State

STEPS = 1000
"""Between two looks at the clock, where steps are counted."""
LOOK, FIRST = 0.05, 10
"""Seconds between two looks at the clock, where seconds are; steps before the first one."""
TOLD = 0.5
"""Seconds between two reports."""
POLISHING, POLISHED_FROM = 0.02, 5.0
"""Share of the time for polishing single days; seconds of a search from which on that is done."""
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


def search(
    problem: Problem, *, seconds: float = 30.0, steps: int | None = None, seed: int = 1,
    workers: int = 1, progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Found:  # fmt: skip
    """Search for so many seconds on so many processors, or for so many steps of a single search:
    then the seed alone decides the answer.

    A KeyboardInterrupt ends it like `should_stop`.
    """
    order = arrays.slots(problem)
    net = arrays.net(problem, order)
    is_single = steps is not None
    count = 1 if is_single else racing.starts(problem, seconds, workers)
    race = racing.race(problem, net, seed=seed, count=count, workers=1 if is_single else workers)
    polishing_takes = 0.0 if is_single or seconds < POLISHED_FROM else POLISHING * seconds
    began = time.perf_counter()
    told = _Told(race, began, progress)
    ended = "nothing to do"
    if problem.stops and order:
        with ThreadPoolExecutor(race.workers) if race.workers > 1 else nullcontext() as threads:
            try:
                left = seconds - polishing_takes
                ended = _anneal(race, threads, _scale(net), told, left, steps, should_stop)
            except KeyboardInterrupt:
                ended = "stopped"
    best = race.winner.best
    if polishing_takes and ended == "time":
        best = _polished(net, best, polishing_takes, seed)
    plan = timing.plan(problem, order, net, best)
    return Found(plan, told.steps, time.perf_counter() - began, ended)


def _polished(net: Net, best: State, seconds: float, seed: int) -> State:
    """A copy whose days are polished; as it was where somebody presses Ctrl-C."""
    arrays_of_it: Any = [array.copy() for array in best]
    copy = State(*arrays_of_it)
    try:
        polishing.polish(net, copy, seconds, seed)
    except KeyboardInterrupt:
        return best
    return copy


@dataclass(slots=True)
class _Told:
    """Steps so far, and who hears of them when."""

    race: Race
    began: float
    progress: Callable[[Progress], None] | None
    steps: int = 0
    last: float = -inf

    def look(self, share: float, spent: float) -> None:
        """A report now and then, and one at the end."""
        if self.progress and (spent - self.last > TOLD or share >= 1):
            self.last = spent
            net, best = self.race.winner.net, self.race.winner.best
            left = best.choice < 0
            cost = float(best.total[0] - net.dropping[left].sum())
            self.progress(Progress(min(1.0, share), spent, self.steps, cost, int(left.sum())))


def _anneal(
    race: Race, threads: Executor | None, scale: float, told: _Told, seconds: float,
    steps: int | None, should_stop: Callable[[], bool] | None,
) -> str:  # fmt: skip
    """Cools down until time or steps are over; says which. Whoever stops it at once gets the plan
    of the first steps, and not an empty one."""
    chunk = STEPS if steps is not None else FIRST
    while True:
        spent = time.perf_counter() - told.began
        share = told.steps / max(1, steps) if steps is not None else spent / max(seconds, 1e-9)
        told.look(share, spent)
        if share >= 1 and told.steps:
            return "time" if steps is None else "steps"
        if told.steps and should_stop and should_stop():
            return "stopped"
        count = chunk if steps is None else max(1, min(chunk, steps - told.steps))
        heat = scale * HOT * (COLD / HOT) ** min(1.0, share)
        looked = time.perf_counter()
        told.steps += race.run(threads, heat, count, share)
        if steps is None:
            took = time.perf_counter() - looked
            chunk = max(FIRST, min(STEPS, int(count * LOOK / max(took, 1e-9))))


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
