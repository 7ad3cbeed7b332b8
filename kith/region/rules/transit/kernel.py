"""How soon one is there by public transport, from one place to all, for many departures; compiled.

RAPTOR in rounds: round k knows the earliest arrivals with at most k rides. A round takes the stops
that got better in the round before, drives along every row of trips that serves one of them, and
then walks from where one got off to the stops nearby.

Many departures cost little more than one. They are taken from the last to the first, and labels are
kept: who leaves earlier can always wait and do as the one who leaves later, so only what is truly
better is followed (the range query of the paper). From places to stops and from stops to places one
walks; after getting off one walks either to another stop or to the goal, never both in a row, since
the walk from the first stop is a walk of its own.

  tau[k, s]   earliest arrival at stop s with at most k rides, on foot or by vehicle
  rode[k, s]  the same, getting off a vehicle at s

Source: Delling, Pajor, Werneck, "Round-based public transit routing", Transportation Science 49
(2015).
"""

import numpy as np
from numba import njit

FAR = 2**31 - 1


@njit(cache=True, nogil=True)
def travel_times(day, change, access, egress, direct, departures, terms, low, high, out):  # type: ignore[no-untyped-def]
    """Quantiles over the departures, for origins low..high, into `out` (3, high - low, targets).

    day: (first, stop, board, alight, trips, base, arrival, departure, at, row, position).
    change: (first, which, seconds) stop to stop, and the least to change at a stop. access: the
    stops near each origin; egress: the targets near each stop, as rows. direct (origins, targets):
    seconds on foot, FAR where too far. departures: seconds since midnight, falling. terms: (limit,
    rides, seconds before boarding). out: low, median, high: nearest ranks at 10, 50, 90 of 100.
    """
    limit, rides, slack = terms
    stops, targets, rows = len(change[0]) - 1, direct.shape[1], len(day[4])
    tau = np.empty((rides + 1, stops), np.int32)
    rode = np.empty((rides + 1, stops), np.int32)
    marked, off, down = (
        np.empty(stops, np.int32),
        np.empty(stops, np.int32),
        np.empty(stops, np.int32),
    )
    is_marked, is_off = np.zeros(stops, np.bool_), np.zeros(stops, np.bool_)
    is_down = np.zeros(stops, np.bool_)
    begin, queue = np.full(rows, FAR, np.int32), np.empty(rows, np.int32)
    there = np.empty(targets, np.int32)
    each = np.empty((targets, len(departures)), np.int32)
    for i in range(low, high):
        tau[:] = FAR
        rode[:] = FAR
        there[:] = FAR
        for d in range(len(departures)):
            now = departures[d]
            many = _step_out(access, i, now, limit, tau, marked, is_marked)
            got_down = 0
            for k in range(1, rides + 1):
                if many == 0:
                    break
                length = _rows_of(day, marked, many, is_marked, begin, queue)
                many, got_off = 0, 0
                for q in range(length):
                    many, got_off = _ride(
                        day, change[3], queue[q], begin[queue[q]], k, now + limit, slack, tau, rode,
                        marked, is_marked, many, off, is_off, got_off,
                    )  # fmt: skip
                    begin[queue[q]] = FAR
                many = _walk_on(
                    change, off, got_off, k, now + limit, tau, rode, marked, is_marked, many
                )
                for at in range(got_off):
                    s = off[at]
                    is_off[s] = False
                    if not is_down[s]:
                        is_down[s] = True
                        down[got_down] = s
                        got_down += 1
            for at in range(many):
                is_marked[marked[at]] = False
            for at in range(got_down):
                s = down[at]
                is_down[s] = False
                for e in range(egress[0][s], egress[0][s + 1]):
                    then = rode[rides, s] + egress[2][e]
                    if then < there[egress[1][e]]:
                        there[egress[1][e]] = then
            for j in range(targets):
                took = direct[i, j]
                if there[j] != FAR and there[j] - now < took:
                    took = there[j] - now
                each[j, d] = took if took <= limit else FAR
        _quantiles(each, out, i - low)


@njit(cache=True, nogil=True)
def _step_out(access, i, now, limit, tau, marked, is_marked):  # type: ignore[no-untyped-def]
    """Out of the door and to every stop that is near."""
    many = 0
    for a in range(access[0][i], access[0][i + 1]):
        s, then = access[1][a], now + access[2][a]
        if access[2][a] > limit or then >= tau[0, s]:
            continue
        for k in range(len(tau)):
            if then < tau[k, s]:
                tau[k, s] = then
        if not is_marked[s]:
            is_marked[s] = True
            marked[many] = s
            many += 1
    return many


@njit(cache=True, nogil=True)
def _rows_of(day, marked, many, is_marked, begin, queue):  # type: ignore[no-untyped-def]
    """Every row of trips that serves a marked stop, and the first position where it does."""
    length = 0
    for m in range(many):
        s = marked[m]
        is_marked[s] = False
        for at in range(day[8][s], day[8][s + 1]):
            r, position = day[9][at], day[10][at]
            if begin[r] == FAR:
                queue[length] = r
                length += 1
            if position < begin[r]:
                begin[r] = position
    return length


@njit(cache=True, nogil=True)
def _ride(  # type: ignore[no-untyped-def]
    day, least, r, position, k, latest, slack, tau, rode, marked, is_marked, many, off, is_off,
    got_off,
):  # fmt: skip
    """Along one row from `position`: get off where it helps, change to an earlier trip if one can
    be caught."""
    first, length = day[0][r], day[0][r + 1] - day[0][r]
    trips, base = day[4][r], day[5][r]
    arrival, departure = day[6], day[7]
    trip = -1
    for p in range(position, length):
        s = day[1][first + p]
        if trip >= 0 and day[3][first + p]:
            then = arrival[base + trip * length + p]
            if then <= latest and then < rode[k, s]:
                for later in range(k, len(rode)):
                    if then < rode[later, s]:
                        rode[later, s] = then
                if not is_off[s]:
                    is_off[s] = True
                    off[got_off] = s
                    got_off += 1
                many = _better(tau, k, s, then, marked, is_marked, many)
        if tau[k - 1, s] == FAR or not day[2][first + p]:
            continue
        ready = tau[k - 1, s] + (max(slack, least[s]) if k > 1 else slack)
        if trip < 0:
            trip = _first_trip(departure, base + p, length, trips, ready)
        else:
            while trip > 0 and departure[base + (trip - 1) * length + p] >= ready:
                trip -= 1
    return many, got_off


@njit(cache=True, nogil=True)
def _first_trip(departure, at, length, trips, ready):  # type: ignore[no-untyped-def]
    """The first trip that leaves at `ready` or later, by halving; -1 where none does."""
    low, high = 0, trips
    while low < high:
        middle = (low + high) // 2
        if departure[at + middle * length] >= ready:
            high = middle
        else:
            low = middle + 1
    return low if low < trips else -1


@njit(cache=True, nogil=True)
def _walk_on(change, off, got_off, k, latest, tau, rode, marked, is_marked, many):  # type: ignore[no-untyped-def]
    """From where one got off to the stops nearby."""
    for at in range(got_off):
        s = off[at]
        for c in range(change[0][s], change[0][s + 1]):
            then = rode[k, s] + change[2][c]
            if then <= latest:
                many = _better(tau, k, change[1][c], then, marked, is_marked, many)
    return many


@njit(cache=True, nogil=True)
def _better(tau, k, s, then, marked, is_marked, many):  # type: ignore[no-untyped-def]
    """Keep an arrival that is earlier, in this round and those that follow."""
    if then >= tau[k, s]:
        return many
    for later in range(k, len(tau)):
        if then < tau[later, s]:
            tau[later, s] = then
    if not is_marked[s]:
        is_marked[s] = True
        marked[many] = s
        many += 1
    return many


@njit(cache=True, nogil=True)
def _quantiles(each, out, i):  # type: ignore[no-untyped-def]
    """Nearest ranks: the value that so many of a hundred do not exceed."""
    n = each.shape[1]
    ranks = (-(-n * 10 // 100) - 1, -(-n * 50 // 100) - 1, -(-n * 90 // 100) - 1)
    for j in range(len(each)):
        row = np.sort(each[j])
        for q in range(3):
            out[q, i, j] = row[ranks[q]]
