"""How long it takes to get to what was found, from tables that a job worked out beforehand.

Where no table holds the place, what stands there is an estimate from the straight line, and says
so. The place of whoever searches is looked up and forgotten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.core.sources import Reason
from kith.directory.rules.distance import Point, minutes_on_foot
from kith.directory.search.query import Query, Result
from kith.region import words
from kith.region.tables import held, slots, telling
from kith.region.tables.held import Door, Journey, NearStop, Reach

WALKABLE_KM = 4.0
A_DOOR = 0.2
"""Kilometres by which a door may have moved since its table was made; see `held.MOVED`."""
BY_BUS = "transit"
KM_A_MINUTE = {"foot": 4.8 / 60 / 1.3, BY_BUS: 15 / 60 / 1.4}
"""Where no table knows better: as fast as one walks, or a slow bus, along 1.3 or 1.4 times the
straight line."""


def with_journeys(
    results: Sequence[Result], point: Point | None, query: Query
) -> tuple[Result, ...]:
    """The same results; those in a table's reach with the journey instead of the straight line.
    Only what has a distance: of a place that is not public nothing is told."""
    doors = [door for result in results if (door := _door(result)) is not None]
    if point is None or not doors:
        return tuple(results)
    weekday, hour = _moment(query, results[0])
    place = (point.latitude, point.longitude)
    found = held.journeys(place, doors, weekday=weekday, hour=hour)
    return tuple(_with(result, found) for result in results)


def reached(query: Query, point: Point) -> Reach | None:
    """Locations within the minutes asked for; None where no table knows, or nothing was asked."""
    if query.within_minutes is None:
        return None
    weekday, hour = _moment(query, None)
    return held.within(
        (point.latitude, point.longitude), query.within_minutes, on_foot=query.by != BY_BUS,
        weekday=weekday, hour=hour,
    )  # fmt: skip


def estimated_km(query: Query) -> float | None:
    """How far that is where no table knows; what was asked in kilometres as it is."""
    if query.within_minutes is None:
        return query.within_km
    return query.within_minutes * KM_A_MINUTE[BY_BUS if query.by == BY_BUS else "foot"]


def farthest_km(reach: Reach) -> float:
    """A circle that surely holds what is reached, so that search need not look at the rest."""
    return reach.km + A_DOOR


def stops_near(result: Result) -> tuple[NearStop, ...]:
    """For a public door."""
    door = _door(result, is_measured=False)
    return held.stops_near(door) if door else ()


@dataclass(frozen=True, slots=True)
class Way:
    """Minutes and means in words, and each leg of the journey."""

    whole: str
    legs: tuple[str, ...] = ()


def ways_there(results: Sequence[Result], place: Point) -> list[Way | None]:
    """From a place to each public door on a weekday in the daytime; None where no table knows. Leg
    by leg to the nearest one only: that takes some tenths of a second."""
    doors = [_door(result, is_measured=False) for result in results]
    here, weekday, hour = (place.latitude, place.longitude), slots.DAY.weekday, slots.DAY.hour
    known = held.journeys(here, [door for door in doors if door], weekday=weekday, hour=hour)
    nearest = min(known, key=lambda location: known[location].minutes, default=None)
    found: list[Way | None] = []
    for door in doors:
        journey = known.get(door.location) if door else None
        if door is None or journey is None:
            found.append(None)
            continue
        is_told = door.location == nearest and journey.kind != "foot"
        told = telling.route(here, door, weekday=weekday, hour=hour) if is_told else None
        legs = tuple(words.leg(leg) for leg in told.legs) if told else ()
        found.append(Way(in_words(values_of(journey)), legs))
    return found


def _moment(query: Query, result: Result | None) -> tuple[int, int]:
    """Weekday and hour there: as asked for, else a weekday in the daytime."""
    wall = query.open_at
    if wall is None and query.open_now:
        wall = result.wall if result else query.at
    return (wall.weekday(), wall.hour) if wall else (slots.DAY.weekday, slots.DAY.hour)


def _door(result: Result, *, is_measured: bool = True) -> Door | None:
    point = result.point
    is_public = result.shown.get("confidentiality") == "full"
    if (is_measured and result.distance_km is None) or not is_public:
        return None
    if point is None or result.location is None:
        return None
    return Door(result.location, point.latitude, point.longitude)


def _with(result: Result, found: Mapping[UUID, Journey]) -> Result:
    journey = found.get(result.location) if result.location else None
    if journey is None or result.distance_km is None:
        return result
    reasons = tuple(
        Reason("journey", values_of(journey)) if reason.code == "near" else reason
        for reason in result.reasons
    )
    return replace(result, journey=journey, reasons=reasons)


def values_of(journey: Journey) -> dict[str, str]:
    """Of the reason "journey"."""
    told = {
        "minutes": str(journey.minutes), "kind": journey.kind, "line": journey.line,
        "changes": str(journey.changes), "no_trips": "yes" if journey.no_trips else "",
    }  # fmt: skip
    return {key: value for key, value in told.items() if value and (key, value) != ("changes", "0")}


def in_words(values: Mapping[str, Any]) -> str:
    """ "25 minutes by bus 343, 1 change". values: of the reason "journey"."""
    told = _("%(time)s %(means)s") % {
        "time": words.minutes(60 * max(1, int(values["minutes"]))),
        "means": words.by_means(str(values["kind"]), str(values.get("line", ""))),
    }
    changes = int(values.get("changes", 0))
    if changes:
        told = _(", ").join(
            [told, ngettext("%(count)s change", "%(count)s changes", changes) % {"count": changes}]
        )
    if values.get("no_trips"):
        told = _(", ").join([told, _("nothing else runs at that time")])
    return told


def estimate_in_words(km: float) -> str:
    """Minutes on foot where one could walk, kilometres where not; labelled as the guess it is."""
    if km < WALKABLE_KM:
        return _("about %(minutes)s min on foot (estimate)") % {"minutes": minutes_on_foot(km)}
    return _("about %(km)s km (as the crow flies)") % {
        "km": formats.number_format(round(km), use_l10n=True)
    }
