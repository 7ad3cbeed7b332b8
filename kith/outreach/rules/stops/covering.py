"""Maximal covering: the p candidates within reach of the most people, proven.

Church and ReVelle, Papers of the Regional Science Association 32 (1974). What makes it quick:

* Places that the same candidates reach are one row: thousands of places are some hundreds of rows.
* The bound of the relaxation comes from its dual, which has a row a candidate instead of a row a
  place (`relaxing`), ten times sooner than from the problem as it stands.
* Rounding that and exchanging one candidate for another (`interchange`) gives a good set; between
  the two most candidates can be pinned or banned at once, and equal rows merge again.
* What is left goes to HiGHS (`scipy.optimize.milp`), which proves it (`proving`).
"""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.outreach.rules.stops.limits import Choice, Limits, Progress, Told
from kith.outreach.rules.stops.problem import BANNED, FREE, PINNED, Bools, Floats, States

Ints = NDArray[np.int64]
ROUNDING = 1e-9
STARTS, PATIENT_STARTS, MANY = 2, 25, 60
"""Sets that are tried: at first, and where the first leave more than so many candidates open."""


@dataclass(frozen=True, slots=True)
class Floor:
    """What must be covered at least: weight (rows) and how much of it."""

    weight: Floats
    least: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Places merged: covers (rows x candidates), and of each place its row, -1 where nobody
    reaches it."""

    covers: Bools
    row: Ints

    def merged(self, weight: Floats) -> Floats:
        """(rows) the weight of their places."""
        reached = self.row >= 0
        found = np.bincount(self.row[reached], weight[reached], minlength=len(self.covers))
        return found.astype(np.float64)


@dataclass(frozen=True, slots=True)
class Task:
    """covers (rows x candidates), weight (rows), at most `count` of the candidates, those pinned
    among them (state, candidates). floors: each must be kept."""

    covers: Bools
    weight: Floats
    count: int
    state: States
    floors: tuple[Floor, ...] = ()

    def covered(self, is_open: Bools) -> Bools:
        """(rows) whether anybody open reaches them."""
        return np.asarray(self.covers[:, is_open].any(axis=1), np.bool_)

    def worth(self, is_open: Bools) -> float:
        return float(self.weight[self.covered(is_open)].sum())

    def keeps_floors(self, is_open: Bools) -> bool:
        has = self.covered(is_open)
        return all(float(one.weight[has].sum()) >= _reachable(one.least) for one in self.floors)


def _reachable(least: float) -> float:
    """Less a breath, for sums run in another order."""
    return least - ROUNDING * max(1.0, abs(least))


def merge(covers: Bools) -> Rows:
    """covers (places x candidates). Rows in the order of their bits, so the same each time."""
    if not covers.size:
        return Rows(covers[:0], np.full(len(covers), -1, np.int64))
    packed = np.ascontiguousarray(np.packbits(covers, axis=1))
    as_one = packed.view(f"V{packed.shape[1]}").ravel()
    _values, first, row = np.unique(as_one, return_index=True, return_inverse=True)
    found = covers[first]
    is_reached = found.any(axis=1)
    number = np.where(is_reached, np.cumsum(is_reached) - 1, -1)
    return Rows(found[is_reached], number[row.ravel()])


def solve(task: Task, limits: Limits | None = None, told: Told = lambda _progress: None) -> Choice:
    """The best choice; fewer than `count` where more would add nothing. The same each time, unless
    the time is over first. Raises Impossible where no choice keeps the floors."""
    from kith.outreach.rules.stops import proving, relaxing

    limits, began = limits or Limits(), time.perf_counter()
    relaxed = relaxing.relax(task)
    best = _tried(task, relaxed, STARTS)
    state = _settled(task, relaxed, best)
    if (state == FREE).sum() > MANY:
        best = _tried(task, relaxed, PATIENT_STARTS, best)
        state = _settled(task, relaxed, best)
    spent = time.perf_counter() - began
    value = task.worth(best) if best is not None else 0.0
    keeps_on = told(Progress("start", spent, value, relaxed.bound)) is not False
    left = Limits(max(0.0, limits.seconds - spent) if keeps_on else 0.0, limits.gap)
    found, bound, is_proven = proving.prove(task, state, best, relaxed.bound, left)
    found = _needed(task, found)
    value = task.worth(found)
    told(Progress("proof", time.perf_counter() - began, value, bound))
    return Choice(
        tuple(int(j) for j in np.nonzero(found)[0]), value, value if is_proven else bound,
        is_proven, time.perf_counter() - began,
    )  # fmt: skip


def better_by(task: Task, value: float) -> float:
    """How much more a set must be worth to count as better: 1 where all weights are whole."""
    is_whole = (
        bool((task.weight == np.rint(task.weight)).all()) and float(task.weight.sum()) < 2**50
    )
    return 1 - 1e-6 if is_whole else ROUNDING * max(1.0, abs(value))


def _tried(task: Task, relaxed, starts: int, best: Bools | None = None) -> Bools | None:  # type: ignore[no-untyped-def] # relaxing.Relaxed, which imports from here
    """Sets drawn by how much of each candidate the relaxation takes, exchanged until none helps."""
    from kith.outreach.rules.stops import interchange

    chance = np.random.default_rng(len(task.covers))
    pull = task.weight + relaxed.pull
    far = np.ascontiguousarray(np.where(task.covers, 0.0, pull[:, None]).T)
    for start in range(starts):
        noise = chance.random(len(task.state)) if start else 0.0
        rank = np.where(task.state == PINNED, 9.0, relaxed.share + noise)
        rank[task.state == BANNED] = -9.0
        is_open = np.zeros(len(rank), np.bool_)
        is_open[np.argsort(-rank, kind="stable")[: task.count]] = True
        is_open &= task.state != BANNED
        if is_open.any() and len(far[0]):
            interchange.improve(far, task.state, is_open)
        if not task.keeps_floors(is_open):
            continue
        if best is None or task.worth(is_open) > task.worth(best) + ROUNDING:
            best = is_open
    return best


def _settled(task: Task, relaxed, best: Bools | None) -> States:  # type: ignore[no-untyped-def] # relaxing.Relaxed
    """Pinned or banned where the bound would otherwise fall to what is already found."""
    state = task.state.copy()
    if best is None:
        return state
    value = task.worth(best)
    enough = value + better_by(task, value)
    free = state == FREE
    if relaxed.bound < enough:  # nothing can be better: there is nothing left to choose
        state[free] = np.where(best[free], PINNED, BANNED)
        return state
    state[free & (relaxed.bound + np.minimum(relaxed.earns, 0.0) < enough)] = BANNED
    state[free & (relaxed.bound - np.maximum(relaxed.earns, 0.0) < enough)] = PINNED
    return state


def _needed(task: Task, is_open: Bools) -> Bools:
    """Without those that add nobody; the last candidates go first, so it is the same each time."""
    for j in np.nonzero(is_open & (task.state != PINNED))[0][::-1]:
        without = is_open.copy()
        without[j] = False
        if (task.covered(without) == task.covered(is_open)).all():
            is_open = without
    return is_open
