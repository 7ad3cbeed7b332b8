"""The last touch: each day alone, with the visits and hours it has, planned once more by PyVRP.

The search shares out the days and plans them together; a single day is what PyVRP does best. What
it finds is taken only where it costs less and keeps every rule. Days with a break, a tank, several
spans of hours for one visit, or a stop that not every unit may serve stay as they are: PyVRP does
not know the first three, and the last would need a map of its own for each unit.

N. Wouda, L. Lan, W. Kool: PyVRP: a high-performance VRP solver package. INFORMS Journal on
Computing 36(4), 2024, 943-955.
"""

import time
from collections.abc import Sequence
from itertools import pairwise
from math import ceil, inf, isfinite
from typing import Any

from kith.outreach.rules.tours.clock import walk_alone
from kith.outreach.rules.tours.state import Net, State

SCALE = 1000
"""PyVRP counts in whole numbers: thousandths of a minute, a kilometre, a price."""
FEWEST = 5
"""Visits; a day with fewer has been tried in every order by the search."""
EXACT = 1e-6


def polish(net: Net, state: State, seconds: float, seed: int) -> int:
    """Better days in the place of those in `state`; how many there were. The seconds are shared out
    among the days that are left."""
    ends_at = time.perf_counter() + seconds
    days = [day for day in range(len(net.slot_first) - 1) if _is_known(net, state, day)]
    bettered = 0
    for k, day in enumerate(days):
        share = (ends_at - time.perf_counter()) / (len(days) - k)
        if share > 0:
            slots = _slots(net, day)
            bettered += _take(net, state, slots, _planned(net, state, slots, share, seed))
    return bettered


def _slots(net: Net, day: int) -> list[int]:
    return list(range(net.slot_first[day], net.slot_first[day + 1]))


def _is_known(net: Net, state: State, day: int) -> bool:
    """Whether it is a day of the kind that PyVRP can plan."""
    clock, slots = net.clock, _slots(net, day)
    stops = [int(i) for r in slots for i in state.route[r, 1 : state.size[r] + 1]]
    cells = [int(state.cell_of[i, day]) for i in stops]
    return (
        len(stops) >= FEWEST
        and all(clock.pause[r] == 0 and clock.reach[r] == inf for r in slots)
        and all(clock.window_first[c + 1] - clock.window_first[c] == 1 for c in cells)
        and bool(net.fits[stops][:, net.slot_group[slots]].all())
    )


def _planned(
    net: Net, state: State, slots: Sequence[int], seconds: float, seed: int
) -> dict[int, list[int]]:
    """The stops of each slot, as PyVRP would have them, beginning with how they are."""
    import pyvrp
    from pyvrp.stop import MaxRuntime

    stops = [int(i) for r in slots for i in state.route[r, 1 : state.size[r] + 1]]
    data = _data(pyvrp, net, state, slots, stops)
    at = {i: k for k, i in enumerate(stops)}
    routes = [
        pyvrp.Route(data, [at[int(i)] for i in state.route[r, 1 : state.size[r] + 1]], k)
        for k, r in enumerate(slots)
        if state.size[r]
    ]
    result = pyvrp.solve(
        data, MaxRuntime(seconds), seed=seed, collect_stats=False, display=False,
        initial_solution=pyvrp.Solution(data, routes),
    )  # fmt: skip
    found: dict[int, list[int]] = {r: [] for r in slots}
    if not result.is_feasible():
        return {}
    for route in result.best.routes():
        found[slots[route.vehicle_type()]] = [stops[one.idx] for one in route if one.is_client()]
    return found


def _data(pyvrp: Any, net: Net, state: State, slots: Sequence[int], stops: Sequence[int]) -> Any:
    """The day in PyVRP's words: a profile for each kind of cost, a vehicle type for each slot."""
    model, clock = pyvrp.Model(), net.clock
    ends = sorted({int(e) for r in slots for e in (net.slot_start[r], net.slot_end[r])})
    spots = {place: model.add_location(0, 0) for place in [*ends, *stops]}
    depots = {place: model.add_depot(spots[place]) for place in ends}
    profiles = {int(kind): model.add_profile() for kind in sorted(set(net.slot_kind[slots]))}
    for i in stops:
        w = clock.window_first[state.cell_of[i, net.slot_day[slots[0]]]]
        model.add_client(
            spots[i], [_up(net.demand[i])], service_duration=_up(net.stay[i]),
            **_hours(clock.window_low[w], clock.window_high[w]),
        )  # fmt: skip
    for r in slots:
        length = (
            {} if net.slot_minutes[r] == inf else {"shift_duration": _down(net.slot_minutes[r])}
        )
        model.add_vehicle_type(
            1, [_down(min(net.slot_capacity[r], 1e12))], depots[int(net.slot_start[r])],
            depots[int(net.slot_end[r])], fixed_cost=_up(net.slot_fixed[r]),
            profile=profiles[int(net.slot_kind[r])], **length,
            **_hours(clock.opens[r], clock.closes[r]),
        )  # fmt: skip
    for kind, profile in profiles.items():
        for a, one in spots.items():
            for b, other in spots.items():
                if a != b:
                    cost = round(float(net.cost[kind, a, b]) * SCALE)
                    model.add_edge(one, other, cost, _up(net.minutes[a, b]), profile)
    return model.data()


def _hours(low: float, high: float) -> dict[str, int]:
    found = {"tw_early": max(0, _up(low))} if isfinite(low) else {}
    return found | ({"tw_late": _down(high)} if isfinite(high) else {})


def _up(value: float) -> int:
    return ceil(value * SCALE - EXACT)


def _down(value: float) -> int:
    return int(value * SCALE + EXACT)


def _take(net: Net, state: State, slots: Sequence[int], found: dict[int, list[int]]) -> bool:
    """The routes found, unless they cost as much or break a rule: then all stays as it is."""
    if not found:
        return False
    kept = {r: [int(i) for i in state.route[r, 1 : state.size[r] + 1]] for r in slots}
    before = float(state.total[0])
    for r, stops in found.items():
        _seat(net, state, r, stops)
    is_better = state.total[0] < before - EXACT and all(_is_kept(net, state, r) for r in slots)
    if not is_better:
        for r, stops in kept.items():
            _seat(net, state, r, stops)
        state.total[0] = before
    return bool(is_better)


def _seat(net: Net, state: State, r: int, stops: Sequence[int]) -> None:
    """These stops and no others into slot r, in this order; the total follows."""
    kind, day, size = net.slot_kind[r], net.slot_day[r], int(state.size[r])
    state.total[0] -= state.leg[r, : size + 1].sum() + (net.slot_fixed[r] if size else 0.0)
    path = [int(net.slot_start[r]), *stops, int(net.slot_end[r])]
    legs = list(pairwise(path)) if stops else []
    state.route[r, : len(path)] = path
    state.leg[r, : len(path)] = 0.0
    state.leg[r, : len(legs)] = [net.cost[kind, a, b] for a, b in legs]
    state.size[r], state.load[r] = len(stops), net.demand[list(stops)].sum()
    state.busy[r] = sum(net.minutes[a, b] for a, b in legs) + net.stay[list(stops)].sum()
    state.total[0] += state.leg[r].sum() + (net.slot_fixed[r] if stops else 0.0)
    for i in stops:
        state.slot_of[i, day] = r


def _is_kept(net: Net, state: State, r: int) -> bool:
    if state.load[r] > net.slot_capacity[r] + EXACT or state.busy[r] > net.slot_minutes[r] + EXACT:
        return False
    if not net.is_timed or not state.size[r]:
        return True
    return bool(walk_alone(net.clock, state, net.minutes, net.stay, r, int(net.slot_day[r]))[0])
