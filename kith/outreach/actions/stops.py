"""Stops: think of one, say what is known of it, agree, let it rest, give it up."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID, uuid5

from django.db import connection, transaction

from kith.accounts.models import Member
from kith.core.once import once
from kith.outreach import access
from kith.outreach.lifecycle import STOP
from kith.outreach.models import Stop
from kith.outreach.refusals import HoursInOrder, HoursTogether
from kith.outreach.rules.same_place import Places

ONE_LIST_AT_ONCE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))"


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a stop; the columns of the same names say more."""

    name: str
    latitude: float
    longitude: float
    kind: str = Stop.Kind.PARTNER
    where: str = ""
    district: str = ""
    host: str = ""
    welcome: str = ""
    parking: str = ""
    power: str = ""
    shelter: str = ""
    toilets: str = ""
    step_free: str = ""
    discretion: str = ""
    permit: str = ""
    permit_until: dt.date | None = None
    weekdays: tuple[int, ...] = ()
    from_time: dt.time | None = None
    until_time: dt.time | None = None


def add_stop(*, place: Place, replay_key: UUID, by: Member) -> Stop:
    """An idea. The same form again is the same stop."""
    access.require_keeper(by, by.organization_id)
    refuse(place)
    mine = Stop.objects.filter(organization_id=by.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, lambda: Stop.objects.create(
            organization_id=by.organization_id, replay_key=replay_key, **_columns(place)
        ))  # fmt: skip


def add_stops(*, places: Sequence[Place], replay_key: UUID, by: Member) -> int:
    """Ideas, all or none; how many. What is there already is not doubled. The same list again is
    the same stops; of two lists at once the second waits, and finds what the first brought in."""
    access.require_keeper(by, by.organization_id)
    for place in places:
        refuse(place)
    keys = {uuid5(replay_key, str(number)): place for number, place in enumerate(places)}
    mine = Stop.objects.filter(organization_id=by.organization_id)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ONE_LIST_AT_ONCE, [str(by.organization_id)])
        again = set(mine.filter(replay_key__in=keys).values_list("replay_key", flat=True))
        known = Places(mine.values_list("name", "latitude", "longitude"))
        fresh = [
            Stop(organization_id=by.organization_id, replay_key=key, **_columns(place))
            for key, place in keys.items()
            if key not in again and known.add(place.name, place.latitude, place.longitude)
        ]
        Stop.objects.bulk_create(fresh, batch_size=1000)
    return len(again) + len(fresh)


def change_stop(*, stop: Stop, place: Place, by: Member) -> Stop:
    """What is known now."""
    access.require_keeper(by, stop.organization_id)
    refuse(place)
    with transaction.atomic():
        Stop.objects.filter(pk=stop.pk).update(**_columns(place))
    stop.refresh_from_db()
    return stop


def move_stop(*, stop: Stop, verb: str, by: Member, reason: str = "") -> Stop:
    """One move of `lifecycle.STOP`."""
    access.require_keeper(by, stop.organization_id)
    move = STOP.move(verb, stop.state, ["keeper"], reason)
    with transaction.atomic():
        STOP.apply(stop, move, reason=reason.strip())
    return stop


def _columns(place: Place) -> dict[str, object]:
    until = place.permit_until if place.permit == Stop.Permit.GIVEN else None
    return asdict(place) | {"weekdays": sorted(set(place.weekdays)), "permit_until": until}


def refuse(place: Place) -> None:
    """What no column can say alone."""
    if (place.from_time is None) != (place.until_time is None):
        raise HoursTogether
    if place.from_time and place.until_time and place.from_time >= place.until_time:
        raise HoursInOrder
