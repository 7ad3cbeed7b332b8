"""Shortest times from many places at once, up to a limit, compiled.

Dial's form of Dijkstra: times are whole ticks and bounded, so the queue is one list for each tick,
and a search costs as much as it reaches, with no logarithm. Lists are chained through arrays that
one search leaves as it found them, so that a thousand searches allocate once.

A node may stand in several lists; only the entry that agrees with its time counts. Every arc is
looked at once, so entries never exceed arcs + two starts. Times to wanted places are written as
nodes are settled: the work grows with what is reached, not with how many places there are.

Source: Dial, "Algorithm 360: shortest-path forest with topological ordering", CACM 12 (1969).
"""

import numpy as np
from numba import njit

FAR = 2**31 - 1


@njit(cache=True, nogil=True)
def search(first, head, ticks, nodes, starts, limit, dist, box, link, item):  # type: ignore[no-untyped-def]
    """Fill `dist` (nodes; FAR before) from up to two start nodes (-1: none) at `starts` ticks.

    box (limit + 1; -1 before and after), link, item (arcs + 2): the lists. Returns how many items
    were used; the nodes that have a time now are among them, in no order, some more than once.
    """
    used = 0
    lowest = limit + 1
    for k in range(2):
        if nodes[k] >= 0 and starts[k] <= limit and starts[k] < dist[nodes[k]]:
            dist[nodes[k]] = starts[k]
            item[used], link[used] = nodes[k], box[starts[k]]
            box[starts[k]] = used
            used += 1
            lowest = min(lowest, starts[k])
    pending = used
    now = lowest
    while pending > 0:
        while box[now] >= 0:
            entry = box[now]
            box[now] = link[entry]
            pending -= 1
            node = item[entry]
            if dist[node] != now:
                continue
            for arc in range(first[node], first[node + 1]):
                later, to = now + ticks[arc], head[arc]
                if later <= limit and later < dist[to]:
                    dist[to] = later
                    item[used], link[used] = to, box[later]
                    box[later] = used
                    used += 1
                    pending += 1
        now += 1
    return used


@njit(cache=True, nogil=True)
def matrix(network, leaving, arriving, by_node, limit, low, high, out):  # type: ignore[no-untyped-def]
    """Ticks from places low..high to all wanted ones into `out`, FAR beyond the limit.

    network: (first, head, ticks, ahead, back). leaving: of the places (nodes (n, 2), ticks (n, 2),
    link, share, ticks off the street); arriving: the same of the wanted ones. by_node: wanted ones
    at each node as rows (first, which, ticks). out: (high - low, wanted).
    """
    first, head, ticks = network[0], network[1], network[2]
    dist = np.full(len(first) - 1, FAR, np.int32)
    box = np.full(limit + 1, -1, np.int32)
    link = np.empty(len(head) + 2, np.int32)
    item = np.empty(len(head) + 2, np.int32)
    for i in range(low, high):
        row = out[i - low]
        row[:] = FAR
        used = search(
            first, head, ticks, leaving[0][i], leaving[1][i], limit, dist, box, link, item
        )
        for k in range(used):
            node = item[k]
            now = dist[node]
            if now == FAR:
                continue
            dist[node] = FAR
            for at in range(by_node[0][node], by_node[0][node + 1]):
                then = now + by_node[2][at]
                if then <= limit and then < row[by_node[1][at]]:
                    row[by_node[1][at]] = then
        _along(network, leaving, arriving, i, limit, row)


@njit(cache=True, nogil=True)
def _along(network, leaving, arriving, i, limit, row):  # type: ignore[no-untyped-def]
    """Places on the same link, straight along it."""
    mine = leaving[2][i]
    if mine < 0:
        return
    for j in range(len(arriving[2])):
        if arriving[2][j] != mine:
            continue
        part = arriving[3][j] - leaving[3][i]
        whole = network[3][mine] if part >= 0 else network[4][mine]
        if whole < 0:
            continue
        then = np.int32(np.rint(abs(part) * whole)) + leaving[4][i] + arriving[4][j]
        if then <= limit and then < row[j]:
            row[j] = then


@njit(cache=True, nogil=True)
def reached(network, leaving, i, limit, out):  # type: ignore[no-untyped-def]
    """Ticks from place i to every node into `out` (nodes; FAR before)."""
    first, head, ticks = network[0], network[1], network[2]
    box = np.full(limit + 1, -1, np.int32)
    link = np.empty(len(head) + 2, np.int32)
    item = np.empty(len(head) + 2, np.int32)
    search(first, head, ticks, leaving[0][i], leaving[1][i], limit, out, box, link, item)
