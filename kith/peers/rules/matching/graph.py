"""The arcs of an instance as the kernel reads them, compiled."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NEAR = 24


class Graph(NamedTuple):
    """Arcs by person, as compressed rows, and the cheapest of each, sorted (people x NEAR). Arcs to
    peers without a place are left out."""

    first: Ints
    peer: NDArray[np.int32]
    cost: Floats
    is_sorted: NDArray[np.bool_]
    near_peer: NDArray[np.int32]
    near_cost: Floats
    capacity: Ints


@njit(cache=True, nogil=True)
def lay_out(
    first: Ints, peer: NDArray[np.int32], cost: Floats, order: Ints, capacity: Ints
) -> Graph:
    """The arcs of an instance with its rows in `order`. The arrays given stay as they are. Places
    beyond the arcs that lead to a peer are no places, so that "unlimited" costs no memory."""
    n = len(order)
    begin, count = np.zeros(n + 1, np.int64), np.zeros(len(capacity), np.int64)
    to, paid = np.empty(len(peer), np.int32), np.empty(len(cost))
    near_peer, near_cost = np.zeros((n, NEAR), np.int32), np.full((n, NEAR), np.inf)
    at = 0
    for r in range(n):
        for a in range(first[order[r]], first[order[r] + 1]):
            k = peer[a]
            if capacity[k] > 0:
                to[at], paid[at] = k, cost[a]
                count[k] += 1
                at += 1
                if cost[a] <= near_cost[r, NEAR - 1]:
                    _insert(near_peer[r], near_cost[r], k, cost[a])
        begin[r + 1] = at
    is_sorted = np.diff(begin) <= NEAR
    usable = np.minimum(capacity, count)
    return Graph(begin, to[:at], paid[:at], is_sorted, near_peer, near_cost, usable)


@njit(cache=True, nogil=True)
def _insert(peers: NDArray[np.int32], costs: Floats, k: int, c: float) -> None:
    """Into a short row sorted by cost, then peer; the last falls out."""
    at = NEAR - 1
    if costs[at] == c and peers[at] <= k:
        return
    while at > 0 and (costs[at - 1] > c or (costs[at - 1] == c and peers[at - 1] > k)):
        costs[at], peers[at] = costs[at - 1], peers[at - 1]
        at -= 1
    costs[at], peers[at] = c, k
