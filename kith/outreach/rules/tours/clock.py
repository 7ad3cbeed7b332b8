"""Whether a day keeps its hours: windows, breaks, refuelling and the length of the day, compiled.

A day is walked through twice. Forwards, as early as can be, once without and once with the break
behind it: the earlier is never worse. Backwards from the earliest return, as late as can be: that
gives the latest departure, hence the shortest day that ends then. With several windows for one stop
a day that ends later might be shorter still; such a day is not looked for.

The break begins within its hours, at home or at a stop before set-up or after pack-up. The tank is
full in the morning; a unit that may refuel does so before the leg it could not finish.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kith.outreach.rules.tours.compiled import compiled, entrance

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

SLACK = 1e-6


class Clock(NamedTuple):
    """Hours in minutes of the day, distances in kilometres."""

    window_first: Ints  # (cells + 1,)
    window_low: Floats  # earliest beginning of set-up
    window_high: Floats  # latest beginning of set-up
    opens: Floats  # (slots,)
    closes: Floats
    pause: Floats  # minutes of the break, or 0
    pause_low: Floats
    pause_high: Floats
    reach: Floats  # kilometres on one tank
    refuel: Floats  # minutes, or infinite where it may not
    km: Floats  # (m, m)
    longest: Floats  # (slots,) minutes
    fuel: Floats  # (n + 3,) room for the minutes of refuelling before each leg


@compiled
def fits_in_time(clock, now, minutes, stay, r, p, i, cell, day):  # type: ignore[no-untyped-def]
    """Whether slot r keeps its hours with stop i (in `cell`) put in after position p."""
    return walk(clock, now, minutes, stay, r, p, i, cell, day)[0]


@compiled
def may_fit(clock, now, minutes, stay, r, p, i, cell):  # type: ignore[no-untyped-def]
    """Whether it could, were there no break and no refuelling: that rules out most places."""
    free = _next(clock, cell, now.early[r, p] + minutes[now.route[r, p], i]) + stay[i]
    return free + minutes[i, now.route[r, p + 1]] <= now.late[r, p + 1] + SLACK


@compiled
def retime(clock, now, minutes, stay, r, day):  # type: ignore[no-untyped-def]
    """When each place of slot r is left at the soonest and reached at the latest, without break and
    refuelling."""
    size = now.size[r]
    now.early[r, 0], now.late[r, size + 1] = clock.opens[r], clock.closes[r]
    for q in range(1, size + 1):
        i = now.route[r, q]
        reached = now.early[r, q - 1] + minutes[now.route[r, q - 1], i]
        now.early[r, q] = _next(clock, now.cell_of[i, day], reached) + stay[i]
    for q in range(size, 0, -1):
        i = now.route[r, q]
        left = now.late[r, q + 1] - minutes[i, now.route[r, q + 1]]
        now.late[r, q] = _previous(clock, now.cell_of[i, day], left - stay[i])


@entrance
def walk_alone(clock, now, minutes, stay, r, day):  # type: ignore[no-untyped-def]
    """A route as it is."""
    return walk(clock, now, minutes, stay, r, -1, -1, -1, day)


@compiled
def walk(clock, now, minutes, stay, r, p, i, cell, day):  # type: ignore[no-untyped-def]
    """(keeps its hours, departure, return, leg of the break or -1, whether it is before that leg).

    Leg k leads to position k + 1. p = -1: as it is, without another stop.
    """
    last = now.size[r] + (2 if p >= 0 else 1)
    pause, low, high = clock.pause[r], clock.pause_low[r], clock.pause_high[r]
    free, rested, leg, is_before = clock.opens[r], np.inf, -1, True
    if pause > 0.0 and max(free, low) <= high:
        rested = max(free, low) + pause
    tank = clock.reach[r]
    here = now.route[r, 0]
    for q in range(1, last + 1):
        there = i if q == p + 1 and p >= 0 else now.route[r, q if p < 0 or q <= p else q - 1]
        km = clock.km[here, there]
        wait = 0.0
        if km > tank + SLACK:
            wait, tank = clock.refuel[r], clock.reach[r]
            if km > tank + SLACK or wait == np.inf:
                return False, 0.0, 0.0, -1, True
        tank -= km
        clock.fuel[q] = wait
        road = minutes[here, there] + wait
        if pause > 0.0 and q > 1 and max(free, low) <= high and max(free, low) + pause < rested:
            rested, leg, is_before = max(free, low) + pause, q - 1, True
        free, rested = free + road, rested + road
        if q == last:
            break
        if pause > 0.0 and max(free, low) <= high and max(free, low) + pause < rested:
            rested, leg, is_before = max(free, low) + pause, q - 1, False
        own = cell if there == i and p >= 0 else now.cell_of[there, day]
        free = _next(clock, own, free) + stay[there]
        rested = _next(clock, own, rested) + stay[there]
        if free == np.inf and rested == np.inf:
            return False, 0.0, 0.0, -1, True
        here = there
    if pause <= 0.0 or free <= min(high, rested):
        end, leg = free, -1
    else:
        end = rested
    if end > clock.closes[r] + SLACK:
        return False, 0.0, 0.0, -1, True
    start = _back(clock, now, minutes, stay, r, p, i, cell, day, end, leg, is_before)
    return end - start <= clock.longest[r] + SLACK, start, end, leg, is_before


@compiled
def _back(clock, now, minutes, stay, r, p, i, cell, day, end, leg, is_before):  # type: ignore[no-untyped-def]
    """The latest departure that is back at `end`."""
    last = now.size[r] + (2 if p >= 0 else 1)
    latest = end
    there = now.route[r, now.size[r] + 1]
    for q in range(last, 0, -1):
        k = q - 1
        here = i if k == p + 1 and p >= 0 else now.route[r, k if p < 0 or k <= p else k - 1]
        if leg == k and not is_before:
            latest = min(latest - clock.pause[r], clock.pause_high[r])
        latest -= minutes[here, there] + clock.fuel[q]
        if leg == k and is_before:
            latest = min(latest - clock.pause[r], clock.pause_high[r])
        if k > 0:
            own = cell if here == i and p >= 0 else now.cell_of[here, day]
            latest = _previous(clock, own, latest - stay[here])
        there = here
    return latest


@compiled
def _next(clock, cell, time):  # type: ignore[no-untyped-def]
    """The earliest moment from `time` on at which the stay may begin."""
    for w in range(clock.window_first[cell], clock.window_first[cell + 1]):
        if time <= clock.window_high[w] + SLACK:
            return max(time, clock.window_low[w])
    return np.inf


@compiled
def _previous(clock, cell, time):  # type: ignore[no-untyped-def]
    """The latest moment up to `time`; there is one, for the walk forwards found it."""
    for w in range(clock.window_first[cell + 1] - 1, clock.window_first[cell] - 1, -1):
        if time >= clock.window_low[w] - SLACK:
            return min(time, clock.window_high[w])
    return time
