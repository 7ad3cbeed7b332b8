"""Stops: think of one, say what is known of it, agree, let it rest, give it up."""

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core.once import once
from kith.outreach import access
from kith.outreach.lifecycle import STOP
from kith.outreach.models import Stop
from kith.outreach.refusals import HoursInOrder, HoursTogether


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
    _refuse(place)
    mine = Stop.objects.filter(organization_id=by.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, lambda: Stop.objects.create(
            organization_id=by.organization_id, replay_key=replay_key, **_columns(place)
        ))  # fmt: skip


def change_stop(*, stop: Stop, place: Place, by: Member) -> Stop:
    """What is known now."""
    access.require_keeper(by, stop.organization_id)
    _refuse(place)
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


def _refuse(place: Place) -> None:
    if (place.from_time is None) != (place.until_time is None):
        raise HoursTogether
    if place.from_time and place.until_time and place.from_time >= place.until_time:
        raise HoursInOrder
