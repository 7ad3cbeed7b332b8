"""The exact assignment of people to peers with capacities, compiled.

Successive shortest augmenting paths on the bipartite graph people -> peers. One person after the
other, longest wait first, is brought in by the cheapest chain "she takes this place, whoever held
it moves to the next, ..." that ends at a free place; Dijkstra on reduced costs finds the chain.

  c   cost of an arc (person r, peer k)          u[r]  what r's place costs in all (dual)
  v   dual of a peer, never above 0; -v[k] is what one more place at k would save
  rc  = c - u[r] - v[k] >= 0 on every arc in play, and 0 on the arcs that are taken

Three things make it quick and exact:

* Lazily sparse. Arcs of a person are looked at by rising cost. As v <= 0, c - u[r] bounds rc from
  below, so a scan stops at the first arc that cannot beat the best free place found so far. Most
  arcs are never looked at: the cheapest `NEAR` of everybody lie sorted and close together, which
  the processor's cache holds; the rest of a person is sorted when a scan gets that far.
* Fairness without large numbers. Whoever was brought in is never put out by somebody who waited
  less. The sets of people that can be served together are the independent sets of a transversal
  matroid, so taking them greedily by wait serves the lexicographically longest-waiting set, which
  is also a largest one (Edmonds and Fulkerson, 1965). Among people with the same wait the cheaper
  one is kept: "nobody" is then one more place, at the price `big`, which exceeds every chain.
* Shutting. When somebody of a tier cannot be brought in, the peers of that search are shut: their
  prices stand near -big, and so the lower bound of an arc between them is c - u[r] - (the highest
  of their prices), or nothing would be pruned any more.
* Closing. When somebody cannot be brought in, no free place can be reached from any peer of their
  search, now or ever. These peers are closed to those who wait less, and never searched again.

Sources: Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
assignment problems", Computing 38 (1987); Edmonds and Karp, J. ACM 19 (1972), for the potentials.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from kith.peers.rules.matching.graph import NEAR, Floats, Graph, Ints

BUDGET = 8


class State(NamedTuple):
    """Who sits where, the duals, and what one search needs and leaves empty."""

    match: Ints  # (people) peer or -1
    u: Floats
    v: Floats
    base: Ints  # (peers + 1) where a peer's places begin in `seat`
    held: Ints  # (peers) places taken
    seat: Ints  # (places) who sits there
    place: Ints  # (people) which seat
    closed: Ints  # (peers) 0, or the number of its closing
    shut: NDArray[np.bool_]  # (peers) no free place can be reached from here, in this tier
    dist: Floats  # (peers) of this search; infinity elsewhere
    via: Ints  # (peers) the person through whom it was reached
    done: NDArray[np.bool_]
    heap: Ints
    where: Ints  # (peers) position in the heap or -1
    touched: Ints
    tally: Ints  # [length of the heap, length of touched, arcs looked at, any shut]


@njit(cache=True, nogil=True)
def _sort(first, peer, cost, is_sorted, r):  # type: ignore[no-untyped-def]
    """The whole row by cost, then peer, so that its cheapest are the same that lie near. In place
    and without arrays of its own (Shell's sort, Ciura's gaps)."""
    low, high = first[r], first[r + 1]
    for gap in (1750, 701, 301, 132, 57, 23, 10, 4, 1):
        for a in range(low + gap, high):
            k, c = peer[a], cost[a]
            at = a
            while at >= low + gap and (
                cost[at - gap] > c or (cost[at - gap] == c and peer[at - gap] > k)
            ):
                peer[at], cost[at] = peer[at - gap], cost[at - gap]
                at -= gap
            peer[at], cost[at] = k, c
    is_sorted[r] = True


@njit(cache=True, nogil=True)
def assign(graph: Graph, tier: Ints, big: float) -> State:
    """People in the order of their rows; equal `tier` means equal wait, and tiers stand together.

    big: more than any chain can cost (see `assigning.penalty`). People left over have match -1.
    """
    n, m = len(tier), len(graph.capacity)
    s = _begin(graph, n, m)
    closing = 0
    low = 0
    while low < n:
        high = low
        is_short = False
        while high < n and tier[high] == tier[low]:
            _bring_in(graph, s, high, low, big, True)
            high += 1
        for r in range(low, high):
            is_short = is_short or s.match[r] < 0
        if is_short and _close(graph, s, low, high, closing + 1):
            closing += 1
        low = high
    _even_out(graph, s, closing)
    return s


@njit(cache=True, nogil=True)
def fill(graph: Graph, n: int, prices: Floats) -> tuple[State, bool]:
    """Where all wait alike and places are short: the cheapest way to fill every place, and whether
    it was found.

    "Nobody" is a place at a price. At any price at which all places are taken, the number served is
    the largest there can be, and the sum the least; and the lower the price, the sooner a search
    for somebody who will be left over gives up, instead of looking through everything to find that
    no place is free. So prices (rising) are tried until one fills all places. Going on from the
    last one loses nothing: the duals hold, and only those left over are brought in again. Where
    some place cannot be filled, or it takes too long (`BUDGET` looks at each arc), the caller takes
    the other way.
    """
    s = _begin(graph, n, len(graph.capacity))
    most = BUDGET * len(graph.peer) + 1000
    for price in prices:
        for r in range(n):
            if s.match[r] < 0:
                _bring_in(graph, s, r, 0, price, False)
                if s.tally[2] > most:
                    return s, False
        if s.held.sum() == graph.capacity.sum():
            return s, True
    return s, False


@njit(cache=True, nogil=True)
def _begin(graph: Graph, n: int, m: int) -> State:
    base = np.zeros(m + 1, np.int64)
    base[1:] = np.cumsum(graph.capacity)
    return State(
        np.full(n, -1, np.int64), np.zeros(n), np.zeros(m), base, np.zeros(m, np.int64),
        np.full(base[m], -1, np.int64), np.full(n, -1, np.int64), np.zeros(m, np.int64),
        np.zeros(m, np.bool_), np.full(m, np.inf), np.full(m, -1, np.int64), np.zeros(m, np.bool_),
        np.zeros(m, np.int64), np.full(m, -1, np.int64), np.zeros(m, np.int64),
        np.zeros(4, np.int64),
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _bring_in(graph: Graph, s: State, i: int, low: int, big: float, is_dear: bool) -> None:
    """One search and one chain for person i. Rows from `low` on wait as long as i does. is_dear:
    `big` exceeds every chain, so that whoever is left out has looked at all they can reach."""
    top = _highest(s)
    own = top if top < 0.0 and _is_shut_in(graph, s, i) else 0.0
    s.u[i] = min(big, _least(graph, s, i, own))
    best, sink, out = _search(
        graph.first, graph.peer, graph.cost, graph.is_sorted, graph.near_peer, graph.near_cost,
        graph.capacity, s.u, s.v, s.base, s.held, s.seat, s.closed, s.shut, s.dist, s.via, s.done,
        s.heap, s.where, s.touched, s.tally, i, low, big, top, own,
    )  # fmt: skip
    _reprice(s, i, best, is_dear and sink < 0)
    _shift(s, i, sink, out)
    _wipe(s)


@njit(cache=True, nogil=True)
def _search(  # type: ignore[no-untyped-def]
    first, peer, cost, is_sorted, near_peer, near_cost, capacity, u, v, base, held, seat, closed,
    shut, dist, via, done, heap, where, touched, count, i, low, big, top, own,
):  # fmt: skip
    """Dijkstra from person i: (length, free peer at the end or -1, else who is put out).

    One piece and plain arrays on purpose: taking them out of the tuples, or a call for each arc,
    makes it six times slower. The first round is person i, the others are those seated at the
    nearest peer not yet looked through.
    """
    best, sink, out = big - u[i], -1, i  # to leave i out costs `big`
    d, high, begin, end = 0.0, own, 0, 1
    is_first = True
    while True:
        for p in range(begin, end):
            r = i if is_first else seat[p]
            start = d - u[r]
            if r >= low and start + big < best:
                best, sink, out = start + big, -1, r
            start_top, length = start - high, first[r + 1] - first[r]
            for at in range(length):
                if at < NEAR:
                    k, c = near_peer[r, at], near_cost[r, at]
                else:
                    if not is_sorted[r]:
                        _sort(first, peer, cost, is_sorted, r)
                    k, c = peer[first[r] + at], cost[first[r] + at]
                if start_top + c >= best:
                    break
                if closed[k] != 0 or done[k]:
                    continue
                far = max(d, start + c - v[k])
                if far < best and far < dist[k]:
                    if dist[k] == np.inf:
                        touched[count[1]] = k
                        count[1] += 1
                    dist[k], via[k] = far, r
                    if held[k] < capacity[k]:
                        best, sink = far, k
                    else:
                        _push(heap, where, dist, count, k)
            count[2] += at + 1 if length else 0
        if count[0] == 0 or dist[heap[0]] >= best:
            return best, sink, out
        k = heap[0]
        _pop(heap, where, dist, count)
        done[k], is_first = True, False
        d, high, begin, end = dist[k], (top if shut[k] else 0.0), base[k], base[k] + held[k]


@njit(cache=True, nogil=True)
def _highest(s: State) -> float:
    """The highest price among shut peers in play; 0 where there is none."""
    top = -np.inf
    if s.tally[3] == 0:
        return 0.0
    for k in range(len(s.v)):
        if s.shut[k] and s.closed[k] == 0:
            top = max(top, s.v[k])
    return 0.0 if top == -np.inf else top


@njit(cache=True, nogil=True)
def _is_shut_in(graph: Graph, s: State, r: int) -> bool:
    """Whether every arc of r that is in play leads to a shut peer."""
    for a in range(graph.first[r], graph.first[r + 1]):
        k = graph.peer[a]
        if s.closed[k] == 0 and not s.shut[k]:
            return False
    return True


@njit(cache=True, nogil=True)
def _least(graph: Graph, s: State, r: int, top: float) -> float:
    """The least of c - v over the arcs in play: the tightest dual a newcomer can begin with."""
    least = np.inf
    for at in range(min(NEAR, graph.first[r + 1] - graph.first[r])):
        c = graph.near_cost[r, at]
        if c - top >= least:
            return least
        if s.closed[graph.near_peer[r, at]] == 0:
            least = min(least, c - s.v[graph.near_peer[r, at]])
    for a in range(graph.first[r] + NEAR, graph.first[r + 1]):
        if s.closed[graph.peer[a]] == 0:
            least = min(least, graph.cost[a] - s.v[graph.peer[a]])
    return least


@njit(cache=True, nogil=True)
def _reprice(s: State, i: int, best: float, is_stuck: bool) -> None:
    """Move the duals so that the chain costs nothing and every other arc stays at 0 or above."""
    for t in range(s.tally[1]):
        k = s.touched[t]
        if s.done[k]:
            if is_stuck:
                s.shut[k], s.tally[3] = True, 1
            step = best - s.dist[k]
            s.v[k] -= step
            for p in range(s.base[k], s.base[k] + s.held[k]):
                s.u[s.seat[p]] += step
    s.u[i] += best


@njit(cache=True, nogil=True)
def _shift(s: State, i: int, sink: int, out: int) -> None:
    """Everybody on the chain moves one place; it ends at a free one, or `out` loses theirs."""
    k = sink
    if k < 0:
        if out == i:
            return
        k = s.match[out]
        _stand_up(s, out)
    while True:
        r = s.via[k]
        left = s.match[r]
        if left >= 0:
            _stand_up(s, r)
        s.match[r], s.place[r] = k, s.base[k] + s.held[k]
        s.seat[s.place[r]] = r
        s.held[k] += 1
        if r == i:
            return
        k = left


@njit(cache=True, nogil=True)
def _stand_up(s: State, r: int) -> None:
    k = s.match[r]
    s.held[k] -= 1
    last = s.seat[s.base[k] + s.held[k]]
    s.seat[s.place[r]], s.place[last] = last, s.place[r]
    s.match[r] = s.place[r] = -1


@njit(cache=True, nogil=True)
def _wipe(s: State) -> None:
    """Leave nothing of this search behind."""
    for t in range(s.tally[1]):
        k = s.touched[t]
        s.dist[k], s.via[k], s.done[k], s.where[k] = np.inf, -1, False, -1
    s.tally[0] = s.tally[1] = 0


@njit(cache=True, nogil=True)
def _close(graph: Graph, s: State, low: int, high: int, closing: int) -> bool:
    """Close whatever can be reached from those of this tier who are left over; whether any was."""
    is_any = False
    waiting = [r for r in range(low, high) if s.match[r] < 0]
    while len(waiting) > 0:
        r = waiting.pop()
        for a in range(graph.first[r], graph.first[r + 1]):
            k = graph.peer[a]
            if s.closed[k] == 0:
                s.closed[k] = closing
                is_any = True
                for p in range(s.base[k], s.base[k] + s.held[k]):
                    waiting.append(s.seat[p])
    return is_any


@njit(cache=True, nogil=True)
def _even_out(graph: Graph, s: State, closings: int) -> None:
    """Make the duals hold on every arc of everybody served, closed peers included.

    Those who came after a closing never looked at its peers. All places of a closing are taken, so
    its peers' prices and its people's duals can rise together by any amount without changing the
    bound; people in it have no arc to a later closing or to an open peer. So from the last to the
    first, each closing rises by what the arcs from the later ones ask for.
    """
    rise = np.zeros(closings + 1)
    for step in range(closings + 1):
        own = 0 if step == 0 else closings + 1 - step  # open peers (0) first, then last to first
        for r in range(len(s.match)):
            if s.match[r] >= 0 and s.closed[s.match[r]] == own:
                for a in range(graph.first[r], graph.first[r + 1]):
                    other = s.closed[graph.peer[a]]
                    if other != own:
                        excess = rise[own] + s.u[r] + s.v[graph.peer[a]] - graph.cost[a]
                        rise[other] = max(rise[other], excess)
    for k in range(len(s.v)):
        s.v[k] -= rise[s.closed[k]]
    for r in range(len(s.match)):
        if s.match[r] >= 0:
            s.u[r] += rise[s.closed[s.match[r]]]


@njit(cache=True, nogil=True)
def _push(heap, where, dist, count, k):  # type: ignore[no-untyped-def]
    """Into the heap, or up in it after its distance fell."""
    at = where[k]
    if at < 0:
        at = count[0]
        count[0] += 1
    while at > 0:
        above = (at - 1) // 2
        if dist[heap[above]] <= dist[k]:
            break
        heap[at] = heap[above]
        where[heap[at]] = at
        at = above
    heap[at], where[k] = k, at


@njit(cache=True, nogil=True)
def _pop(heap, where, dist, count):  # type: ignore[no-untyped-def]
    """Take the nearest one off."""
    where[heap[0]] = -1
    count[0] -= 1
    length = count[0]
    k = heap[length]
    if length == 0:
        return
    at = 0
    while 2 * at + 1 < length:
        below = 2 * at + 1
        if below + 1 < length and dist[heap[below + 1]] < dist[heap[below]]:
            below += 1
        if dist[heap[below]] >= dist[k]:
            break
        heap[at] = heap[below]
        where[heap[at]] = at
        at = below
    heap[at], where[k] = k, at
