"""The exact assignment of people to peers with capacities, compiled.

Successive shortest augmenting paths on the bipartite graph people -> peers. One person after the
other, longest wait first, is brought in by the cheapest chain "she takes this place, whoever held
it moves to the next, ..." that ends at a free place; Dijkstra on reduced costs finds the chain.

  c   cost of an arc (person r, peer k)          u[r]  what r's place costs in all (dual)
  v   dual of a peer, never above 0; -v[k] is what one more place at k would save
  rc  = c - u[r] - v[k] >= 0 on every arc in play, and 0 on the arcs that are taken

Three things make it quick and exact:

* Lazily sparse. Arcs of a person are sorted by cost. As v <= 0, c - u[r] bounds rc from below, so a
  scan stops at the first arc that cannot beat the best free place found so far. Most arcs are never
  looked at.
* Fairness without large numbers. Whoever was brought in is never put out by somebody who waited
  less. The sets of people that can be served together are the independent sets of a transversal
  matroid, so taking them greedily by wait serves the lexicographically longest-waiting set, which
  is also a largest one (Edmonds and Fulkerson, 1965). Among people with the same wait the cheaper
  one is kept: "nobody" is then one more place, at the price `big`, which exceeds every chain.
* Closing. When somebody cannot be brought in, no free place can be reached from any peer of their
  search, now or ever. These peers are closed to those who wait less, and never searched again.

Sources: Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
assignment problems", Computing 38 (1987); Edmonds and Karp, J. ACM 19 (1972), for the potentials.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Graph(NamedTuple):
    """Arcs by person, as compressed rows, each row sorted by cost. capacity >= 1 for every peer."""

    first: Ints
    peer: NDArray[np.int32]
    cost: Floats
    capacity: Ints


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
    dist: Floats  # (peers) of this search; infinity elsewhere
    via: Ints  # (peers) the person through whom it was reached
    done: NDArray[np.bool_]
    heap: Ints
    where: Ints  # (peers) position in the heap or -1
    touched: Ints
    count: Ints  # [length of the heap, length of touched, arcs looked at]


@njit(cache=True, nogil=True)
def sort_arcs(first: Ints, peer: NDArray[np.int32], cost: Floats) -> None:
    """Each person's arcs by cost, in place; equal ones stay in their order."""
    for r in range(len(first) - 1):
        a, b = first[r], first[r + 1]
        if b - a > 1:
            order = np.argsort(cost[a:b], kind="mergesort")
            peer[a:b] = peer[a:b][order]
            cost[a:b] = cost[a:b][order]


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
            _bring_in(graph, s, high, low, big)
            high += 1
        for r in range(low, high):
            is_short = is_short or s.match[r] < 0
        if is_short and _close(graph, s, low, high, closing + 1):
            closing += 1
        low = high
    _even_out(graph, s, closing)
    return s


@njit(cache=True, nogil=True)
def _begin(graph: Graph, n: int, m: int) -> State:
    base = np.zeros(m + 1, np.int64)
    base[1:] = np.cumsum(graph.capacity)
    return State(
        np.full(n, -1, np.int64), np.zeros(n), np.zeros(m), base, np.zeros(m, np.int64),
        np.full(base[m], -1, np.int64), np.full(n, -1, np.int64), np.zeros(m, np.int64),
        np.full(m, np.inf), np.full(m, -1, np.int64), np.zeros(m, np.bool_),
        np.zeros(m, np.int64), np.full(m, -1, np.int64), np.zeros(m, np.int64),
        np.zeros(3, np.int64),
    )  # fmt: skip


@njit(cache=True, nogil=True)
def _bring_in(graph: Graph, s: State, i: int, low: int, big: float) -> None:
    """One search and one chain for person i. Rows from `low` on wait as long as i does."""
    s.u[i] = min(big, _least(graph, s, i))
    best, sink, out = big - s.u[i], -1, i  # to leave i out costs `big`
    best, sink = _look(graph, s, i, 0.0, best, sink)
    popped = 0
    while s.count[0] > 0:
        k = s.heap[0]
        d = s.dist[k]
        if d >= best:
            break
        _pop(s)
        s.done[k] = True
        popped += 1
        for p in range(s.base[k], s.base[k] + s.held[k]):
            r = s.seat[p]
            if r >= low and d + big - s.u[r] < best:
                best, sink, out = d + big - s.u[r], -1, r
            best, sink = _look(graph, s, r, d, best, sink)
    _reprice(s, i, best)
    _shift(s, i, sink, out)
    _wipe(s)


@njit(cache=True, nogil=True)
def _least(graph: Graph, s: State, r: int) -> float:
    """The least of c - v over the arcs in play: the tightest dual a newcomer can begin with."""
    least = np.inf
    for a in range(graph.first[r], graph.first[r + 1]):
        if graph.cost[a] >= least:
            break
        k = graph.peer[a]
        if s.closed[k] == 0:
            least = min(least, graph.cost[a] - s.v[k])
    return least


@njit(cache=True, nogil=True)
def _look(
    graph: Graph, s: State, r: int, d: float, best: float, sink: int
) -> tuple[float, int]:  # fmt: skip
    """Scan the arcs of r, who stands at distance d, as far as they can beat the best end so far."""
    start = d - s.u[r]
    a = graph.first[r]
    while a < graph.first[r + 1]:
        if start + graph.cost[a] >= best:
            break
        k = graph.peer[a]
        if s.closed[k] == 0 and not s.done[k]:
            far = max(d, start + graph.cost[a] - s.v[k])
            if far < best and far < s.dist[k]:
                if s.dist[k] == np.inf:
                    s.touched[s.count[1]] = k
                    s.count[1] += 1
                s.dist[k], s.via[k] = far, r
                if s.held[k] < graph.capacity[k]:
                    best, sink = far, k
                else:
                    _push(s, k)
        a += 1
    s.count[2] += a - graph.first[r]
    return best, sink


@njit(cache=True, nogil=True)
def _reprice(s: State, i: int, best: float) -> None:
    """Move the duals so that the chain costs nothing and every other arc stays at 0 or above."""
    for t in range(s.count[1]):
        k = s.touched[t]
        if s.done[k]:
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
    for t in range(s.count[1]):
        k = s.touched[t]
        s.dist[k], s.via[k], s.done[k], s.where[k] = np.inf, -1, False, -1
    s.count[0] = s.count[1] = 0


@njit(cache=True, nogil=True)
def _close(graph: Graph, s: State, low: int, high: int, closing: int) -> bool:
    """Close whatever can be reached from those of this tier who are left over; whether any was."""
    is_any = False
    waiting = [r for r in range(low, high) if s.match[r] < 0]
    while len(waiting):
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
def _push(s: State, k: int) -> None:
    """Into the heap, or up in it after its distance fell."""
    at = s.where[k]
    if at < 0:
        at = s.count[0]
        s.count[0] += 1
    while at > 0:
        above = (at - 1) // 2
        if s.dist[s.heap[above]] <= s.dist[k]:
            break
        s.heap[at] = s.heap[above]
        s.where[s.heap[at]] = at
        at = above
    s.heap[at], s.where[k] = k, at


@njit(cache=True, nogil=True)
def _pop(s: State) -> None:
    """Take the nearest one off."""
    s.where[s.heap[0]] = -1
    s.count[0] -= 1
    length = s.count[0]
    k = s.heap[length]
    if length == 0:
        return
    at = 0
    while 2 * at + 1 < length:
        below = 2 * at + 1
        if below + 1 < length and s.dist[s.heap[below + 1]] < s.dist[s.heap[below]]:
            below += 1
        if s.dist[s.heap[below]] >= s.dist[k]:
            break
        s.heap[at] = s.heap[below]
        s.where[s.heap[at]] = at
        at = below
    s.heap[at], s.where[k] = k, at
