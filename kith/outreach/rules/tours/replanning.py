"""The rest of a day from now: what has begun stays, the other visits are shared out anew.

A unit that is on its way drives on to where it is going. One that broke down stays where it is:
what it had not reached by now goes to the others. The rest is a problem like any other, so the
same search and the same check serve it; a stop that nobody can reach any more is left out with its
reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from kith.outreach.rules.tours.problem import (
    ANY_TIME,
    Option,
    Problem,
    Shift,
    Stop,
    Unit,
    Visit,
)  # fmt: skip
from kith.region.rules.fields import Unclear


@dataclass(frozen=True, slots=True)
class Rest:
    """problem: what is still to be planned. fixed: for each unit that was out, the ids of the stops
    it has done, is at, or is on its way to."""

    problem: Problem
    fixed: Mapping[str, tuple[str, ...]]


def rest_of_day(
    problem: Problem, answer: Mapping[str, Any], *, day: int, now: float,
    broken: frozenset[str] = frozenset(),
) -> Rest:  # fmt: skip
    """From a plan as it was written, on `day`, at `now` (minutes since midnight)."""
    known = {unit.key for unit in problem.units}
    if broken - known:
        raise Unclear("broken", f"no unit is called {sorted(broken - known)[0]!r}")
    if not 0 <= day < problem.days:
        raise Unclear("day", f"days go from 0 to {problem.days - 1}")
    routes = {route["unit"]: route for route in answer["routes"] if route["day"] == day}
    fixed = {key: _begun(route, now, key in broken) for key, route in routes.items()}
    later = [visit for key, route in routes.items() for visit in route["visits"][len(fixed[key]) :]]
    waiting = {visit["stop"] for visit in later}
    units = [
        _unit(problem, unit, routes.get(unit.key), fixed.get(unit.key, []), day, now)
        for unit in problem.units
        if day in unit.shifts and unit.key not in broken
    ]
    stops = tuple(_stop(stop, day) for stop in problem.stops if stop.key in waiting)
    names = {key: tuple(visit["stop"] for visit in visits) for key, visits in fixed.items()}
    return Rest(replace(problem, stops=stops, units=tuple(units)), names)


def _begun(route: Mapping[str, Any], now: float, is_broken: bool) -> list[Mapping[str, Any]]:
    """Visits that have begun, and for whoever still drives the one they are driving to."""
    found = []
    left_at = route["leaves"]
    for visit in route["visits"]:
        if (visit["arrives"] if is_broken else left_at) > now:
            break
        found.append(visit)
        left_at = visit["leaves"]
    return found


def _unit(
    problem: Problem, unit: Unit, route: Mapping[str, Any] | None,
    fixed: Sequence[Mapping[str, Any]], day: int, now: float,
) -> Unit:  # fmt: skip
    """Where it is free, when, and with what is left of its supplies, its tank and its day."""
    shift = unit.shifts[day]
    if route is None or not fixed:
        return replace(unit, shifts={day: _later(shift, now, shift.longest)})
    stops = {stop.key: stop for stop in problem.stops}
    done = [stops[visit["stop"]] for visit in fixed]
    free = max(now, fixed[-1]["leaves"])
    pause = route.get("break")
    is_rested = pause is not None and pause["begins"] < free
    later = _later(shift, free, inf)
    later = replace(
        later, closes=min(shift.closes, route["leaves"] + shift.longest),
        rest=None if is_rested else later.rest,
    )  # fmt: skip
    return replace(
        unit, start=done[-1].place, shifts={day: later}, cost_day=0.0,
        capacity=unit.capacity - sum(stop.demand for stop in done),
        reach=_tank(problem, unit, done),
    )  # fmt: skip


def _later(shift: Shift, free: float, longest: float) -> Shift:
    """A break whose time is over has been taken at home."""
    rest = shift.rest if shift.rest and shift.rest.latest >= free else None
    return replace(shift, opens=max(shift.opens, free), longest=longest, rest=rest)


def _tank(problem: Problem, unit: Unit, done: Sequence[Stop]) -> float:
    """Kilometres that are left; a unit that may refuel has filled up before it ran dry."""
    tank, here = unit.reach, unit.start
    for stop in done:
        km = float(problem.km[here, stop.place])
        tank = (unit.reach if km > tank else tank) - km
        here = stop.place
    return tank


def _stop(stop: Stop, day: int) -> Stop:
    """On this day or not at all, in the host's hours; the usual hour need not be kept today. A day
    on which nobody wished for it was chosen by hand: then at any hour."""
    known = (v.windows for o in stop.options for v in o.visits if v.day == day)
    windows = next(known, ANY_TIME)
    return replace(stop, options=(Option((Visit(day, windows),)),), asked=1, permitted=1)
