"""Nobody promised is forgotten: the worst-off group first, and ceilings on a group's way."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from kith.outreach.rules.stops import median, proving
from kith.outreach.rules.stops.covering import ROUNDING, Floor, Task
from kith.outreach.rules.stops.limits import Choice, Limits, Told
from kith.outreach.rules.stops.problem import Bools, Floats, Impossible, Problem, Unfinished

SLACK = 1e-6
"""What sums that were reached may fall short again: no less than the solver's own tolerance."""
PRICES = 24
"""How often the price of a ceiling is set anew."""


def worst_off_first(
    task: Task, groups: Mapping[str, Floats], totals: Mapping[str, float], limits: Limits
) -> list[Floor]:
    """Floors of a choice in which the covered part of the worst-off group is the greatest there
    can be, then that of the next, and so on (lexicographic max-min).

    Ogryczak and Sliwinski, ICCSA (2006): the sum of the k least parts is k t - sum of what falls
    short of t, and these sums are made as large as can be for k = 1, 2, ... in turn.
    """
    names = [name for name in groups if totals[name] > 0]
    small = proving.model(task, task.state)
    began, kept, parts = time.perf_counter(), list[float](), dict[str, float]()
    for _name in names:
        left = Limits(limits.seconds - (time.perf_counter() - began), 0.0)
        value, is_open = _sum_of_least(
            task, small, [groups[n] / totals[n] for n in names], kept, left
        )
        kept.append(value)
        has = task.covered(is_open)
        parts = {name: float(groups[name][has].sum()) for name in names}
    return [Floor(groups[name], parts[name]) for name in names]


def _sum_of_least(
    task: Task, small: proving.Model, parts: Sequence[Floats], kept: Sequence[float],
    limits: Limits,
) -> tuple[float, Bools]:  # fmt: skip
    """The most that the k least parts can add up to, k one more than those kept. And a choice."""
    from scipy.optimize import LinearConstraint

    k, many, own = len(kept) + 1, len(parts), small.size
    size = own + k * (1 + many)
    held = [_wider(one, size) for one in proving.constraints(task, small)]
    short, sums = [], np.zeros((k, size))
    for level in range(k):
        t = own + level * (1 + many)
        sums[level, t] = level + 1
        sums[level, t + 1 : t + 1 + many] = -1
        for g, part in enumerate(parts):
            by_variable, anyway = small.of(part)
            row = np.zeros(size)
            row[:own], row[t], row[t + 1 + g] = by_variable, -1, 1
            short.append((row, -anyway))
    held.append(LinearConstraint(np.array([row for row, _ in short]),
                                 np.array([least for _, least in short]), np.inf))  # fmt: skip
    if kept:
        held.append(LinearConstraint(sums[:-1], np.array(kept) - SLACK, np.inf))
    whole = np.zeros(size)
    whole[: len(small.free)] = 1
    done = proving.highs(-sums[-1], whole, held, Limits(limits.seconds))
    if done.status == 2:
        raise Impossible("the floors cannot be kept")
    if done.x is None:
        raise Unfinished("no fair choice was found in time")
    return float(-done.fun), proving.opened(task.state, small, done.x)


def _wider(one, size: int):  # type: ignore[no-untyped-def] # scipy's
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    matrix = csr_array(one.A)
    wide = csr_array((matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], size))
    return LinearConstraint(wide, one.lb, one.ub)


def under_ceilings(problem: Problem, limits: Limits, told: Told) -> Choice:
    """The p-median in which no group's mean way is longer than its ceiling.

    Each ceiling gets a price, and a group that is over it weighs more (Lagrangian relaxation): the
    priced problem is a plain median, exactly solved, and its value a bound for any price. A choice
    that keeps all ceilings is kept if it is the best; what gap is left is told.
    """
    from kith.outreach.rules.stops.choosing import costs

    names = [name for name in problem.fairness.ceilings if problem.group(name).sum() > 0]
    heads = np.array([problem.group(name) for name in names])
    most = np.array([problem.fairness.ceilings[name] for name in names])
    heads = heads / heads.sum(axis=1, keepdims=True)
    ways, price = problem.ways, np.zeros(len(names))
    began, step, best, bound = time.perf_counter(), None, None, -np.inf
    scale = float(problem.weight.sum()) or 1.0
    for turn in range(PRICES):
        weight = problem.weight + price @ heads
        left = limits.seconds - (time.perf_counter() - began)
        found = median.solve(costs(problem, weight), problem.count, problem.state,
                             Limits(max(left / 2, 0.05), limits.gap), told)  # fmt: skip
        bound = max(bound, found.bound - float(price @ most))
        way = ways[:, list(found.stops)].min(axis=1)
        value, over = float(problem.weight @ way), heads @ way - most
        if (over <= ROUNDING * most).all() and (best is None or value < best.objective):
            best = replace(found, objective=value)
        if (
            best is not None and best.objective <= bound * (1 + max(limits.gap, ROUNDING))
        ) or left <= 0:
            break
        if turn == 0 and (over <= 0).all():
            break
        step = scale if step is None else step * 0.8
        price = np.maximum(0.0, price + step * over / max(float(np.abs(over).max()), 1e-12))
    if best is None:
        raise Unfinished("no choice that keeps the ceilings was found")
    bound = min(bound, best.objective)
    is_proven = best.objective - bound <= ROUNDING * max(1.0, best.objective)
    spent = time.perf_counter() - began
    return replace(best, bound=bound, seconds=spent, is_proven=is_proven)
