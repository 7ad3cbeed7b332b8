"""An independent check of an answer, in plain Python: it shares no code with the search.

From the problem and the answer as it was written (`writing`), every distance, load, time and price
is worked out again, and each rule that is not kept is named with what it lacks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, isclose
from typing import Any

from kith.outreach.rules.tours.problem import Problem, Shift, Stop, Unit

MINUTE = 1e-4
"""Times may differ by so little."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is not kept, where, and by how much (minutes, kilometres, load, visits)."""

    code: str
    where: str
    by: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """cost: worked out anew."""

    cost: float
    violations: tuple[Violation, ...]

    @property
    def is_kept(self) -> bool:
        """Whether every rule is."""
        return not self.violations


def check(problem: Problem, answer: Mapping[str, Any]) -> Verdict:
    """Every rule and the cost; stops left out are told by the answer and are no violation."""
    stops = {stop.key: stop for stop in problem.stops}
    units = {unit.key: unit for unit in problem.units}
    found: list[Violation] = []
    seen: dict[str, dict[int, float]] = {key: {} for key in stops}
    cost, out = 0.0, Counter[tuple[str, int]]()
    for route in answer["routes"]:
        where = f"{route['unit']} on day {route['day']}"
        unit, shift = _shift(units, route)
        if unit is None or shift is None:
            found.append(Violation("unit_unavailable", where))
            continue
        out[unit.key, route["day"]] += 1
        called = [stops.get(visit["stop"]) for visit in route["visits"]]
        known = [stop for stop in called if stop is not None]
        if len(known) < len(called):
            found.append(Violation("unknown_stop", where))
            continue
        for stop, visit in zip(known, route["visits"], strict=True):
            if route["day"] in seen[stop.key]:
                found.append(Violation("twice_a_day", f"{stop.key}, {where}"))
            seen[stop.key][route["day"]] = visit["begins"]
        cost += _road(problem, unit, known)
        found += _who(unit, shift, known, where)
        found += _clock(problem, unit, shift, known, route, where)
    found += [Violation("two_routes", f"{u} on day {d}") for (u, d), k in out.items() if k > 1]
    prices, wrong = _patterns(problem, answer, seen)
    cost += prices
    found += wrong
    if not isclose(cost, answer["objective"], rel_tol=1e-9, abs_tol=1e-6):
        found.append(Violation("cost", "objective", answer["objective"] - cost))
    return Verdict(cost, tuple(found))


def _shift(units: Mapping[str, Unit], route: Mapping[str, Any]) -> tuple[Unit | None, Shift | None]:
    unit = units.get(route["unit"])
    return unit, unit.shifts.get(route["day"]) if unit else None


def _path(unit: Unit, stops: list[Stop]) -> list[tuple[int, int]]:
    places = [unit.start] + [stop.place for stop in stops] + [unit.end]
    return [(places[k], places[k + 1]) for k in range(len(places) - 1)]


def _road(problem: Problem, unit: Unit, stops: list[Stop]) -> float:
    total = unit.cost_day
    for a, b in _path(unit, stops):
        total += unit.cost_km * float(problem.km[a, b])
        total += unit.cost_minute * float(problem.minutes[a, b])
    return total


def _who(unit: Unit, shift: Shift, stops: list[Stop], where: str) -> Iterator[Violation]:
    """Capacity, skills, languages and who may come."""
    load = sum(stop.demand for stop in stops)
    if load > unit.capacity + 1e-9 * max(1.0, load):
        yield Violation("capacity", where, load - unit.capacity)
    for stop in stops:
        if stop.skills - shift.skills:
            yield Violation("skill", f"{stop.key}, {where}")
        if stop.languages - shift.languages:
            yield Violation("language", f"{stop.key}, {where}")
        if stop.units is not None and unit.key not in stop.units:
            yield Violation("unit_not_permitted", f"{stop.key}, {where}")


def _clock(
    problem: Problem,
    unit: Unit,
    shift: Shift,
    stops: list[Stop],
    route: Mapping[str, Any],
    where: str,
) -> Iterator[Violation]:
    """The day minute by minute, as the answer tells it."""
    pause = route.get("break")
    filled, dry = _fuelling(problem, unit, stops)
    if dry > 0:
        yield Violation("range", where, dry)
    time, is_rested = route["leaves"], False
    for k, (a, b) in enumerate(_path(unit, stops)):
        if pause and pause["after"] == k and not pause["arrived"]:
            yield from _late("break_time", where, time, pause["begins"])
            time, is_rested = pause["ends"], True
        time += float(problem.minutes[a, b]) + filled[k]
        if k == len(stops):
            break
        visit = route["visits"][k]
        here = f"{stops[k].key}, {where}"
        yield from _late("arrival", here, time, visit["arrives"])
        time = visit["arrives"]
        if pause and pause["after"] == k and pause["arrived"]:
            yield from _late("break_time", where, time, pause["begins"])
            time, is_rested = pause["ends"], True
        yield from _late("begins_too_soon", here, time, visit["begins"])
        yield from _late("stay_too_short", here, visit["begins"] + stops[k].stay, visit["leaves"])
        yield from _late("opens_too_soon", here, visit["begins"] + stops[k].setup, visit["opens"])
        time = visit["leaves"]
    yield from _late("back", where, time, route["back"])
    yield from _late("leaves_too_early", where, shift.opens, route["leaves"])
    yield from _late("back_too_late", where, route["back"], shift.closes)
    yield from _late("day_too_long", where, route["back"] - route["leaves"], shift.longest)
    yield from _rest(shift, route, pause if is_rested else None, where)


def _late(code: str, where: str, moment: float, limit: float) -> Iterator[Violation]:
    if moment > limit + MINUTE:
        yield Violation(code, where, moment - limit)


def _rest(
    shift: Shift, route: Mapping[str, Any], pause: Mapping[str, Any] | None, where: str
) -> Iterator[Violation]:
    """A break on the way, or time enough for one at home within its hours."""
    rest = shift.rest
    if rest is None or rest.minutes <= 0:
        return
    if pause is None:
        is_before = route["leaves"] >= max(rest.earliest, shift.opens) + rest.minutes - MINUTE
        if not is_before and route["back"] > rest.latest + MINUTE:
            yield Violation("no_break", where, rest.minutes)
        return
    if pause["ends"] - pause["begins"] < rest.minutes - MINUTE:
        yield Violation("break_too_short", where, rest.minutes - pause["ends"] + pause["begins"])
    if not rest.earliest - MINUTE <= pause["begins"] <= rest.latest + MINUTE:
        yield Violation("break_time", where)


def _fuelling(problem: Problem, unit: Unit, stops: list[Stop]) -> tuple[list[float], float]:
    """Minutes of refuelling before each leg, and the kilometres that no tank covers."""
    tank, filled, dry = unit.reach, [], 0.0
    for a, b in _path(unit, stops):
        km, wait = float(problem.km[a, b]), 0.0
        if km > tank + 1e-6:
            if unit.refuel is not None:
                tank, wait = unit.reach, unit.refuel
            if km > tank + 1e-6:
                dry = max(dry, km - tank)
        tank -= km
        filled.append(wait)
    return filled, dry


def _patterns(
    problem: Problem, answer: Mapping[str, Any], seen: Mapping[str, Mapping[int, float]]
) -> tuple[float, list[Violation]]:
    """Every stop has all visits of one of its patterns, in hours; and what these patterns cost."""
    left = {one["stop"] for one in answer["unserved"]}
    price, wrong = 0.0, []
    for stop in problem.stops:
        begun = seen[stop.key]
        if stop.key in left:
            if begun:
                wrong.append(Violation("said_to_be_left_out", stop.key, len(begun)))
            continue
        fitting = [o for o in stop.options if {v.day for v in o.visits} == set(begun)]
        if not fitting:
            wrong.append(Violation("pattern", f"{stop.key} on days {sorted(begun)}"))
            continue
        excess, least = min(
            (round(sum(_outside(stop, v, begun[v.day]) for v in o.visits), 6), o.price)
            for o in fitting
        )
        price += least
        if excess > MINUTE * max(1, len(begun)):
            wrong.append(Violation("hours", stop.key, excess))
    return price, wrong


def _outside(stop: Stop, visit: Any, begins: float) -> float:
    """By how many minutes a stay misses the hours of this visit."""
    least = inf
    for window in visit.windows:
        early = max(window.opens, visit.begins[0]) - begins
        late = begins - min(window.closes - stop.stay, visit.begins[1])
        least = min(least, max(0.0, early, late))
    return 0.0 if least <= MINUTE else least
