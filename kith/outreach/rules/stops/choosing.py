"""The best choice for a problem, with its bound, whichever kind it is."""

import time
from dataclasses import replace

import numpy as np

from kith.outreach.rules.stops import covering, fairness, median
from kith.outreach.rules.stops.limits import Choice, Limits, Told
from kith.outreach.rules.stops.problem import Floats, Kind, Problem, States


def choose(
    problem: Problem, state: States | None = None, limits: Limits | None = None,
    told: Told = lambda _progress: None,
) -> Choice:  # fmt: skip
    """`state` in place of the problem's own pins and bans. The objective is the weight covered, or
    weight times minutes. Raises Impossible or Unfinished."""
    limits = limits or Limits()
    problem = problem if state is None else replace(problem, state=state)
    if problem.kind is Kind.MEDIAN:
        if problem.fairness.ceilings:
            return fairness.under_ceilings(problem, limits, told)
        return median.solve(
            costs(problem, problem.weight), problem.count, problem.state, limits, told
        )
    task, rows = as_task(problem)
    began = time.perf_counter()
    if problem.fairness.max_min:
        groups = {name: rows.merged(problem.group(name)) for name in problem.fairness.max_min}
        totals = {name: float(problem.group(name).sum()) for name in problem.fairness.max_min}
        floors = fairness.worst_off_first(task, groups, totals, limits)
        task = replace(task, floors=(*task.floors, *floors))
    spent = time.perf_counter() - began
    found = covering.solve(task, Limits(max(0.0, limits.seconds - spent), limits.gap), told)
    return replace(found, seconds=time.perf_counter() - began)


def as_task(problem: Problem) -> tuple[covering.Task, covering.Rows]:
    """Places that the same candidates reach, as one row."""
    rows = covering.merge(problem.covers)
    floors = tuple(
        covering.Floor(rows.merged(problem.group(name)), part * float(problem.group(name).sum()))
        for name, part in problem.fairness.floors.items()
    )
    weight = rows.merged(problem.weight)
    return covering.Task(rows.covers, weight, problem.count, problem.state, floors), rows


def costs(problem: Problem, weight: Floats) -> Floats:
    """(candidates x places) weight times minutes. Places that weigh nothing are left out."""
    counts = weight > 0
    return np.ascontiguousarray((problem.ways[counts] * weight[counts, None]).T)
