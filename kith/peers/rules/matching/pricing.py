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
