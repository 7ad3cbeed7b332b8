"""The rest of a covering problem, given to HiGHS.

Rows that a pinned candidate reaches are gone, columns of banned ones too, equal rows are merged
again, and a row that one candidate alone reaches needs no variable: it is that candidate.
Covering stays continuous, as it is whole where choices are.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from kith.outreach.rules.stops.covering import ROUNDING, Ints, Task, merge
from kith.outreach.rules.stops.limits import Limits
from kith.outreach.rules.stops.problem import (
    FREE,
    PINNED,
    Bools,
    Floats,
    Impossible,
    States,
    Unfinished,
)  # fmt: skip

STUMBLED = 4


@dataclass(frozen=True, slots=True)
class Model:
    """Variables: the free candidates, then covering of rows. variable (rows of the task): which is
    theirs, -1 where a pinned candidate reaches them, -2 where nobody can."""

    free: Ints
    variable: Ints
    covers: Bools
    left: int

    @property
    def size(self) -> int:
        return len(self.free) + len(self.covers)

    def of(self, weight: Floats) -> tuple[Floats, float]:
        """What a weight (rows) is worth: by variable, and what is covered anyway."""
        own = self.variable >= 0
        by_variable = np.bincount(self.variable[own], weight[own], minlength=self.size)
        return by_variable.astype(np.float64), float(weight[self.variable == -1].sum())


def model(task: Task, state: States) -> Model:
    reached = task.covered(state == PINNED)
    free = np.nonzero(state == FREE)[0]
    open_rows = np.nonzero(~reached)[0]
    rows = merge(task.covers[np.ix_(open_rows, free)])
    is_alone = rows.covers.sum(axis=1) == 1
    number = np.where(
        is_alone, rows.covers.argmax(axis=1), len(free) + np.cumsum(~is_alone) - 1
    ) if len(free) else np.zeros(0, np.int64)  # fmt: skip
    variable = np.full(len(reached), -1, np.int64)
    variable[open_rows] = np.where(rows.row >= 0, np.append(number, -2)[rows.row], -2)
    left = task.count - int((state == PINNED).sum())
    return Model(free, variable, rows.covers[~is_alone], left)


def prove(
    task: Task, state: States, best: Bools | None, bound: float, limits: Limits
) -> tuple[Bools, float, bool]:
    """The best set, what nothing can better, and whether that is proven. `best` is what a set must
    better, None where none is known yet. Raises Impossible."""
    small = model(task, state)
    if not len(small.free) or small.left <= 0:
        found, top, is_done = _only(task, state, best)
        return found, top, is_done
    found_set, top, is_done = _highs(task, small, state, limits)
    value = task.worth(best) if best is not None else -np.inf
    if found_set is not None and (best is None or task.worth(found_set) > value):
        best = found_set
    if best is None:
        if is_done:
            raise Impossible("the floors cannot be kept")
        raise Unfinished("no choice that keeps the floors was found in time")
    value = task.worth(best)
    top = min(bound, max(top, value))
    return best, top, is_done or top <= value + ROUNDING * max(1.0, value)


def _only(task: Task, state: States, best: Bools | None) -> tuple[Bools, float, bool]:
    """Nothing is left to choose."""
    is_open = state == PINNED
    if task.keeps_floors(is_open) and (best is None or task.worth(is_open) > task.worth(best)):
        best = is_open
    if best is None:
        raise Impossible("the floors cannot be kept")
    return best, task.worth(best), True


def constraints(task: Task, small: Model) -> list[Any]:
    """At most so many candidates; a row is covered by what is chosen; every floor."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array, eye_array, hstack

    held = [LinearConstraint(csr_array(_chosen(small)[None]), -np.inf, small.left)]
    if len(small.covers):
        covers = csr_array(small.covers.astype(float))
        matrix = hstack([-covers, eye_array(len(small.covers))], format="csr")
        held.append(LinearConstraint(matrix, -np.inf, 0))
    for one in task.floors:
        by_variable, already = small.of(one.weight)
        least = one.least - already - ROUNDING * max(1, one.least)
        held.append(LinearConstraint(csr_array(by_variable[None]), least, np.inf))
    return held


def opened(state: States, small: Model, values: Floats) -> Bools:
    """The choice that a solution stands for."""
    is_open = state == PINNED
    is_open[small.free[values[: len(small.free)] > 0.5]] = True
    return is_open


def highs(cost: Floats, whole: Floats, held: list[Any], limits: Limits) -> Any:
    """The least cost with variables between 0 and 1, those in `whole` (1) at either end."""
    from scipy.optimize import Bounds, milp

    # A limit of 0 would be no limit at all.
    options = {"time_limit": max(limits.seconds, 1e-3), "mip_rel_gap": limits.gap}
    for presolve in (True, False):  # which now and then stumbles over rounding
        done = milp(
            cost, integrality=whole, bounds=Bounds(0, 1), constraints=held,
            options={**options, "presolve": presolve},
        )  # fmt: skip
        if done.status != STUMBLED:
            break
    return done


def _chosen(small: Model) -> Floats:
    """1 where a variable is a candidate."""
    return np.concatenate([np.ones(len(small.free)), np.zeros(len(small.covers))])


def _highs(
    task: Task, small: Model, state: States, limits: Limits
) -> tuple[Bools | None, float, bool]:
    objective, anyway = small.of(task.weight)
    done = highs(-objective, _chosen(small), constraints(task, small), limits)
    dual = getattr(done, "mip_dual_bound", None)
    top = anyway - dual if dual is not None and np.isfinite(dual) else np.inf
    if done.x is None:
        return None, top, done.status == 2
    return opened(state, small, done.x), top, done.status == 0 and limits.gap == 0
