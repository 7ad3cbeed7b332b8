"""Ruin and recreate over (visit pattern, route), compiled.

Each step takes out neighbouring stretches of routes and puts their stops back one after the other,
each with the pattern whose visits, each at its cheapest place on its day, cost least together. A
step is kept or taken back as in simulated annealing.

J. Christiaens, G. Vanden Berghe: Slack Induction by String Removals for Vehicle Routing Problems.
Transportation Science 54(2), 2020, 417-433. New here: patterns, days and clocks inside the move.
"""

import numpy as np

from kith.outreach.rules.tours.clock import fits_in_time, may_fit, retime
from kith.outreach.rules.tours.compiled import compiled, entrance, woven
from kith.outreach.rules.tours.moving import draw, insert, lift
from kith.outreach.rules.tours.ruining import ruin

EPSILON = 1e-9
BLINK = 0.01
"""How often a better place is overlooked, so that no two recreations are alike."""
SQUINT = 0.05
"""How often a better pattern is."""


@entrance
def run(net, now, best, scratch, seed, hot, cold, steps):  # type: ignore[no-untyped-def]
    """So many steps, cooling from `hot` to `cold`. Answers how many times `best` was bettered."""
    bettered = 0
    factor = (cold / hot) ** (1.0 / max(1, steps))
    heat = hot
    for _ in range(steps):
        before = now.total[0]
        limit = before - heat * np.log(max(draw(seed), 1e-300))
        ruin(net, now, scratch, seed)
        after = _recreate(net, now, scratch, seed, limit)
        if after < limit:
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


@woven
def _recreate(net, now, scratch, seed, limit):  # type: ignore[no-untyped-def]
    """Put them back in one of several orders. The cost, infinite as soon as it is beyond `limit`
    without those that still wait."""
    count = scratch.tally[1]
    order = draw(seed) * 15.0
    for k in range(count):
        i = scratch.out[k]
        if order < 4.0:
            scratch.key[k] = draw(seed)
        elif order < 8.0:
            scratch.key[k] = -net.demand[i] * (1.0 + 1e-3 * draw(seed))
        elif order >= 11.0:
            scratch.key[k] = -net.demand[i] * (1.0 + 1e-3 * draw(seed)) - 1e6 * net.dropping[i]
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
    waiting = 0.0
    for k in range(count):
        waiting += net.dropping[scratch.out[k]] if scratch.only[k] < 0 else 0.0
    for k in range(count):
        room = limit - now.total[0] + waiting
        if room <= 0.0:
            return np.inf
        i, day = scratch.out[k], scratch.only[k]
        if day >= 0:
            if _put_on_day(net, now, scratch, seed, i, day):
                continue
            lift(net, now, scratch, i, -1)
            room = np.inf
        else:
            waiting -= net.dropping[i]
        _put_back(net, now, scratch, seed, i, room)
    return now.total[0]


@woven
def _put_on_day(net, now, scratch, seed, i, day):  # type: ignore[no-untyped-def]
    cell = now.cell_of[i, day]
    _cost, r, p = cheapest(net, now, seed, i, cell, day, np.inf)
    if r < 0:
        return False
    insert(net, now, scratch, r, p, i, cell)
    return True


@woven
def _put_back(net, now, scratch, seed, i, room):  # type: ignore[no-untyped-def]
    """The pattern that costs least, every visit at its best place; or left out. No visit may cost
    as much as `room`."""
    first = net.cell_first[i]
    for cell in range(first, net.cell_first[i + 1]):
        cost, r, p = cheapest(net, now, seed, i, cell, net.cell_day[cell], room)
        scratch.place_cost[cell - first] = cost
        scratch.place_slot[cell - first], scratch.place_at[cell - first] = r, p
    least, chosen = net.dropping[i], -1
    for option in range(net.option_first[i], net.option_first[i + 1]):
        if chosen >= 0 and draw(seed) < SQUINT:
            continue
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
        insert(net, now, scratch, scratch.place_slot[cell - first],
                scratch.place_at[cell - first], i, cell)  # fmt: skip


@woven
def cheapest(net, now, seed, i, cell, day, room):  # type: ignore[no-untyped-def]
    """Where a visit costs least: (cost, slot, position before it), or an infinite cost and slot -1
    where it costs `room` and more everywhere."""
    route, size, leg, cost, back = now.route, now.size, now.leg, net.cost, net.back
    least, slot, place, tried = room, -1, -1, -1
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
        spare = net.slot_minutes[r] - now.busy[r] - stay + EPSILON
        if spare < 0.0:
            continue
        k = net.slot_kind[r]
        bound = least
        if net.is_plain and spare + more < least:
            bound = spare + more
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
                    if longer > spare:
                        continue
                    if net.is_timed and not (
                        may_fit(net.clock, now, net.minutes, net.stay, r, p, i, cell)
                        and fits_in_time(net.clock, now, net.minutes, net.stay, r, p, i, cell, day)
                    ):
                        continue
                least, bound, slot, place = extra, extra, r, p
    return least if slot >= 0 else np.inf, slot, place


@woven
def _forget(scratch):  # type: ignore[no-untyped-def]
    for t in range(scratch.tally[0]):
        scratch.is_touched[scratch.touched[t]] = False
    for k in range(scratch.tally[1]):
        scratch.is_out[scratch.out[k]] = False
    scratch.tally[0] = scratch.tally[1] = 0


@woven
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
        if net.is_timed:
            retime(net.clock, now, net.minutes, net.stay, r, d)
    _forget(scratch)
