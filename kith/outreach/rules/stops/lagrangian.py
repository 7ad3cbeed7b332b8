"""A bound for the p-median, compiled: what no set of p candidates can fall below.

"Every place is served once" is priced at u (places) instead of demanded. A candidate j that is open
then earns rho[j] = sum over places of min(0, far - u), and the best p of them are chosen freely:
sum(u) + the p least rho is a bound for every u (Cornuejols, Fisher and Nemhauser, Management
Science 23 (1977)). Prices rise where nobody serves and fall where several do.

Rows of `cost` (places x candidates) rise and `order` says whose they are, so that a look ends at
the first candidate that costs more than the price: most are never looked at.
"""

import numpy as np
from numba import njit

from kith.outreach.rules.stops.interchange import BANNED, FREE, PINNED

PATIENCE = 20
SMALLEST = 1e-3


@njit(cache=True, nogil=True)
def earn(order, cost, u, rho):  # type: ignore[no-untyped-def]
    """Fills rho (candidates)."""
    rho[:] = 0.0
    for i in range(len(u)):
        for k in range(cost.shape[1]):
            saved = cost[i, k] - u[i]
            if saved >= 0:
                break
            rho[order[i, k]] += saved


@njit(cache=True, nogil=True)
def choose(rho, state, count, is_open):  # type: ignore[no-untyped-def]
    """Opens the pinned and the best of the free, `count` in all. What they earn."""
    found, left = 0.0, count
    free = np.empty(len(rho), np.int64)
    n = 0
    for j in range(len(rho)):
        is_open[j] = state[j] == PINNED
        if is_open[j]:
            found += rho[j]
            left -= 1
        elif state[j] == FREE:
            free[n] = j
            n += 1
    best = free[:n][np.argsort(rho[free[:n]], kind="mergesort")]
    for k in range(min(left, n)):
        is_open[best[k]] = True
        found += rho[best[k]]
    return found


@njit(cache=True, nogil=True)
def climb(order, cost, state, count, upper, start, rounds, stride):  # type: ignore[no-untyped-def]
    """Prices step by step (subgradient, deflected as by Camerini, Fratta and Maffioli 1975).

    Stops early once the bound reaches `upper`. Returns the best bound, its u, its rho, how often
    each candidate was open lately (0..1), the set that was open then, and the stride at the end.
    """
    places, candidates = cost.shape
    u, rho = start.copy(), np.empty(candidates)
    is_open, best_open = np.zeros(candidates, np.bool_), np.zeros(candidates, np.bool_)
    share = np.zeros(candidates)
    way, best = np.zeros(places), -np.inf
    best_u, best_rho = u.copy(), rho.copy()
    idle = 0
    for step in range(rounds):
        earn(order, cost, u, rho)
        bound = u.sum() + choose(rho, state, count, is_open)
        for j in range(candidates):
            share[j] += (is_open[j] - share[j]) * (0.05 if step else 1.0)
        if bound > best:
            idle = 0 if bound > best + 1e-6 * abs(best) else idle + 1
            best = bound
            best_u[:], best_rho[:], best_open[:] = u, rho, is_open
        else:
            idle += 1
        if best >= upper or stride < SMALLEST:
            break
        if idle >= PATIENCE:
            stride, idle = stride * 0.7, 0
            u[:] = best_u
            way[:] = 0.0
        length = 0.0
        for i in range(places):
            served = 0
            for k in range(candidates):
                if cost[i, k] >= u[i]:
                    break
                served += is_open[order[i, k]]
            way[i] = 0.8 * way[i] + (1 - served)
            length += way[i] * way[i]
        if length == 0:
            break
        size = stride * max(upper - bound, 1e-9 * abs(upper)) / length
        for i in range(places):
            u[i] += size * way[i]
    return best, best_u, best_rho, share, best_open, stride


@njit(cache=True, nogil=True)
def settle(rho, is_open, state, bound, upper):  # type: ignore[no-untyped-def]
    """Which free candidates can be pinned or banned, as the bound would otherwise reach `upper`.

    Without an open j the best closed one takes its place; with a closed j the worst open one goes.
    Changes `state`; how many were settled.
    """
    worst_open, best_closed = -np.inf, np.inf
    for j in range(len(rho)):
        if state[j] == FREE and is_open[j]:
            worst_open = max(worst_open, rho[j])
        if state[j] == FREE and not is_open[j]:
            best_closed = min(best_closed, rho[j])
    settled = 0
    for j in range(len(rho)):
        if state[j] != FREE:
            continue
        if is_open[j] and bound - rho[j] + best_closed >= upper:
            state[j] = PINNED
            settled += 1
        elif not is_open[j] and bound + rho[j] - worst_open >= upper:
            state[j] = BANNED
            settled += 1
    return settled
