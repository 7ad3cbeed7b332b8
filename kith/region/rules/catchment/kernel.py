"""The floating catchment, compiled.

Two passes over compressed rows: people flow into the services (first step), shares flow back
(second step). Sums run in the order of the rows, so the same pairs give the same bits on any
machine. Nothing is shared and nothing is parallel inside: numba's own threads may not be started
from two web threads at once, while these functions release the lock and may run side by side.
"""

import numpy as np
from numba import njit

FINE, TWICE, NO_COST = 0, 1, 2


@njit(cache=True, nogil=True)
def rows(place, service, cost, places, services):  # type: ignore[no-untyped-def]
    """Compressed rows of three columns, pairs of a place in the order given; infinite costs left
    out. Also the row that is wrong and why (TWICE, NO_COST), or -1 and FINE."""
    first = np.zeros(places + 1, np.int64)
    is_sorted = True
    for k in range(len(place)):
        if not cost[k] >= 0:
            return first, service[:0], cost[:0], k, NO_COST
        if cost[k] < np.inf:
            first[place[k] + 1] += 1
        is_sorted = is_sorted and (k == 0 or place[k] >= place[k - 1])
    for i in range(places):
        first[i + 1] += first[i]
    if is_sorted and first[-1] == len(place):
        of, given = service.copy(), cost.copy()
    else:
        of, given = _sorted(place, service, cost, first)
    seen = np.full(services, -1, np.int32)
    for i in range(places):
        for k in range(first[i], first[i + 1]):
            if seen[of[k]] == i:
                return first, of, given, _second(place, service, i, of[k]), TWICE
            seen[of[k]] = i
    return first, of, given, -1, FINE


@njit(cache=True, nogil=True)
def _sorted(place, service, cost, first):  # type: ignore[no-untyped-def]
    """Services and costs by place (counting sort, stable)."""
    at = first[:-1].copy()
    of, given = np.empty(first[-1], np.int32), np.empty(first[-1], np.float64)
    for k in range(len(place)):
        if cost[k] < np.inf:
            to = at[place[k]]
            of[to], given[to] = service[k], cost[k]
            at[place[k]] = to + 1
    return of, given


@njit(cache=True, nogil=True)
def _second(place, service, i, j):  # type: ignore[no-untyped-def]
    """Where the same two stand for the second time in what was given."""
    met = 0
    for k in range(len(place)):
        met += place[k] == i and service[k] == j
        if met == 2:
            return k
    return -1


@njit(cache=True, nogil=True)
def stepped(cost, edges, heights):  # type: ignore[no-untyped-def]
    """(pairs) the height of the first band whose edge is not below the cost; 0 past the last."""
    weight = np.empty(len(cost))
    for k in range(len(cost)):
        band = 0
        for edge in edges:
            band += cost[k] > edge
        weight[k] = heights[band]
    return weight


@njit(cache=True, nogil=True)
def two_steps(first, service, weight, people, supply):  # type: ignore[no-untyped-def]
    """(places) scores, (services) share for each person, (services) people who come.

    A service to which nobody comes shares nothing: its share is 0, not infinite.
    """
    comes, share = np.zeros(len(supply)), np.zeros(len(supply))
    for i in range(len(people)):
        for k in range(first[i], first[i + 1]):
            comes[service[k]] += people[i] * weight[k]
    for j in range(len(supply)):
        if comes[j] > 0:
            share[j] = supply[j] / comes[j]
    score = np.zeros(len(people))
    for i in range(len(people)):
        total = 0.0
        for k in range(first[i], first[i + 1]):
            total += weight[k] * share[service[k]]
        score[i] = total
    return score, share, comes


@njit(cache=True, nogil=True)
def chosen(first, weight, counts):  # type: ignore[no-untyped-def]
    """(pairs) weight times the chance that this service is chosen: weight over the sum of the
    row's weights, of those pairs that count."""
    found = np.zeros(len(weight))
    for i in range(len(first) - 1):
        total = 0.0
        for k in range(first[i], first[i + 1]):
            if counts[k]:
                total += weight[k]
        if total > 0:
            for k in range(first[i], first[i + 1]):
                found[k] = weight[k] * (weight[k] / total)
    return found
