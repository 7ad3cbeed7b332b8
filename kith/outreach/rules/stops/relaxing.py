"""Covering with parts of candidates allowed: a bound, and what each candidate would earn."""

from dataclasses import dataclass

import numpy as np

from kith.outreach.rules.stops.covering import Task
from kith.outreach.rules.stops.problem import FREE, PINNED, Bools, Floats, Impossible


@dataclass(frozen=True, slots=True)
class Relaxed:
    """bound: nothing is worth more. share (candidates): how much of each is taken, 0..1. earns
    (candidates): how the bound falls if it is taken (below 0) or left (above 0). pull (rows): what
    floors add to the worth of a row."""

    bound: float
    share: Floats
    earns: Floats
    pull: Floats


def relax(task: Task) -> Relaxed:
    """By the dual, or as it stands where there are floors. Raises Impossible."""
    reached = task.covered(task.state == PINNED)
    free = np.nonzero(task.state == FREE)[0]
    left = task.count - int((task.state == PINNED).sum())
    rows = np.nonzero(~reached & task.covers[:, free].any(axis=1))[0]
    fixed = float(task.weight[reached].sum())
    share, earns = (task.state == PINNED).astype(float), np.zeros(len(task.state))
    pull = np.zeros(len(task.weight))
    if not len(rows) or left <= 0:
        if not task.keeps_floors(task.state == PINNED):
            raise Impossible("the floors cannot be kept")
        return Relaxed(fixed, share, earns, pull)
    if task.floors:
        bound, share[free], earns[free], pull[rows] = _as_it_stands(task, rows, free, left, reached)
    else:
        covers = task.covers[np.ix_(rows, free)]
        bound, share[free], earns[free] = _by_the_dual(covers, task.weight[rows], left)
    return Relaxed(fixed + bound, share, earns, pull)


def _by_the_dual(covers: Bools, weight: Floats, left: int) -> tuple[float, Floats, Floats]:
    """Prices of rows (0..weight), of a place in the choice (floor), of a candidate (over):
    the most for rows less what candidates may earn. Its own dual are the shares."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, eye_array, hstack

    rows, candidates = covers.shape
    matrix = hstack(
        [csr_array(covers.T.astype(float)), -np.ones((candidates, 1)), -eye_array(candidates)],
        format="csr",
    )
    cost = np.concatenate([-np.ones(rows), [left], np.ones(candidates)])
    bounds = np.zeros((len(cost), 2))
    bounds[:, 1] = np.concatenate([weight, np.full(candidates + 1, np.inf)])
    found = linprog(cost, A_ub=matrix, b_ub=np.zeros(candidates), bounds=bounds, method="highs-ds")
    price = np.clip(found.x[:rows], 0.0, weight)
    earned = covers.T.astype(float) @ price
    # A bound for these prices whatever the solver's rounding: the best `left` candidates.
    best = np.sort(earned)[::-1]
    bound = float((weight - price).sum() + best[:left].sum())
    edge = best[left - 1 : left + 1].mean() if left < candidates else 0.0
    share = np.clip(-found.ineqlin.marginals, 0.0, 1.0)
    return bound, share, _beside(earned, edge, best, left)


def _beside(earned: Floats, edge: float, best: Floats, left: int) -> Floats:
    """How the bound falls: one that is not among the best pushes out the last of them, and in the
    place of one of the best comes the next."""
    last = best[left - 1] if left <= len(best) else 0.0
    following = best[left] if left < len(best) else 0.0
    inside = earned >= edge if left < len(best) else np.ones(len(earned), np.bool_)
    return np.where(inside, np.maximum(earned - following, 0.0), np.minimum(earned - last, 0.0))


def _as_it_stands(task: Task, rows, free, left: int, reached: Bools):  # type: ignore[no-untyped-def] # index arrays
    """Shares of candidates and of rows left out; each floor limits what may be left out of it."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, eye_array, hstack, vstack

    covers = csr_array(task.covers[np.ix_(rows, free)].astype(float))
    out = np.array([one.weight[rows] for one in task.floors])
    may = [
        float(one.weight[rows].sum() + one.weight[reached].sum()) - one.least for one in task.floors
    ]
    matrix = vstack(
        [
            hstack([-covers, -eye_array(len(rows))]),
            hstack([csr_array((len(out), len(free))), csr_array(out)]),
            csr_array(np.concatenate([np.ones(len(free)), np.zeros(len(rows))])[None]),
        ],
        format="csr",
    )
    limit = np.concatenate([-np.ones(len(rows)), may, [left]])
    cost = np.concatenate([np.zeros(len(free)), task.weight[rows]])
    found = linprog(cost, A_ub=matrix, b_ub=limit, bounds=(0, 1), method="highs-ipm")
    if found.status == 2 or found.x is None:
        raise Impossible("the floors cannot be kept")
    earns = -(found.lower.marginals + found.upper.marginals)[: len(free)]
    pull = -found.ineqlin.marginals[len(rows) : len(rows) + len(out)] @ out
    bound = float(task.weight[rows].sum() - found.fun)
    return bound + 1e-7 * max(1.0, abs(bound)), found.x[: len(free)], earns, pull
