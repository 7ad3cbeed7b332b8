"""Units: add one, say what a day with it may be, take it off the road."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import AlreadyChanged
from kith.outreach import access
from kith.outreach.models import Unit
from kith.outreach.refusals import DayTooShort, NeverAlone


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What a day with a unit may be. Minutes and kilometres."""

    name: str
    home: str = ""
    latitude: float | None = None
    longitude: float | None = None
    people: int = 2
    set_up: int = 45
    pack_up: int = 30
    longest_day: int = 480
    range_km: int | None = None


def add_unit(*, vehicle: Vehicle, replay_key: UUID, by: Member) -> Unit:
    """A unit that may be planned with. The same form again is the same unit."""
    access.require_keeper(by, by.organization_id)
    _refuse(vehicle)
    mine = Unit.objects.filter(organization_id=by.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, lambda: Unit.objects.create(
            organization_id=by.organization_id, replay_key=replay_key, **asdict(vehicle)
        ))  # fmt: skip


def change_unit(*, unit: Unit, vehicle: Vehicle, by: Member) -> Unit:
    """As it is now."""
    access.require_keeper(by, unit.organization_id)
    _refuse(vehicle)
    with transaction.atomic():
        Unit.objects.filter(pk=unit.pk).update(**asdict(vehicle))
    unit.refresh_from_db()
    return unit


def end_unit(*, unit: Unit, by: Member) -> Unit:
    """Off the road for good; what it did stays."""
    access.require_keeper(by, unit.organization_id)
    with transaction.atomic():
        mine = Unit.objects.filter(pk=unit.pk, ended_at=None)
        if not mine.update(ended_at=clock.now()):
            raise AlreadyChanged
    unit.refresh_from_db()
    return unit


def _refuse(vehicle: Vehicle) -> None:
    if vehicle.people < 2:
        raise NeverAlone
    if vehicle.longest_day <= vehicle.set_up + vehicle.pack_up:
        raise DayTooShort
