"""A plan as the fields that `kith solve tours` reads, its tours as that command would print them.

So what a page plans can be taken along as a file, and the check of an answer is that of the search.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kith.outreach import queries, ways
from kith.outreach.models import Crew, Plan, Season, Stop, Tour, Unit, Visit, Wish
from kith.outreach.rules.readiness import Lack, lacks

DAY = dt.timedelta(days=1)
A_DAY_OUT = 10.0
"""Kilometres of road that it is worth to save one day out."""
HOUR_WITHIN = 15
"""Minutes within which the same hour is the same."""
RATHER = {"weekday": 20, "hour": 5, "within": HOUR_WITHIN}
REGULARITY: dict[str, dict[str, Any]] = {
    "same": {"weekday": "hard", "within": HOUR_WITHIN},
    "rather": RATHER,
    "free": {"weekday": 0},
}


@dataclass(frozen=True, slots=True)
class Document:
    """fields: what the search reads. unready: stops that may be visited on no day of the plan, with
    what stands in the way on its first. estimated: that ways are as the crow flies."""

    fields: dict[str, Any]
    unready: dict[UUID, list[Lack]]
    estimated: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that a plan stands on, as it is now."""

    plan: Plan
    wishes: Sequence[Wish]
    units: Sequence[Unit]
    crews: dict[UUID, list[Crew]]
    seasons: Sequence[Season]
    taken: set[tuple[UUID, dt.date]]

    @property
    def days(self) -> list[dt.date]:
        return [self.plan.starts_on + k * DAY for k in range(self.plan.days)]


def ground(plan: Plan) -> Ground:
    """Six queries, however many stops there are."""
    wishes = plan.wishes.select_related("stop").prefetch_related("stop__agreements")
    units = list(Unit.objects.filter(organization_id=plan.organization_id, ended_at=None))
    crews: dict[UUID, list[Crew]] = {}
    for crew in Crew.objects.filter(unit__in=units).order_by("weekday"):
        crews.setdefault(crew.unit_id, []).append(crew)
    seasons = Season.objects.filter(
        organization_id=plan.organization_id, starts_on__lte=plan.ends_on,
        ends_on__gte=plan.starts_on,
    )  # fmt: skip
    others = Tour.objects.filter(
        organization_id=plan.organization_id, plan__state="published",
        day__range=(plan.starts_on, plan.ends_on),
    ).exclude(plan=plan)  # fmt: skip
    taken = set(others.values_list("unit_id", "day"))
    out = [u for u in units if u.latitude is not None and crews.get(u.pk)]
    return Ground(plan, list(wishes), out, crews, list(seasons), taken)


def document(plan: Plan, *, also: Iterable[Stop] = ()) -> Document:
    """also: stops that are not wished for, and that somebody adds to a day by hand."""
    found = ground(plan)
    days = {wish.stop_id: _ready_days(wish.stop, found.days) for wish in found.wishes}
    wishes = [wish for wish in found.wishes if days[wish.stop_id]]
    wishes += [Wish(stop=stop, regularity="free") for stop in also if not days.get(stop.pk)]
    points = {str(unit.pk): (unit.latitude or 0.0, unit.longitude or 0.0) for unit in found.units}
    points |= {str(wish.stop_id): (w.latitude, w.longitude)
               for wish in wishes for w in [wish.stop]}  # fmt: skip
    between = ways.known(points, plan.ways)
    fields = {
        "name": plan.name,
        "days": plan.days,
        "starts_on": plan.starts_on.isoformat(),
        "closed": _closed(found),
        "calendars": _calendars(found),
        "places": list(points),
        "minutes": between.minutes,
        "km": between.km,
        "units": [_unit(unit, found) for unit in found.units],
        "stops": [_stop(wish, found, days.get(wish.stop_id, found.days)) for wish in wishes],
    }
    unready = {
        wish.stop_id: queries.row_of(wish.stop, plan.starts_on).lacks
        for wish in found.wishes if not days[wish.stop_id]
    }  # fmt: skip
    return Document(fields, {k: list(v) for k, v in unready.items()}, between.is_estimate)


def _closed(found: Ground) -> list[str]:
    shut = [season for season in found.seasons if season.is_closed]
    return [d.isoformat() for d in found.days if any(s.starts_on <= d <= s.ends_on for s in shut)]


def _calendars(found: Ground) -> dict[str, list[list[str]]]:
    named: dict[str, list[list[str]]] = {wish.season: [] for wish in found.wishes if wish.season}
    for season in found.seasons:
        if not season.is_closed:
            low = max(season.starts_on, found.plan.starts_on)
            high = min(season.ends_on, found.plan.ends_on)
            named.setdefault(season.name, []).append([low.isoformat(), high.isoformat()])
    return named


def _ready_days(stop: Stop, days: Sequence[dt.date]) -> list[dt.date]:
    """On which a unit may stop there: agreed, permitted, and let in."""
    known = queries.known(stop, stop.agreements.all())
    return [
        day for day in days
        if (not stop.weekdays or day.isoweekday() in stop.weekdays)
        and not any(lack.stops for lack in lacks(known, day))
    ]  # fmt: skip


def _unit(unit: Unit, found: Ground) -> dict[str, Any]:
    crews = found.crews[unit.pk]
    weekdays = {crew.weekday for crew in crews}
    out = [day for day in found.days if day.isoweekday() in weekdays]
    told: dict[str, Any] = {
        "id": str(unit.pk), "home": str(unit.pk),
        "days": [day.isoformat() for day in out if (unit.pk, day) not in found.taken],
        "longest": unit.longest_day, "slack": found.plan.slack, "cost_day": A_DAY_OUT,
        "shifts": [_shift(crew) for crew in crews],
    }  # fmt: skip
    return told | ({"range_km": unit.range_km} if unit.range_km else {})


def _shift(crew: Crew) -> dict[str, Any]:
    rest = {"minutes": crew.break_minutes, "from": crew.break_from, "to": crew.break_until}
    return {
        "days": [WEEKDAYS[crew.weekday - 1]], "hours": [crew.opens, crew.closes],
        "languages": crew.languages, "skills": crew.skills,
        **({"break": rest} if crew.break_minutes else {}),
    }  # fmt: skip


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _stop(wish: Wish, found: Ground, ready: Sequence[dt.date]) -> dict[str, Any]:
    """Weekdays on which it is never ready are not offered; a day on which it is not ready yet, or
    no more, is one on which the visit falls away."""
    weekdays = {day.isoweekday() for day in ready}
    offered = [day for day in found.days if day.isoweekday() in weekdays]
    told: dict[str, Any] = {
        "id": str(wish.stop_id),
        "setup": max((unit.set_up for unit in found.units), default=0),
        "service": wish.minutes,
        "packup": max((unit.pack_up for unit in found.units), default=0),
        "languages": wish.languages, "skills": wish.skills, "weight": wish.weight,
        "per_week": wish.per_week, "every": wish.every,
        "days": [day.isoformat() for day in offered],
        "closed": [day.isoformat() for day in offered if day not in set(ready)],
        "regularity": REGULARITY[wish.regularity],
    }  # fmt: skip
    hours = _hours(wish, told["setup"], told["packup"])
    return told | ({"hours": hours} if hours else {}) | (
        {"calendar": wish.season} if wish.season else {}
    )  # fmt: skip


def _hours(wish: Wish, setup: int, packup: int) -> list[int] | None:
    """The host's hours hold for the whole stay, the wished ones while the door is open."""
    low, high = [], []
    if wish.stop.from_time and wish.stop.until_time:
        low.append(wish.stop.from_time.hour * 60 + wish.stop.from_time.minute)
        high.append(wish.stop.until_time.hour * 60 + wish.stop.until_time.minute)
    if wish.opens is not None and wish.closes is not None:
        low.append(max(0, wish.opens - setup))
        high.append(wish.closes + packup)
    if not low:
        return None
    return [max(low), max(max(low), min(high))]


def route_of(plan: Plan, tour: Tour, visits: Sequence[Visit]) -> dict[str, Any]:
    """A day as an answer of the search has it, for its check."""
    return {
        "day": (tour.day - plan.starts_on).days, "unit": str(tour.unit_id),
        "leaves": float(tour.leaves), "back": float(tour.back), "break": _break(tour, visits),
        "visits": [
            {"stop": str(v.stop_id), "arrives": float(v.arrives), "begins": float(v.begins),
             "opens": float(v.opens), "closes": float(v.closes), "leaves": float(v.leaves)}
            for v in visits
        ],
    }  # fmt: skip


def _break(tour: Tour, visits: Sequence[Visit]) -> dict[str, Any] | None:
    if tour.break_from is None:
        return None
    after = sum(visit.leaves <= tour.break_from for visit in visits)
    arrived = after < len(visits) and visits[after].arrives <= tour.break_from
    return {
        "begins": float(tour.break_from), "ends": float(tour.break_from + tour.break_minutes),
        "after": after, "arrived": arrived,
    }  # fmt: skip
