"""Why a stop is left out, and the smallest change that would bring it back.

First each stop is looked at alone: with all units free, which rule still says no, and by how much?
Those that nothing forbids alone are left out because the weeks are full; for them the search is run
again with a little more: minutes in every shift, or units.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from kith.outreach.rules.tours.plan import Plan
from kith.outreach.rules.tours.problem import Option, Problem, Shift, Stop, Unit, Visit
from kith.outreach.rules.tours.searching import search

MINUTES = (15.0, 30.0, 60.0, 120.0, 240.0)
UNITS = 3
"""More minutes and units than these are not tried."""
STEPS = 4000
TRIES = 20
"""Enough for one stop: a step may overlook the only place it has."""


@dataclass(frozen=True, slots=True)
class Reason:
    """code: a rule. by: what is lacking, in minutes, kilometres or load; names: which skills,
    languages or units; day: on which day of the pattern that comes nearest."""

    code: str
    by: float = 0.0
    names: tuple[str, ...] = ()
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What would serve all the stops that are only left out because the weeks are full: so many
    minutes more in every shift, or so many units more like the named one; None where neither that
    was tried is enough."""

    stops: tuple[str, ...]
    minutes: float | None
    units: int | None
    like: str | None


def reasons(problem: Problem, stop: Stop) -> list[Reason]:
    """What forbids this stop even if it were the only one; empty where nothing does."""
    if not stop.options:
        code = "more_visits_than_days" if stop.asked > stop.permitted else "no_permitted_pattern"
        return [Reason(code, max(0, stop.asked - stop.permitted))]
    visits = {visit for option in stop.options for visit in option.visits}
    known = {visit: _of_visit(problem, stop, visit) for visit in visits}
    return min((_of_option(option, known) for option in stop.options), key=_lack)


def _lack(found: Sequence[Reason]) -> tuple[bool, int, float]:
    """How far from possible: a day without any unit is the farthest."""
    is_empty = any(reason.code == "no_unit_that_day" for reason in found)
    return is_empty, len(found), sum(reason.by for reason in found)


def _of_option(option: Option, known: Mapping[Visit, Sequence[Reason]]) -> list[Reason]:
    """Each code once, on the day where it lacks most."""
    worst: dict[str, Reason] = {}
    for visit in option.visits:
        for reason in known[visit]:
            if reason.code not in worst or reason.by > worst[reason.code].by:
                worst[reason.code] = reason
    return sorted(worst.values(), key=lambda reason: reason.code)


def _of_visit(problem: Problem, stop: Stop, visit: Visit) -> list[Reason]:
    """What the unit that comes nearest lacks."""
    out = [(unit, unit.shifts[visit.day]) for unit in problem.units if visit.day in unit.shifts]
    if not out:
        return [Reason("no_unit_that_day", day=visit.day)]
    found = [list(_lacking(problem, stop, visit, *one)) for one in out]
    if [] in found and not _has_room(problem, stop, visit):
        breaks = [shift.rest.minutes for _unit, shift in out if shift.rest]
        if breaks:
            return [Reason("no_room_for_the_break", max(breaks), day=visit.day)]
        filling = min(unit.refuel or 0.0 for unit, _shift in out)
        return [Reason("too_far_within_the_day", filling, day=visit.day)]
    return min(found, key=_lack)


def _has_room(problem: Problem, stop: Stop, visit: Visit) -> bool:
    """Whether a day with this visit alone can be planned, break and all."""
    alone = replace(problem, stops=(replace(stop, options=(Option((visit,)),)),))
    return not search(alone, steps=TRIES).plan.left_out


def _lacking(
    problem: Problem, stop: Stop, visit: Visit, unit: Unit, shift: Shift
) -> Iterator[Reason]:
    """Everything but the break."""
    day = visit.day
    if stop.units is not None and unit.key not in stop.units:
        yield Reason("unit_not_permitted", names=tuple(sorted(stop.units)), day=day)
    if stop.skills - shift.skills:
        yield Reason("no_skill", names=tuple(sorted(stop.skills - shift.skills)), day=day)
    if stop.languages - shift.languages:
        yield Reason("no_language", names=tuple(sorted(stop.languages - shift.languages)), day=day)
    if stop.demand > unit.capacity:
        yield Reason("too_much_to_carry", stop.demand - unit.capacity, day=day)
    yield from _too_far(problem, stop, unit, day)
    longest = max((window.closes - window.opens for window in visit.windows), default=0.0)
    if stop.stay > longest:
        yield Reason("hours_too_short", stop.stay - longest, day=day)
    else:
        yield from _too_long(problem, stop, visit, unit, shift)


def _too_far(problem: Problem, stop: Stop, unit: Unit, day: int) -> Iterator[Reason]:
    path = pairwise((unit.start, stop.place, unit.end))
    legs = [float(problem.km[a, b]) for a, b in path]
    km = sum(legs) if unit.refuel is None else max(legs)
    if km > unit.reach:
        yield Reason("beyond_range", km - unit.reach, day=day)


def _too_long(
    problem: Problem, stop: Stop, visit: Visit, unit: Unit, shift: Shift
) -> Iterator[Reason]:
    """There, stay, and back: within the shift and the host's hours."""
    there = float(problem.minutes[unit.start, stop.place])
    onward = float(problem.minutes[stop.place, unit.end])
    day = there + stop.stay + onward
    limit = min(shift.longest, shift.closes - shift.opens)
    if day > limit:
        yield Reason("too_far_within_the_day", day - limit, day=visit.day)
        return
    short = inf
    for window in visit.windows:
        low = max(window.opens, visit.begins[0], max(shift.opens, 0.0) + there)
        high = min(window.closes - stop.stay, visit.begins[1], shift.closes - onward - stop.stay)
        short = min(short, low - high)
    if short > 0:
        yield Reason("hours_do_not_meet", short, day=visit.day)


def relaxation(problem: Problem, plan: Plan, full: Sequence[int], seed: int) -> Relaxation:
    """Search again with more. `full`: the stops that nothing forbids alone. Stops that something
    does forbid are set aside."""
    aside = set(plan.left_out) - set(full)
    kept = replace(problem, stops=tuple(s for k, s in enumerate(problem.stops) if k not in aside))
    names = tuple(problem.stops[k].key for k in full)
    minutes = next((more for more in MINUTES if _serves(_longer(kept, more), seed)), None)
    for count in range(1, UNITS + 1):
        for unit in _kinds(problem.units):
            if _serves(_with_more(kept, unit, count), seed):
                return Relaxation(names, minutes, count, unit.key)
    return Relaxation(names, minutes, None, None)


def _serves(problem: Problem, seed: int) -> bool:
    return not search(problem, steps=STEPS, seed=seed).plan.left_out


def _longer(problem: Problem, more: float) -> Problem:
    units = tuple(
        replace(unit, shifts={
            day: replace(shift, closes=shift.closes + more, longest=shift.longest + more)
            for day, shift in unit.shifts.items()
        })
        for unit in problem.units
    )  # fmt: skip
    return replace(problem, units=units)


def _kinds(units: Sequence[Unit]) -> list[Unit]:
    """One of each kind."""
    found: dict[str, Unit] = {}
    for unit in units:
        found.setdefault(repr(replace(unit, key="")), unit)
    return list(found.values())


def _with_more(problem: Problem, unit: Unit, count: int) -> Problem:
    """So many units more like this one, welcome where it is."""
    keys = [f"{unit.key}+{k + 1}" for k in range(count)]
    stops = tuple(
        replace(stop, units=stop.units | set(keys))
        if stop.units and unit.key in stop.units
        else stop
        for stop in problem.stops
    )
    more = tuple(replace(unit, key=key) for key in keys)
    return replace(problem, stops=stops, units=problem.units + more)
