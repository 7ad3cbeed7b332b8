"""How long it is from where somebody sets out to where peers meet people, on a weekday by day.

From the travel tables, which know streets and timetables; where they do not know a place, it is as
long as one would walk along the straight line, and whoever reads it is told that this is a guess.
What is found here is told while somebody chooses, and never kept with a match: several ways to
known doors would tell where a person lives.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from kith.directory.models import Location
from kith.directory.models.location import Confidentiality, PlaceType
from kith.directory.rules.distance import Point, great_circle_km, minutes_on_foot
from kith.directory.search import travelling
from kith.peers.models import Peer, Seeking
from kith.peers.rules.matching import instance, wishes
from kith.region.tables import held, slots

CODES = frozenset({"wish_minutes", "missed_minutes", "told_minutes"})
"""Reasons that speak about the way."""

Start = tuple[float, float]
Ways = Mapping[str, instance.Way]


def doors_of(organization: UUID) -> "QuerySet[Location]":
    """Where peers of an organisation may meet people: its own places whose address everybody may
    know. Where the directory does not say who works at a place, whoever keeps its listing does."""
    own = Q(organization__operated_by=organization)
    kept = Q(organization__steward=organization, organization__operated_by=None)
    return _public().filter(own | kept).order_by(F("name"), F("area"), F("id"))


def called(door: Location) -> str:
    """What people call it."""
    return door.name or door.alternate_name or door.area


def to_peers(starts: Iterable[Start], peers: Collection[Peer]) -> dict[Start, Ways]:
    """For each start, by key of the peer, the way to the nearest of their places. One query, none
    where nobody says from where, or no peer where they meet."""
    wanted = {place for peer in peers for place in peer.meets_at}
    asked = set(starts)
    doors = {door.pk: door for door in _public().filter(pk__in=wanted)} if asked else {}
    found: dict[Start, Ways] = {}
    for start in asked:
        ways = _ways(start, doors)
        found[start] = {
            str(peer.pk): min(near, key=lambda way: way.minutes)
            for peer in peers
            if (near := [ways[place] for place in peer.meets_at if place in ways])
        }
    return found


def told(seeking: Seeking, peers: Collection[Peer]) -> dict[UUID, tuple[list, list]]:
    """What the way speaks for and against each peer, as {code, values}."""
    is_wished = any(wish["kind"] == "minutes" for wish in seeking.wishes)
    if seeking.start is None and not is_wished:
        return {}
    person = instance.Person(
        key="", ways=of(seeking, to_peers(starts_of([seeking]), peers)),
        wishes=tuple(
            instance.Wish(wish["kind"], wish["value"])
            for wish in seeking.wishes if wish["kind"] == "minutes"
        ),
    )  # fmt: skip
    return {
        peer.pk: tuple(  # type: ignore[misc] # of two
            [asdict(one) for one in side]
            for side in wishes.reasons(person, instance.Peer(key=str(peer.pk)))
        )
        for peer in peers
    }


def starts_of(rows: Iterable[Seeking]) -> set[Start]:
    """From where those set out who said so."""
    return {row.start for row in rows if row.start is not None}


def of(row: Seeking, found: Mapping[Start, Ways]) -> Ways:
    """Those of one person."""
    return found.get(row.start, {}) if row.start else {}


def in_words(values: Mapping[str, Any]) -> str:
    """ "25 minutes by bus 343 to Mill House"."""
    way = (
        travelling.estimate_in_words(float(values["km"]))
        if "km" in values
        else travelling.in_words(values)
    )
    return _("%(way)s to %(place)s") % {"way": way, "place": values["place"]}


def _public() -> "QuerySet[Location]":
    return Location.objects.filter(
        confidentiality=Confidentiality.FULL, location_type=PlaceType.PHYSICAL, removed_at=None,
        latitude__isnull=False, longitude__isnull=False,
    )  # fmt: skip


def _ways(start: Start, doors: Mapping[UUID, Location]) -> dict[UUID, instance.Way]:
    """To each door, by journey or by estimate."""
    asked = [held.Door(pk, door.latitude, door.longitude) for pk, door in doors.items()]  # type: ignore[arg-type] # `_public`
    day = slots.DAY
    known = held.journeys(start, asked, weekday=day.weekday, hour=day.hour)
    found = {}
    for door in asked:
        journey, name = known.get(door.location), {"place": called(doors[door.location])}
        if journey is not None:
            by = {"kind": journey.kind, "line": journey.line}
            found[door.location] = instance.Way(journey.minutes, {**by, **name})
            continue
        km = great_circle_km(Point(*start), Point(door.latitude, door.longitude))
        found[door.location] = instance.Way(minutes_on_foot(km), {"km": f"{km:.1f}", **name})
    return found
