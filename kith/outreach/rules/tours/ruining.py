"""What a step takes out, compiled: strings of routes, or a neighbourhood.

Strings after Christiaens and Vanden Berghe (see `kernel`). A string of one day mends a route;
strings of several days, with all other visits of their stops, let patterns change.
"""

from kith.outreach.rules.tours.compiled import woven
from kith.outreach.rules.tours.moving import draw, lift, mark

LONGEST, STOPS = 10.0, 10.0
"""The longest string that is cut out, and how many stops are taken out in a step on average."""
AROUND, ONE_DAY = 0.3, 0.6
"""Shares of the steps: a neighbourhood; of the others, strings of one day only."""
SPARED = 0.2
"""Of the stops around a stop, how many stay."""


@woven
def ruin(net, now, scratch, seed):  # type: ignore[no-untyped-def]
    """One of the ways, at random; stops that have no place come along."""
    middle = int(draw(seed) * len(now.choice))
    if draw(seed) < AROUND:
        _clear(net, now, scratch, seed, middle)
    else:
        _cut(net, now, scratch, seed, middle)
    for i in range(len(now.choice)):
        has_options = net.option_first[i + 1] > net.option_first[i]
        if now.choice[i] < 0 and not scratch.is_out[i] and has_options:
            mark(now, scratch, i, -1)


@woven
def _clear(net, now, scratch, seed, middle):  # type: ignore[no-untyped-def]
    """Most of the stops around one out of all days."""
    count = int(1.0 + draw(seed) * (2.0 * STOPS - 1.0))
    for at in range(net.near.shape[1]):
        if count <= 0:
            break
        i = net.near[middle, at]
        if now.choice[i] < 0 or draw(seed) < SPARED:
            continue
        mark(now, scratch, i, -1)
        lift(net, now, scratch, i, -1)
        count -= 1


@woven
def _cut(net, now, scratch, seed, middle):  # type: ignore[no-untyped-def]
    """Strings out of routes near a stop, all of one day or each of any."""
    days = now.slot_of.shape[1]
    day = int(draw(seed) * days) if draw(seed) < ONE_DAY else -1
    used, visits = 0, 0
    for r in range(len(now.size)):
        used += now.size[r] > 0
        visits += now.size[r]
    length = min(LONGEST, visits / max(1, used))
    strings = int(1.0 + draw(seed) * (4.0 * STOPS / (1.0 + length) - 1.0))
    for at in range(net.near.shape[1]):
        if strings <= 0:
            break
        i = net.near[middle, at]
        if scratch.is_out[i] or now.choice[i] < 0:
            continue
        r = _route(now, seed, i, day)
        if r < 0 or (day >= 0 and scratch.is_touched[r]):
            continue
        _string(net, now, scratch, seed, r, i, min(length, now.size[r]), day)
        strings -= 1


@woven
def _route(now, seed, i, day):  # type: ignore[no-untyped-def]
    """Where the stop is on this day; any of its days for -1. -1 where it is nowhere."""
    if day >= 0:
        return int(now.slot_of[i, day])
    days = now.slot_of.shape[1]
    first = int(draw(seed) * days)
    for step in range(days):
        r = int(now.slot_of[i, (first + step) % days])
        if r >= 0:
            return r
    return -1


@woven
def _string(net, now, scratch, seed, r, i, length, day):  # type: ignore[no-untyped-def]
    """One string with i in it out of slot r; half of the time one in its middle stays."""
    size = now.size[r]
    count = int(1.0 + draw(seed) * length)
    kept = 1 if 1 < count < size and draw(seed) < 0.5 else 0
    span = count + kept
    at = 1
    while now.route[r, at] != i:
        at += 1
    low = max(1, at - span + 1)
    high = min(at, size - span + 1)
    begin = low + int(draw(seed) * (high - low + 1))
    stays = begin + int(draw(seed) * (count + 1)) if kept else -1
    start = scratch.tally[1]
    for p in range(begin, begin + span):
        if p != stays:
            mark(now, scratch, now.route[r, p], day)
    for k in range(start, scratch.tally[1]):
        lift(net, now, scratch, scratch.out[k], day)
