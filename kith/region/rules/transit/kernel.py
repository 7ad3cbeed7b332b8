"""How soon one is there by public transport, from one place to all, for many departures; compiled.

RAPTOR in rounds: round k knows the earliest arrivals with at most k rides. A round takes the stops
that got better in the round before, drives along every row of trips that serves one of them, and
then walks from where one got off to the stops nearby.

Many departures cost little more than one. They are taken from the last to the first, and labels are
kept: who leaves earlier can always wait and do as the one who leaves later, so only what is truly
better is followed (the range query of the paper), and a trip is not ridden again from where it was.
From places to stops and from stops to places one walks; after getting off one walks either to
another stop or to the goal, never both in a row, since the walk from the first stop is a walk of
its own.

  tau[s, k]   earliest arrival at stop s with at most k rides, on foot or by vehicle
  rode[s, k]  the same, getting off a vehicle at s
  by[0, s, k], by[1, s, k]  the line one got on first to be there then, for either; -1 on foot

Source: Delling, Pajor, Werneck, "Round-based public transit routing", Transportation Science 49
(2015).
"""

import numpy as np
from numba import njit

FAR = 2**31 - 1
RIDES = 8
"""More than anybody rides: a line and a number of rides are kept in one number."""


@njit(cache=True, nogil=True)
def travel_times(day, change, access, egress, direct, departures, terms, low, high, out, typical):  # type: ignore[no-untyped-def]
    """Quantiles over the departures, for origins low..high, into `out` (3, high - low, targets).

    day: (first, stop, board, alight, trips, base, arrival, departure, at, row, position, line).
    change: (first, which, seconds) stop to stop, and the least to change at a stop. access: the
    stops near each origin; egress: the targets near each stop, as rows. direct (origins, targets):
    seconds on foot, FAR where too far. departures: seconds since midnight, falling. terms: (limit,
    rides, seconds before boarding). out: low, median, high: nearest ranks at 10, 50, 90 of 100.
    typical (high - low, targets): line * RIDES + rides of most departures that arrive, -1 on foot.
    """
    limit, rides, slack = terms
    stops, targets, rows = len(change[0]) - 1, direct.shape[1], len(day[4])
    tau = np.empty((stops, rides + 1), np.int32)
    rode = np.empty((stops, rides + 1), np.int32)
    marked, off, down = (
        np.empty(stops, np.int32),
        np.empty(stops, np.int32),
        np.empty(stops, np.int32),
    )
    is_marked, is_off = np.zeros(stops, np.bool_), np.zeros(stops, np.bool_)
    is_down = np.zeros(stops, np.bool_)
    begin, queue = np.full(rows, FAR, np.int32), np.empty(rows, np.int32)
    finish, known = np.empty(rows, np.int32), np.empty((2, rides + 1, rows), np.int32)
    fresh, one = np.zeros(stops, np.bool_), np.empty(stops, np.int32)
    by = np.empty((2, stops, rides + 1), np.int32)
    there, using = np.empty(targets, np.int32), np.empty(targets, np.int32)
    each = np.empty((targets, len(departures)), np.int32)
    ways = np.empty((targets, len(departures)), np.int32)
    for i in range(low, high):
        tau[:] = FAR
        rode[:] = FAR
        there[:] = FAR
        known[:] = FAR
        for d in range(len(departures)):
            now = departures[d]
            many = _step_out(access, i, now, limit, tau, by, marked, is_marked)
            got_down = 0
            for k in range(1, rides + 1):
                if many == 0:
                    break
                marked, one, olds = one, marked, many
                for at in range(olds):
                    is_marked[one[at]], fresh[one[at]] = False, True
                length = _rows_of(day, one, olds, begin, finish, queue)
                many, got_off = 0, 0
                for q in range(length):
                    r = queue[q]
                    many, got_off = _ride(
                        day, change[3], r, begin[r], finish[r], k, now + limit, slack, tau, rode,
                        by, fresh, known, marked, is_marked, many, off, is_off, got_off,
                    )  # fmt: skip
                    begin[r] = FAR
                for at in range(olds):
                    fresh[one[at]] = False
                many = _walk_on(
                    change, off, got_off, k, now + limit, tau, rode, by, marked, is_marked, many
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
                    then = rode[s, rides] + egress[2][e]
                    if then < there[egress[1][e]]:
                        there[egress[1][e]] = then
                        using[egress[1][e]] = by[1, s, rides] * RIDES + _rides(rode, s)
            for j in range(targets):
                took = direct[i, j]
                ways[j, d] = -1
                if there[j] != FAR and there[j] - now < took:
                    took = there[j] - now
                    ways[j, d] = using[j]
                each[j, d] = took if took <= limit else FAR
        _quantiles(each, out, i - low)
        _most_often(each, ways, typical[i - low])


@njit(cache=True, nogil=True)
def _step_out(access, i, now, limit, tau, by, marked, is_marked):  # type: ignore[no-untyped-def]
    """Out of the door and to every stop that is near."""
    many = 0
    for a in range(access[0][i], access[0][i + 1]):
        s, then = access[1][a], now + access[2][a]
        if access[2][a] > limit or then >= tau[s, 0]:
            continue
        for k in range(tau.shape[1]):
            if then < tau[s, k]:
                tau[s, k] = then
                by[0, s, k] = -1
        if not is_marked[s]:
            is_marked[s] = True
            marked[many] = s
            many += 1
    return many


@njit(cache=True, nogil=True)
def _rows_of(day, marked, many, begin, finish, queue):  # type: ignore[no-untyped-def]
    """Every row of trips that serves a marked stop; the first and last position where it does."""
    length = 0
    for m in range(many):
        s = marked[m]
        for at in range(day[8][s], day[8][s + 1]):
            r, position = day[9][at], day[10][at]
            if begin[r] == FAR:
                queue[length] = r
                length += 1
                finish[r] = -1
            begin[r] = min(begin[r], position)
            finish[r] = max(finish[r], position)
    return length


@njit(cache=True, nogil=True)
def _ride(  # type: ignore[no-untyped-def]
    day, least, r, begin, finish, k, latest, slack, tau, rode, by, fresh, known, marked, is_marked,
    many, off, is_off, got_off,
):  # fmt: skip
    """Along one row from `begin`: get off where it helps; get on, or change to an earlier trip, at
    stops that are `fresh`. known (2, rides + 1, rows): a trip and the position from which it was
    ridden before; no later trip from a later position can bring anything new."""
    first, length = day[0][r], day[0][r + 1] - day[0][r]
    trips, base = day[4][r], day[5][r]
    arrival, departure = day[6], day[7]
    trip, first_line = -1, -1
    for p in range(begin, length):
        if trip < 0 and p > finish:
            break
        s = day[1][first + p]
        if trip >= 0 and day[3][first + p]:
            then = arrival[base + trip * length + p]
            if then > latest:
                trip = -1
            elif then < rode[s, k]:
                for later in range(k, rode.shape[1]):
                    if then < rode[s, later]:
                        rode[s, later] = then
                        by[1, s, later] = first_line
                if not is_off[s]:
                    is_off[s] = True
                    off[got_off] = s
                    got_off += 1
                many = _better(tau, by, k, s, then, first_line, marked, is_marked, many)
        if not fresh[s] or not day[2][first + p]:
            continue
        ready = tau[s, k - 1] + (max(slack, least[s]) if k > 1 else slack)
        new = trip if trip >= 0 else _first_trip(departure, base + p, length, trips, ready)
        if new < 0:
            continue
        while new > 0 and departure[base + (new - 1) * length + p] >= ready:
            new -= 1
        if new == trip:
            continue
        if new >= known[0, k, r] and p >= known[1, k, r]:
            trip = -1
            continue
        trip = new
        first_line = by[0, s, k - 1] if by[0, s, k - 1] >= 0 else day[11][r]
        known[0, k, r], known[1, k, r] = new, p
        for later in range(k + 1, known.shape[1]):
            if new <= known[0, later, r] and p <= known[1, later, r]:
                known[0, later, r], known[1, later, r] = new, p
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
def _walk_on(change, off, got_off, k, latest, tau, rode, by, marked, is_marked, many):  # type: ignore[no-untyped-def]
    """From where one got off to the stops nearby."""
    for at in range(got_off):
        s = off[at]
        for c in range(change[0][s], change[0][s + 1]):
            then, to = rode[s, k] + change[2][c], change[1][c]
            if then < tau[to, k] and then <= latest:
                many = _better(tau, by, k, to, then, by[1, s, k], marked, is_marked, many)
    return many


@njit(cache=True, nogil=True)
def _better(tau, by, k, s, then, line, marked, is_marked, many):  # type: ignore[no-untyped-def]
    """Keep an arrival that is earlier, in this round and those that follow."""
    if then >= tau[s, k]:
        return many
    for later in range(k, tau.shape[1]):
        if then < tau[s, later]:
            tau[s, later] = then
            by[0, s, later] = line
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


@njit(cache=True, nogil=True)
def _rides(rode, s):  # type: ignore[no-untyped-def]
    """With how few rides one is there that soon."""
    last = rode.shape[1] - 1
    k = last
    while k > 1 and rode[s, k - 1] == rode[s, last]:
        k -= 1
    return min(k, RIDES - 1)


@njit(cache=True, nogil=True)
def _most_often(each, ways, typical):  # type: ignore[no-untyped-def]
    """What most departures do that arrive; of equals, the quicker at its best, then the lower."""
    for j in range(len(each)):
        most, quickest, typical[j] = 0, FAR, -1
        for d in range(each.shape[1]):
            if each[j, d] == FAR:
                continue
            count, best = 0, FAR
            for other in range(each.shape[1]):
                if each[j, other] != FAR and ways[j, other] == ways[j, d]:
                    count += 1
                    best = min(best, each[j, other])
            is_same = count == most and best == quickest
            if (
                count > most
                or (count == most and best < quickest)
                or (is_same and ways[j, d] < typical[j])
            ):
                most, quickest, typical[j] = count, best, ways[j, d]
