"""What no plan can better: a linear relaxation of all days laid on top of each other.

Every visit has a road that comes and one that goes. A group of stops is entered at least as often
as its supplies fill units, and as often as its busiest stop is visited. Days, hours and crews are
forgotten, so the bound is true but not tight: some per cent below the best plan, often more.

The groups are found as in G. Laporte, Y. Nobert, M. Desrochers: Optimal Routing under Capacity and
Distance Restrictions. Operations Research 33(5), 1985, 1050-1073: those that hang together in the
relaxation without touching a depot, as long as that breaks a rule.
"""

import time
from dataclasses import dataclass
from math import ceil, inf

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from kith.outreach.rules.tours.problem import Problem

LARGEST = 450
"""Stops; beyond, the relaxation takes longer than the search."""
ROUNDS = 40
SECONDS = 5.0
TINY = 1e-6


@dataclass(frozen=True, slots=True)
class _Roads:
    """Columns of the relaxation: between two stops first, then one between each stop and home."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    cost: NDArray[np.float64]
    most: NDArray[np.float64]
    visits: NDArray[np.float64]  # least of each stop
    weight: NDArray[np.float64]  # supplies of its visits, in units


def bound(problem: Problem) -> float | None:
    """For plans that serve every stop; None where a stop has no pattern or there are too many."""
    stops = problem.stops
    if not stops or not problem.units or len(stops) > LARGEST or any(not s.options for s in stops):
        return None
    roads = _roads(problem)
    prices = sum(min(option.price for option in stop.options) for stop in stops)
    days = min(unit.cost_day for unit in problem.units)
    groups = [np.arange(len(stops))]
    best, began = 0.0, time.perf_counter()
    for _round in range(ROUNDS):
        value, used = _relaxed(roads, groups)
        if used is None:
            return best or None
        best = max(best, value + prices + days * _entries(roads, groups[0]))
        more = _broken(roads, used)
        if not more or time.perf_counter() - began > SECONDS:
            break
        groups += more
    return best


def _roads(problem: Problem) -> _Roads:
    stops = problem.stops
    places = np.array([stop.place for stop in stops])
    kinds = {(unit.cost_km, unit.cost_minute) for unit in problem.units}
    cost = np.min([k * problem.km + m * problem.minutes for k, m in kinds], axis=0)
    either = np.minimum(cost, cost.T)
    home = np.min([either[[u.start, u.end]].min(axis=0) for u in problem.units], axis=0)[places]
    least = np.array([min(len(o.visits) for o in stop.options) for stop in stops], np.float64)
    most = np.array([max(len(o.visits) for o in stop.options) for stop in stops], np.float64)
    largest = max(unit.capacity for unit in problem.units)
    demand = np.array([stop.demand for stop in stops])
    a, b = np.triu_indices(len(stops), 1)
    return _Roads(
        a, b, np.concatenate([either[np.ix_(places, places)][a, b], home]),
        np.concatenate([np.minimum(most[a], most[b]), 2 * most]), least,
        least * demand / largest if 0 < largest < inf else np.zeros(len(stops)),
    )  # fmt: skip


def _entries(roads: _Roads, group: NDArray[np.int64]) -> int:
    """How often units come into this group, at the least."""
    busiest = roads.visits[group].max(initial=0.0)
    return int(max(busiest, ceil(roads.weight[group].sum() - TINY)))


def _relaxed(
    roads: _Roads, groups: list[NDArray[np.int64]]
) -> tuple[float, NDArray[np.float64] | None]:
    n, columns = len(roads.visits), len(roads.cost)
    between = np.arange(len(roads.a))
    alone = np.arange(n)
    rows = np.concatenate([roads.a, roads.b, alone])
    at = np.concatenate([between, between, len(between) + alone])
    degree = sparse.csr_matrix((np.ones(len(rows)), (rows, at)), shape=(n, columns))
    cuts = [sparse.csr_matrix(_crossing(roads, group)) for group in groups]
    needed = [2.0 * _entries(roads, group) for group in groups]
    found = linprog(
        roads.cost, A_ub=-sparse.vstack([degree, *cuts], format="csr"),
        b_ub=-np.concatenate([2 * roads.visits, needed]),
        bounds=np.column_stack([np.zeros(columns), roads.most]), method="highs",
    )  # fmt: skip
    return (float(found.fun), found.x) if found.success else (-inf, None)


def _crossing(roads: _Roads, group: NDArray[np.int64]) -> NDArray[np.float64]:
    """1 for each road with one end in the group."""
    inside = np.zeros(len(roads.visits), np.bool_)
    inside[group] = True
    return np.concatenate([inside[roads.a] != inside[roads.b], inside]).astype(np.float64)


def _broken(roads: _Roads, used: NDArray[np.float64]) -> list[NDArray[np.int64]]:
    """Groups that are entered too seldom: what hangs together by roads that are used enough."""
    n, found = len(roads.visits), []
    for least in (TINY, 0.5, 0.9):
        kept = used[: len(roads.a)] > least
        graph = sparse.csr_matrix(
            (np.ones(int(kept.sum())), (roads.a[kept], roads.b[kept])), shape=(n, n)
        )
        count, label = connected_components(graph, directed=False)
        for k in range(count):
            group = np.flatnonzero(label == k)
            if _crossing(roads, group) @ used < 2 * _entries(roads, group) - 1e-4:
                found.append(group)
    return found
