"""The exact assignment with capacities: shapes, units and errors; `kernel` has the essay.

numba compiles on first use and keeps the result on disk, so the first call of an installation takes
several seconds more: `warm_up` does it beforehand and says how long it took.
"""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


RISE, RISES = 1.5, 17
"""Each price to the next, and how many: from a 256th of the range to more than twice of it."""


class Unusable(ValueError):
    """Arrays that do not describe an instance; says which."""


@dataclass(frozen=True, slots=True)
class Arcs:
    """Who could go to whom at what cost: compressed rows. Person i has arcs first[i]:first[i+1].

    first (people + 1), peer and cost (arcs). Costs are finite, lower is better, may be negative.
    """

    first: Ints
    peer: NDArray[np.int32]
    cost: Floats

    @property
    def people(self) -> int:
        return len(self.first) - 1


@dataclass(frozen=True, slots=True)
class Assignment:
    """peer_of (people): index of a peer, or -1. objective: sum of the costs of the taken arcs.

    bound: what no assignment of the same people can fall below; equals the objective but for
    rounding. person_price, peer_price: the duals behind it: their sum never exceeds the cost of an
    arc of somebody served. -peer_price is what one more place would save; 0 where places are left.
    closed (peers): number of the closing (see kernel), 0 where nobody was turned away.
    """

    peer_of: Ints
    objective: float
    bound: float
    person_price: Floats
    peer_price: Floats
    closed: Ints
    arcs_looked_at: int

    @property
    def served(self) -> int:
        return int((self.peer_of >= 0).sum())


def dense(costs: Floats) -> Arcs:
    """Arcs of a matrix (people x peers); infinity or NaN where two may not meet."""
    allowed = np.isfinite(costs)
    first = np.concatenate([[0], np.cumsum(allowed.sum(axis=1))]).astype(np.int64)
    peer = np.nonzero(allowed)[1].astype(np.int32)
    return Arcs(first, peer, np.ascontiguousarray(costs[allowed], dtype=np.float64))


def assign(arcs: Arcs, capacity: Ints, waited: Floats | None = None) -> Assignment:
    """Serve the longest waiting first, as many as can be; among all ways to serve them, the
    cheapest. Equal waits (or none given): as many as can be, and the cheapest of those.

    capacity (peers): places left, 0 and above. waited (people): any unit, longer goes first.
    Raises Unusable. Time: people x (arcs looked at) in the worst case; see bench/matching.
    """
    from kith.peers.rules.matching import graph, kernel

    capacity = np.asarray(capacity, np.int64)
    waits = np.zeros(arcs.people) if waited is None else np.asarray(waited, np.float64)
    _refuse(arcs, capacity, waits)
    order = np.argsort(-waits, kind="stable")
    laid = graph.lay_out(*_as_given(arcs), order, capacity)
    if laid.capacity.sum() == capacity.sum() < arcs.people and (waits == waits[:1]).all():
        state, is_full = kernel.fill(laid, arcs.people, nobody(laid.near_cost, arcs))
        if is_full:
            return _result(arcs, capacity, order, _as_turned_away(arcs, capacity, order, state))
    tier = np.concatenate([[0], np.cumsum(np.diff(waits[order]) != 0)])[: len(order)]
    state = kernel.assign(laid, tier.astype(np.int64), penalty(arcs, len(capacity)))
    return _result(arcs, capacity, order, state)


def nobody(near_cost: Floats, arcs: Arcs) -> Floats:
    """Rising prices of "nobody" to be tried, from a part of what a good arc costs to more than the
    whole range."""
    near = near_cost[np.isfinite(near_cost)]
    if not len(near):
        return np.zeros(0)
    low, high, good = float(arcs.cost.min()), float(arcs.cost.max()), float(near.mean())
    step = max((good - low) / 4, (high - low) / 256)
    prices: Floats = low + step * RISE ** np.arange(RISES, dtype=np.float64)
    return prices


def penalty(arcs: Arcs, peers: int) -> float:
    """More than any chain can cost: a chain changes at most one arc for each peer on its way.
    Three times over, so that a search that finds no free place has looked at all it can reach."""
    if not len(arcs.cost):
        return 1.0
    low, high = float(arcs.cost.min()), float(arcs.cost.max())
    return 1.0 + abs(high) + (3 * min(peers, arcs.people) + 3) * (high - low)


def warm_up() -> float:
    """Compile, or load what was compiled before. Seconds it took."""
    began = time.perf_counter()
    small = dense(np.array([[1.0, 2.0], [1.0, np.inf]]))
    for places in ([1, 1], [1, 0]):  # enough for everybody, and not
        assign(small, np.array(places))
    return time.perf_counter() - began


def _refuse(arcs: Arcs, capacity: Ints, waits: Floats) -> None:
    peers = len(capacity)
    if len(waits) != arcs.people or np.isnan(waits).any():
        raise Unusable("waited needs one number for each person")
    if peers and capacity.min() < 0:
        raise Unusable("capacity is 0 or above")
    if len(arcs.first) < 1 or arcs.first[0] != 0 or arcs.first[-1] != len(arcs.peer):
        raise Unusable("first does not add up to the arcs")
    if (np.diff(arcs.first) < 0).any() or len(arcs.cost) != len(arcs.peer):
        raise Unusable("first, peer and cost do not belong together")
    if len(arcs.peer) and not (arcs.peer.min() >= 0 and arcs.peer.max() < peers):
        raise Unusable("an arc leads to a peer that is not there")
    if not np.isfinite(arcs.cost).all():
        raise Unusable("costs are finite; leave out the arc where two may not meet")


def _as_turned_away(arcs: Arcs, capacity: Ints, order: Ints, state):  # type: ignore[no-untyped-def] # numba's
    """The same duals with the price of "nobody" put where it belongs, above every chain: that of
    everybody served rises and that of every full peer falls by one number, and no sum changes."""
    from kith.peers.rules.matching import pricing

    big = penalty(arcs, len(capacity))
    peer_of = np.full(arcs.people, -1, np.int64)
    peer_of[order] = state.match
    first, peer, _cost = _as_given(arcs)
    return state._replace(
        u=state.u + big, v=np.where(capacity > 0, state.v - big, state.v),
        closed=pricing.turned_away(first, peer, peer_of, len(capacity)),
    )  # fmt: skip


def _result(arcs: Arcs, capacity: Ints, order: Ints, state) -> Assignment:  # type: ignore[no-untyped-def] # numba's
    from kith.peers.rules.matching import pricing

    peer_of, price = np.full(arcs.people, -1, np.int64), np.zeros(arcs.people)
    peer_of[order] = state.match
    is_served = peer_of >= 0
    price[order] = state.u
    price[~is_served] = 0.0
    pricing.price_the_full(*_as_given(arcs), capacity, peer_of, price, state.v)
    return Assignment(
        peer_of=peer_of,
        objective=float(costs_of(arcs, peer_of)[is_served].sum()),
        bound=float(price.sum() + (state.held * state.v).sum()),
        person_price=price,
        peer_price=state.v,
        closed=state.closed,
        arcs_looked_at=int(state.tally[2]),
    )


def costs_of(arcs: Arcs, peer_of: Ints) -> Floats:
    """(people) what each pays; infinity for those left over."""
    from kith.peers.rules.matching import pricing

    paid: Floats = pricing.costs_of(*_as_given(arcs), peer_of)
    return paid


def _as_given(arcs: Arcs) -> tuple[Ints, NDArray[np.int32], Floats]:
    """In the types that were compiled, whatever the caller made them of."""
    return (
        np.ascontiguousarray(arcs.first, np.int64),
        np.ascontiguousarray(arcs.peer, np.int32),
        np.ascontiguousarray(arcs.cost, np.float64),
    )
