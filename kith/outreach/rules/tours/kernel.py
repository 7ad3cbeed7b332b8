"""Ruin and recreate over (visit pattern, route), compiled.

Each step takes out neighbouring stretches of routes and puts their stops back one after the other,
each with the pattern whose visits, each at its cheapest place on its day, cost least together. A
step is kept or taken back as in simulated annealing.

J. Christiaens, G. Vanden Berghe: Slack Induction by String Removals for Vehicle Routing Problems.
Transportation Science 54(2), 2020, 417-433. New here: patterns, days and clocks inside the move.
"""

import numpy as np

from kith.outreach.rules.tours.clock import fits_in_time
from kith.outreach.rules.tours.compiled import compiled

EPSILON = 1e-9
BLINK = 0.01
"""How often a better place is overlooked, so that no two recreations are alike."""


@compiled
def draw(seed):  # type: ignore[no-untyped-def]
    """xorshift64*, uniform in [0, 1): the same on every machine."""
    x = seed[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    seed[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@compiled
def run(net, now, best, scratch, seed, knobs, hot, cold, steps):  # type: ignore[no-untyped-def]
    """So many steps, cooling from `hot` to `cold`. Answers how many times `best` was bettered."""
    bettered = 0
    factor = (cold / hot) ** (1.0 / max(1, steps))
    heat = hot
    for _ in range(steps):
        before = now.total[0]
        _ruin(net, now, scratch, seed, knobs)
        _recreate(net, now, scratch, seed)
        after = now.total[0]
        if after < before - heat * np.log(max(draw(seed), 1e-300)):
            _forget(scratch)
            if after < best.total[0] - EPSILON * max(1.0, abs(after)):
                copy(now, best)
                bettered += 1
        else:
            _take_back(net, now, scratch)
            now.total[0] = before
        heat *= factor
    return bettered


@compiled
def copy(source, target):  # type: ignore[no-untyped-def]
    """The whole of one solution over another."""
    for r in range(len(source.size)):
        for p in range(source.size[r] + 2):
            target.route[r, p] = source.route[r, p]
            target.leg[r, p] = source.leg[r, p]
        target.size[r], target.load[r] = source.size[r], source.load[r]
        target.busy[r] = source.busy[r]
    for i in range(len(source.choice)):
        target.choice[i] = source.choice[i]
        for d in range(source.slot_of.shape[1]):
            target.slot_of[i, d], target.cell_of[i, d] = source.slot_of[i, d], source.cell_of[i, d]
    target.total[0] = source.total[0]


@compiled
def _ruin(net, now, scratch, seed, knobs):  # type: ignore[no-untyped-def]
    """Take strings out of routes near a stop; stops without a place come along."""
    n, days = now.slot_of.shape
    longest, average, share = knobs[0], knobs[1], knobs[2]
    middle = int(draw(seed) * n)
    day = -1
    if draw(seed) < share:
        day = int(draw(seed) * days)
    used = 0
    for r in range(len(now.size)):
        used += now.size[r] > 0
    visits = 0
    for r in range(len(now.size)):
        visits += now.size[r]
    mean = visits / max(1, used)
    length = min(longest, mean)
    strings = int(1.0 + draw(seed) * (4.0 * average / (1.0 + length) - 1.0))
    cut = 0
    for at in range(net.near.shape[1]):
        if cut >= strings:
            break
        i = net.near[middle, at]
        if scratch.is_out[i] or now.choice[i] < 0:
            continue
        if day >= 0:
            r = int(now.slot_of[i, day])
        else:
            first = int(draw(seed) * days)
            r = -1
            for step in range(days):
                r = int(now.slot_of[i, (first + step) % days])
                if r >= 0:
                    break
        if r < 0 or (scratch.is_touched[r] and day >= 0):
            continue
        _cut(net, now, scratch, seed, r, i, min(length, now.size[r]), day)
        cut += 1
    for i in range(n):
        if (
            now.choice[i] < 0
            and not scratch.is_out[i]
            and net.option_first[i + 1] > net.option_first[i]
        ):
            _mark(now, scratch, i, -1)


@compiled
def _cut(net, now, scratch, seed, r, i, length, day):  # type: ignore[no-untyped-def]
    """One string with i in it out of slot r; half of the time some in its middle stay."""
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
    keep_from = begin + span  # nobody
    if kept > 0:
        keep_from = begin + int(draw(seed) * (count + 1))
    start = scratch.tally[1]
    for p in range(begin, begin + span):
        if p < keep_from or p >= keep_from + kept:
            _mark(now, scratch, now.route[r, p], day)
    for k in range(start, scratch.tally[1]):
        _lift(net, now, scratch, scratch.out[k], day)


@compiled
def _mark(now, scratch, i, day):  # type: ignore[no-untyped-def]
    k = scratch.tally[1]
    scratch.tally[1] = k + 1
    scratch.out[k], scratch.was[k], scratch.only[k] = i, now.choice[i], day
    scratch.is_out[i] = True


@compiled
def _lift(net, now, scratch, i, day):  # type: ignore[no-untyped-def]
    """Stop i out of one day, or out of all of them and without an option."""
    if day >= 0:
        _remove(net, now, scratch, now.slot_of[i, day], i)
        return
    option = now.choice[i]
    for m in range(net.member_first[option], net.member_first[option + 1]):
        d = net.cell_day[net.member[m]]
        if now.slot_of[i, d] >= 0:
            _remove(net, now, scratch, now.slot_of[i, d], i)
        now.cell_of[i, d] = -1
    now.choice[i] = -1
    now.total[0] += net.dropping[i] - net.option_price[option]


@compiled
def _touch(now, scratch, r):  # type: ignore[no-untyped-def]
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


@compiled
def _remove(net, now, scratch, r, i):  # type: ignore[no-untyped-def]
    _touch(now, scratch, r)
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


@compiled
def _insert(net, now, scratch, r, p, i, cell):  # type: ignore[no-untyped-def]
    """Stop i into slot r after position p."""
    _touch(now, scratch, r)
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


@compiled
def _recreate(net, now, scratch, seed):  # type: ignore[no-untyped-def]
    """Put them back in one of several orders."""
    count = scratch.tally[1]
    order = draw(seed) * 11.0
    for k in range(count):
        i = scratch.out[k]
        if order < 4.0:
            scratch.key[k] = draw(seed)
        elif order < 8.0:
            scratch.key[k] = -net.demand[i] * (1.0 + 1e-3 * draw(seed))
        elif order < 10.0:
            scratch.key[k] = -net.cost[0, net.slot_start[0], i]
        else:
            scratch.key[k] = net.cost[0, net.slot_start[0], i]
    for a in range(1, count):
        key, i, was, only = scratch.key[a], scratch.out[a], scratch.was[a], scratch.only[a]
        b = a - 1
        while b >= 0 and scratch.key[b] > key:
            scratch.key[b + 1], scratch.out[b + 1] = scratch.key[b], scratch.out[b]
            scratch.was[b + 1], scratch.only[b + 1] = scratch.was[b], scratch.only[b]
            b -= 1
        scratch.key[b + 1], scratch.out[b + 1] = key, i
        scratch.was[b + 1], scratch.only[b + 1] = was, only
    for k in range(count):
        i, day = scratch.out[k], scratch.only[k]
        if day < 0:
            _put_back(net, now, scratch, seed, i)
        elif not _put_on_day(net, now, scratch, seed, i, day):
            _lift(net, now, scratch, i, -1)
            _put_back(net, now, scratch, seed, i)


@compiled
def _put_on_day(net, now, scratch, seed, i, day):  # type: ignore[no-untyped-def]
    cell = now.cell_of[i, day]
    _cost, r, p = cheapest(net, now, seed, i, cell, day)
    if r < 0:
        return False
    _insert(net, now, scratch, r, p, i, cell)
    return True


@compiled
def _put_back(net, now, scratch, seed, i):  # type: ignore[no-untyped-def]
    """The pattern that costs least, every visit at its best place; or left out."""
    first = net.cell_first[i]
    for cell in range(first, net.cell_first[i + 1]):
        cost, r, p = cheapest(net, now, seed, i, cell, net.cell_day[cell])
        scratch.place_cost[cell - first] = cost
        scratch.place_slot[cell - first], scratch.place_at[cell - first] = r, p
    least, chosen = net.dropping[i], -1
    for option in range(net.option_first[i], net.option_first[i + 1]):
        cost = net.option_price[option]
        for m in range(net.member_first[option], net.member_first[option + 1]):
            cost += scratch.place_cost[net.member[m] - first]
        if cost < least:
            least, chosen = cost, option
    if chosen < 0:
        return
    now.choice[i] = chosen
    now.total[0] += net.option_price[chosen] - net.dropping[i]
    for m in range(net.member_first[chosen], net.member_first[chosen + 1]):
        cell = net.member[m]
        _insert(net, now, scratch, scratch.place_slot[cell - first],
                scratch.place_at[cell - first], i, cell)  # fmt: skip


@compiled
def cheapest(net, now, seed, i, cell, day):  # type: ignore[no-untyped-def]
    """Where a visit costs least: (cost, slot, position before it), or slot -1."""
    route, size, leg, cost, back = now.route, now.size, now.leg, net.cost, net.back
    least, slot, place, tried = np.inf, -1, -1, -1
    weight, stay = net.demand[i], net.stay[i]
    for r in range(net.slot_first[day], net.slot_first[day + 1]):
        group = int(net.slot_group[r])
        if not net.fits[i, group] or now.load[r] + weight > net.slot_capacity[r] + EPSILON:
            continue
        more = 0.0
        if size[r] == 0:
            if group == tried:
                continue
            tried = group
            more = net.slot_fixed[r]
        room = net.slot_minutes[r] - now.busy[r] - stay + EPSILON
        if room < 0.0:
            continue
        k = net.slot_kind[r]
        bound = least
        if net.is_plain and room + more < least:
            bound = room + more
        there = back[k, i, route[r, 0]]
        for p in range(size[r] + 1):
            after = route[r, p + 1]
            extra = there + cost[k, i, after] - leg[r, p] + more
            there = back[k, i, after]
            if extra < bound and draw(seed) >= BLINK:
                if not net.is_plain:
                    before = route[r, p]
                    gone = 0.0 if size[r] == 0 else net.minutes[before, after]
                    longer = net.minutes[before, i] + net.minutes[i, after] - gone
                    if longer > room:
                        continue
                    if net.is_timed and not fits_in_time(
                        net.clock, now, net.minutes, net.stay, r, p, i, cell, day
                    ):
                        continue
                least, bound, slot, place = extra, extra, r, p
    return least, slot, place


@compiled
def _forget(scratch):  # type: ignore[no-untyped-def]
    for t in range(scratch.tally[0]):
        scratch.is_touched[scratch.touched[t]] = False
    for k in range(scratch.tally[1]):
        scratch.is_out[scratch.out[k]] = False
    scratch.tally[0] = scratch.tally[1] = 0


@compiled
def _take_back(net, now, scratch):  # type: ignore[no-untyped-def]
    """Everything as it was before the step."""
    for k in range(scratch.tally[1]):
        i = scratch.out[k]
        if scratch.only[k] >= 0 and now.choice[i] == scratch.was[k]:
            continue  # the routes it left say where it was
        if now.choice[i] >= 0:
            for m in range(net.member_first[now.choice[i]], net.member_first[now.choice[i] + 1]):
                d = net.cell_day[net.member[m]]
                now.slot_of[i, d] = now.cell_of[i, d] = -1
        option = scratch.was[k]
        now.choice[i] = option
        if option >= 0:
            for m in range(net.member_first[option], net.member_first[option + 1]):
                now.cell_of[i, net.cell_day[net.member[m]]] = net.member[m]
    for t in range(scratch.tally[0]):
        r = scratch.touched[t]
        d = net.slot_day[r]
        now.size[r], now.load[r], now.busy[r] = scratch.size[r], scratch.load[r], scratch.busy[r]
        for p in range(now.size[r] + 2):
            now.route[r, p] = scratch.route[r, p]
            now.leg[r, p] = scratch.leg[r, p]
        for p in range(1, now.size[r] + 1):
            now.slot_of[now.route[r, p], d] = r
    _forget(scratch)
