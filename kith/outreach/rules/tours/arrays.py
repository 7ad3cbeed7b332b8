"""A problem as the arrays that the search works on."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.outreach.rules.tours.clock import Clock
from kith.outreach.rules.tours.problem import ANY_TIME, Problem, Shift, Stop, Unit, Visit
from kith.outreach.rules.tours.state import Net, Scratch, State

NEIGHBOURS = 100_000
Slot = tuple[int, int]
"""(day, unit)."""


def slots(problem: Problem) -> list[Slot]:
    """Every unit on every day it can go out, by day and then so that those alike stand together."""
    found = [(day, u) for u, unit in enumerate(problem.units) for day in unit.shifts]
    kinds = {slot: k for k, slot in enumerate(found)}
    groups = _groups(problem, found)
    return sorted(found, key=lambda slot: (slot[0], groups[slot], kinds[slot]))


def net(problem: Problem, order: Sequence[Slot]) -> Net:
    """What does not change while searching."""
    stops, units = problem.stops, problem.units
    ends = _places(problem)
    kinds = _numbered((unit.cost_km, unit.cost_minute) for unit in units)
    groups = _groups(problem, order)
    places = np.array([stop.place for stop in stops] + list(ends), np.int64)
    minutes = problem.minutes[np.ix_(places, places)]
    km = minutes if problem.km is problem.minutes else problem.km[np.ix_(places, places)]
    cost = np.stack([a * km + b * minutes for a, b in kinds] or [km])
    cells, first, day, options = _cells(stops)
    end_of = {place: len(stops) + k for k, place in enumerate(ends)}
    shifts = [units[u].shifts[d] for d, u in order]
    clock = _clock(problem, order, cells, stops, km)
    is_timed = _is_timed(clock)
    same_day = np.searchsorted([d for d, _u in order], np.arange(problem.days + 1))
    return Net(
        cost=cost,
        back=np.ascontiguousarray(cost.transpose(0, 2, 1)),
        minutes=minutes,
        stay=_floats(stop.stay for stop in stops),
        demand=_floats(stop.demand for stop in stops),
        dropping=_dropping(problem, cost),
        near=_near(cost[0][: len(stops), : len(stops)]),
        fits=_fits(problem, order, groups),
        slot_first=same_day.astype(np.int32),
        slot_day=_ints(d for d, _u in order),
        slot_kind=_ints(kinds[units[u].cost_km, units[u].cost_minute] for _d, u in order),
        slot_group=_ints(groups[slot] for slot in order),
        slot_start=_ints(end_of[units[u].start] for _d, u in order),
        slot_end=_ints(end_of[units[u].end] for _d, u in order),
        slot_capacity=_floats(units[u].capacity for _d, u in order),
        slot_minutes=_floats(min(s.longest, s.closes - s.opens) for s in shifts),
        slot_fixed=_floats(units[u].cost_day for _d, u in order),
        cell_first=first,
        cell_day=day,
        **options,
        is_timed=is_timed,
        is_plain=not is_timed and len(kinds) <= 1 and bool(np.array_equal(cost[0], minutes)),
        clock=clock,
    )


def empty(problem: Problem, given: Net) -> State:
    """Nobody is served yet."""
    n, count = len(problem.stops), len(given.slot_day)
    route = np.zeros((count, n + 3), np.int32)
    route[:, 0], route[:, 1] = given.slot_start, given.slot_end
    return State(
        route=route,
        size=np.zeros(count, np.int32),
        leg=np.zeros((count, n + 3)),
        load=np.zeros(count),
        busy=np.zeros(count),
        early=np.repeat(given.clock.opens[:, None], n + 3, axis=1),
        late=np.repeat(given.clock.closes[:, None], n + 3, axis=1),
        slot_of=np.full((n, problem.days), -1, np.int32),
        choice=np.full(n, -1, np.int32),
        cell_of=np.full((n, problem.days), -1, np.int32),
        total=np.array([given.dropping.sum()]),
    )


def scratch(problem: Problem, given: Net) -> Scratch:
    """Room for one step."""
    n, count = len(problem.stops), len(given.slot_day)
    widest = int(np.diff(given.cell_first).max(initial=1))
    return Scratch(
        route=np.zeros((count, n + 3), np.int32),
        size=np.zeros(count, np.int32),
        leg=np.zeros((count, n + 3)),
        load=np.zeros(count),
        busy=np.zeros(count),
        is_touched=np.zeros(count, np.bool_),
        touched=np.zeros(count, np.int32),
        out=np.zeros(n, np.int32),
        was=np.zeros(n, np.int32),
        only=np.zeros(n, np.int32),
        key=np.zeros(n),
        is_out=np.zeros(n, np.bool_),
        place_slot=np.zeros(widest, np.int32),
        place_at=np.zeros(widest, np.int32),
        place_cost=np.zeros(widest),
        tally=np.zeros(2, np.int32),
    )


def _floats(values: Iterable[float]) -> NDArray[np.float64]:
    return np.array(list(values), np.float64)


def _ints(values: Iterable[int]) -> NDArray[np.int32]:
    return np.array(list(values), np.int32)


def _numbered(values: Iterable[Any]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for value in values:
        found.setdefault(value, len(found))
    return found


def _groups(problem: Problem, order: Sequence[Slot]) -> dict[Slot, int]:
    """Slots with one number are alike in everything but the day and the unit's name."""
    by_likeness: dict[Any, int] = {}
    return {
        (day, u): by_likeness.setdefault(
            _likeness(problem.units[u], day, problem.stops), len(by_likeness)
        )
        for day, u in order
    }


def _likeness(unit: Unit, day: int, stops: Sequence[Stop]) -> Any:
    named = any(stop.units is not None for stop in stops)
    return (unit.shifts[day], unit.start, unit.end, unit.capacity, unit.cost_km, unit.cost_minute,
            unit.cost_day, unit.reach, unit.refuel, unit.key if named else "")  # fmt: skip


def _places(problem: Problem) -> list[int]:
    """The places of units, each once."""
    return list(_numbered(place for unit in problem.units for place in (unit.start, unit.end)))


def may_serve(stop: Stop, unit: Unit, shift: Shift) -> bool:
    """Skills, languages and permission; not hours, room or distance."""
    return (
        stop.skills <= shift.skills
        and stop.languages <= shift.languages
        and (stop.units is None or unit.key in stop.units)
    )


def _fits(problem: Problem, order: Sequence[Slot], groups: dict[Slot, int]) -> NDArray[np.bool_]:
    fits = np.zeros((len(problem.stops), len(set(groups.values())) or 1), np.bool_)
    for group, alike in groupby(sorted(order, key=lambda s: groups[s]), key=lambda s: groups[s]):
        day, u = next(alike)
        unit = problem.units[u]
        fits[:, group] = [may_serve(stop, unit, unit.shifts[day]) for stop in problem.stops]
    return fits


def _near(cost: NDArray[np.float64]) -> NDArray[np.int32]:
    """For each stop all stops, the nearest first, itself at the head."""
    both = np.minimum(cost, cost.T)
    np.fill_diagonal(both, -1.0)
    return np.argsort(both, axis=1, kind="stable")[:, :NEIGHBOURS].astype(np.int32)


def _dropping(problem: Problem, cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """So dear that no road is worth leaving a stop out, not even the one that matters least."""
    finite = cost[np.isfinite(cost)]
    prices = [abs(o.price) for stop in problem.stops for o in stop.options]
    days = sum(unit.cost_day for unit in problem.units)
    dearest = 4.0 * float(finite.max(initial=1.0)) + max(prices, default=0.0) + days + 1.0
    least = min((stop.weight for stop in problem.stops if stop.weight > 0), default=1.0)
    return _floats(
        dearest
        * max(1.0, stop.weight / least)
        * max(1, max((len(o.visits) for o in stop.options), default=1))
        for stop in problem.stops
    )


def _cells(stops: Sequence[Stop]) -> tuple[list[tuple[Visit, Stop]], Any, Any, dict[str, Any]]:
    """Each stop's different visits once, and its options as sets of them."""
    cells: list[tuple[Visit, Stop]] = []
    first, option_first, member_first = [0], [0], [0]
    member: list[int] = []
    price: list[float] = []
    for stop in stops:
        own: dict[Visit, int] = {}
        for option in stop.options:
            for visit in option.visits:
                member.append(len(cells) + own.setdefault(visit, len(own)))
            member_first.append(len(member))
            price.append(option.price)
        cells += [(visit, stop) for visit in own]
        first.append(len(cells))
        option_first.append(len(price))
    options = {
        "option_first": _ints(option_first),
        "option_price": _floats(price),
        "member_first": _ints(member_first),
        "member": _ints(member),
    }
    return cells, _ints(first), _ints(visit.day for visit, _stop in cells), options


def begins(visit: Visit, stop: Stop) -> list[tuple[float, float]]:
    """When set-up may begin: [earliest, latest] for each window, by time."""
    found = [
        (max(window.opens, visit.begins[0]), min(window.closes - stop.stay, visit.begins[1]))
        for window in visit.windows
    ]
    return sorted((low, high) for low, high in found if low <= high)


def _clock(
    problem: Problem, order: Sequence[Slot], cells: Sequence[tuple[Visit, Stop]],
    stops: Sequence[Stop], km: NDArray[np.float64],
) -> Clock:  # fmt: skip
    spans = [begins(visit, stop) for visit, stop in cells]
    units = [problem.units[u] for _d, u in order]
    shifts = [problem.units[u].shifts[d] for d, u in order]
    rests = [shift.rest for shift in shifts]
    return Clock(
        window_first=_ints(np.cumsum([0] + [len(span) for span in spans])),
        window_low=_floats(low for span in spans for low, _high in span),
        window_high=_floats(high for span in spans for _low, high in span),
        opens=_floats(shift.opens if shift.opens > -inf else 0.0 for shift in shifts),
        closes=_floats(shift.closes for shift in shifts),
        pause=_floats(rest.minutes if rest else 0.0 for rest in rests),
        pause_low=_floats(rest.earliest if rest else 0.0 for rest in rests),
        pause_high=_floats(rest.latest if rest else 0.0 for rest in rests),
        reach=_floats(unit.reach for unit in units),
        refuel=_floats(inf if unit.refuel is None else unit.refuel for unit in units),
        km=km,
        longest=_floats(shift.longest for shift in shifts),
        fuel=np.zeros(len(stops) + 4),
    )


def _is_timed(clock: Clock) -> bool:
    """Whether anything but the sum of minutes matters."""
    return bool(
        (np.diff(clock.window_first) == 0).any()  # hours too short for any stay
        or np.isfinite(clock.window_low).any()
        or np.isfinite(clock.window_high).any()
        or (clock.pause > 0).any()
        or np.isfinite(clock.reach).any()
    )


__all__ = ["ANY_TIME", "begins", "empty", "may_serve", "net", "scratch", "slots"]
