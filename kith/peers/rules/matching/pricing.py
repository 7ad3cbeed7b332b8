"""What an assignment costs, and what a place would: read off after the kernel, compiled."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kith.peers.rules.matching.graph import Floats, Ints


@njit(cache=True, nogil=True)
def costs_of(first: Ints, peer: NDArray[np.int32], cost: Floats, peer_of: Ints) -> Floats:
    """(people) what each pays, the cheaper one where two arcs lead to the same peer; infinity for
    those left over."""
    paid = np.full(len(peer_of), np.inf)
    for r in range(len(peer_of)):
        for a in range(first[r], first[r + 1]):
            if peer[a] == peer_of[r]:
                paid[r] = min(paid[r], cost[a])
    return paid


@njit(cache=True, nogil=True)
def price_the_full(
    first: Ints, peer: NDArray[np.int32], cost: Floats, capacity: Ints, peer_of: Ints,
    person_price: Floats, peer_price: Floats,
) -> None:  # fmt: skip
    """Peers without a place took no part; their price is the highest at which the duals hold."""
    for r in range(len(peer_of)):
        if peer_of[r] >= 0:
            for a in range(first[r], first[r + 1]):
                k = peer[a]
                if capacity[k] == 0:
                    peer_price[k] = min(peer_price[k], cost[a] - person_price[r])


@njit(cache=True, nogil=True)
def turned_away(first: Ints, peer: NDArray[np.int32], peer_of: Ints, peers: int) -> Ints:
    """(peers) 1 where somebody left over could have come by some chain, else 0."""
    closed = np.zeros(peers, np.int64)
    seated = np.zeros(peers + 1, np.int64)
    for r in range(len(peer_of)):
        if peer_of[r] >= 0:
            seated[peer_of[r] + 1] += 1
    seated = np.cumsum(seated)
    who, at = np.empty(seated[-1], np.int64), seated[:-1].copy()
    waiting = []
    for r in range(len(peer_of)):
        k = peer_of[r]
        if k >= 0:
            who[at[k]] = r
            at[k] += 1
        else:
            waiting.append(r)
    while len(waiting) > 0:
        r = waiting.pop()
        for a in range(first[r], first[r + 1]):
            k = peer[a]
            if closed[k] == 0:
                closed[k] = 1
                for p in range(seated[k], seated[k + 1]):
                    waiting.append(who[p])
    return closed
