"""The small steps of a search, compiled: a stop out of a route, a stop into a route.

Before a route is changed, it is written down (`touch`), so that the whole step can be taken back.
"""

import numpy as np

from kith.outreach.rules.tours.clock import retime
from kith.outreach.rules.tours.compiled import woven


@woven
def draw(seed):  # type: ignore[no-untyped-def]
    """xorshift64*, uniform in [0, 1): the same on every machine."""
    x = seed[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    seed[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@woven
def mark(now, scratch, i, day):  # type: ignore[no-untyped-def]
    k = scratch.tally[1]
    scratch.tally[1] = k + 1
    scratch.out[k], scratch.was[k], scratch.only[k] = i, now.choice[i], day
    scratch.is_out[i] = True


@woven
def lift(net, now, scratch, i, day):  # type: ignore[no-untyped-def]
    """Stop i out of one day, or out of all of them and without an option."""
    if day >= 0:
        remove(net, now, scratch, now.slot_of[i, day], i)
        return
    option = now.choice[i]
    for m in range(net.member_first[option], net.member_first[option + 1]):
        d = net.cell_day[net.member[m]]
        if now.slot_of[i, d] >= 0:
            remove(net, now, scratch, now.slot_of[i, d], i)
        now.cell_of[i, d] = -1
    now.choice[i] = -1
    now.total[0] += net.dropping[i] - net.option_price[option]


@woven
def touch(now, scratch, r):  # type: ignore[no-untyped-def]
    """Remember slot r as it was before this step."""
    if scratch.is_touched[r]:
        return
    scratch.is_touched[r] = True
    scratch.touched[scratch.tally[0]] = r
    scratch.tally[0] += 1
    for p in range(now.size[r] + 2):
        scratch.route[r, p] = now.route[r, p]
        scratch.leg[r, p] = now.leg[r, p]
    scratch.size[r] = now.size[r]
    scratch.load[r] = now.load[r]
    scratch.busy[r] = now.busy[r]


@woven
def remove(net, now, scratch, r, i):  # type: ignore[no-untyped-def]
    touch(now, scratch, r)
    size = now.size[r]
    p = 1
    while now.route[r, p] != i:
        p += 1
    before, after = now.route[r, p - 1], now.route[r, p + 1]
    saved = now.leg[r, p - 1] + now.leg[r, p]
    kind = net.slot_kind[r]
    if size == 1:
        joined, joined_minutes = 0.0, 0.0
        now.total[0] -= net.slot_fixed[r]
    else:
        joined, joined_minutes = net.cost[kind, before, after], net.minutes[before, after]
    now.total[0] += joined - saved
    now.busy[r] += joined_minutes - net.minutes[before, i] - net.minutes[i, after] - net.stay[i]
    now.load[r] -= net.demand[i]
    now.leg[r, p - 1] = joined
    for q in range(p, size + 1):
        now.route[r, q] = now.route[r, q + 1]
        now.leg[r, q] = now.leg[r, q + 1]
    now.size[r] = size - 1
    if size == 1:
        now.busy[r], now.load[r] = 0.0, 0.0
    now.slot_of[i, net.slot_day[r]] = -1
    if net.is_timed:
        retime(net.clock, now, net.minutes, net.stay, r, net.slot_day[r])


@woven
def insert(net, now, scratch, r, p, i, cell):  # type: ignore[no-untyped-def]
    """Stop i into slot r after position p."""
    touch(now, scratch, r)
    size = now.size[r]
    kind = net.slot_kind[r]
    before, after = now.route[r, p], now.route[r, p + 1]
    there, onward = net.cost[kind, before, i], net.cost[kind, i, after]
    gone = 0.0 if size == 0 else net.minutes[before, after]
    now.total[0] += there + onward - now.leg[r, p]
    if size == 0:
        now.total[0] += net.slot_fixed[r]
    now.busy[r] += net.minutes[before, i] + net.minutes[i, after] + net.stay[i] - gone
    now.load[r] += net.demand[i]
    for q in range(size + 1, p, -1):
        now.route[r, q + 1] = now.route[r, q]
        now.leg[r, q] = now.leg[r, q - 1]
    now.route[r, p + 1] = i
    now.leg[r, p], now.leg[r, p + 1] = there, onward
    now.size[r] = size + 1
    d = net.slot_day[r]
    now.slot_of[i, d], now.cell_of[i, d] = r, cell
    if net.is_timed:
        retime(net.clock, now, net.minutes, net.stay, r, d)
