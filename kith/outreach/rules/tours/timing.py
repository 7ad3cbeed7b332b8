"""From the arrays of a solution to a plan with times."""

from collections.abc import Sequence
from itertools import pairwise

from kith.outreach.rules.tours.arrays import Slot
from kith.outreach.rules.tours.clock import walk_alone
from kith.outreach.rules.tours.plan import Call, Pause, Plan, Route
from kith.outreach.rules.tours.problem import Problem, Stop
from kith.outreach.rules.tours.state import Net, State


def plan(problem: Problem, order: Sequence[Slot], net: Net, state: State) -> Plan:
    """Everybody leaves as late as the day allows without coming back later."""
    routes = tuple(
        _route(problem, slot, net, state, r) for r, slot in enumerate(order) if state.size[r]
    )
    choices = tuple(
        None if option < 0 else int(option) - int(net.option_first[i])
        for i, option in enumerate(state.choice)
    )
    prices = sum(
        problem.stops[i].options[choice].price
        for i, choice in enumerate(choices)
        if choice is not None
    )
    return Plan(routes, choices, sum(route.cost for route in routes) + prices)


def _route(problem: Problem, slot: Slot, net: Net, state: State, r: int) -> Route:
    day, u = slot
    unit = problem.units[u]
    stops = [int(i) for i in state.route[r, 1 : state.size[r] + 1]]
    places = [unit.start, *(problem.stops[i].place for i in stops), unit.end]
    legs = list(pairwise(places))
    km = float(sum(problem.km[a, b] for a, b in legs))
    minutes = float(sum(problem.minutes[a, b] for a, b in legs))
    _fits, leaves, _back, leg, is_before = walk_alone(
        net.clock, state, net.minutes, net.stay, r, day
    )
    if net.is_plain:
        leaves = max(0.0, float(net.clock.opens[r]))
    waits = net.clock.fuel[1 : len(legs) + 1].tolist() if net.is_timed else [0.0] * len(legs)
    calls, pause, end = _calls(problem, net, state, r, slot, stops, leaves, leg, is_before, waits)
    return Route(
        day, u, leaves, end, calls, km, minutes,
        load=float(sum(problem.stops[i].demand for i in stops)),
        cost=unit.cost_km * km + unit.cost_minute * minutes + unit.cost_day,
        pause=pause,
        refuels=tuple(k for k, wait in enumerate(waits) if wait > 0),
    )  # fmt: skip


def _calls(
    problem: Problem, net: Net, state: State, r: int, slot: Slot, stops: Sequence[int],
    leaves: float, leg: int, is_before: bool, waits: Sequence[float],
) -> tuple[tuple[Call, ...], Pause | None, float]:  # fmt: skip
    """The day from its departure on, the break on leg `leg`; and when it ends."""
    day, u = slot
    unit, rest = problem.units[u], problem.units[u].shifts[day].rest
    pause: Pause | None = None
    time, here = leaves, unit.start
    calls: list[Call] = []
    for k, i in enumerate([*stops, None]):
        stop = None if i is None else problem.stops[i]
        there = unit.end if stop is None else stop.place
        if rest and leg == k and is_before:
            begins = max(time, rest.earliest)
            pause = Pause(begins, begins + rest.minutes, k, False)
            time = pause.ends
        time += float(problem.minutes[here, there]) + waits[k]
        if stop is None or i is None:
            break
        arrives = time
        if rest and leg == k and not is_before:
            begins = max(time, rest.earliest)
            pause = Pause(begins, begins + rest.minutes, k, True)
            time = pause.ends
        call = _call(net, int(state.cell_of[i, day]), i, stop, arrives, time)
        calls.append(call)
        time, here = call.leaves, there
    return tuple(calls), pause, time


def _call(net: Net, cell: int, i: int, stop: Stop, arrives: float, ready: float) -> Call:
    """Set-up begins as soon as the host's hours allow."""
    clock = net.clock
    begins = ready
    for w in range(clock.window_first[cell], clock.window_first[cell + 1]):
        if ready <= clock.window_high[w] + 1e-6:
            begins = max(ready, float(clock.window_low[w]))
            break
    opens = begins + stop.setup
    return Call(i, arrives, begins, opens, opens + stop.service, begins + stop.stay)
