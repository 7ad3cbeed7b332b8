"""The van's own day: looked over, packed, arrived, left."""

import datetime as dt

from kith.accounts.models import Member
from kith.core.refusals import NotYours
from kith.outreach import actions as outreach
from kith.outreach.models import Unit, Visit, VisitRecord
from kith.road.actions import counting
from kith.road.models import SupplyCount, VehicleCheck
from kith.road.records import Check, Opened, Supplies
from kith.road.records import Visit as Record
from kith.road.waiting import Waits


def check(record: Check, opened: Opened, by: Member) -> None:
    VehicleCheck.objects.create(
        organization_id=opened.organization, device_id=opened.device, record=opened.id,
        unit=_unit(record, opened), items=dict(record.items), note=record.note,
        is_all_right=all(record.items.values()), checked_by=by, checked_at=opened.happened_at,
    )  # fmt: skip


def supplies(record: Supplies, opened: Opened, by: Member) -> None:
    unit = _unit(record, opened)
    if unit is not None:
        counting.hold(unit)
    SupplyCount.objects.bulk_create([
        SupplyCount(
            organization_id=opened.organization, device_id=opened.device, record=opened.id,
            unit=unit, way=SupplyCount.Way(record.way), name=name[:80], amount=amount,
            counted_by=by, counted_at=opened.happened_at,
        )
        for name, amount in sorted(record.amounts.items())
    ])  # fmt: skip
    if unit is not None:
        day = counting.day_of(by.organization, opened.happened_at)
        counting.look_for_difference(unit, day, by)


def _unit(record: Check | Supplies, opened: Opened) -> Unit | None:
    """The vehicle. One that is not known here is no reason to put what was counted aside."""
    units = Unit.objects.filter(organization_id=opened.organization)
    return units.filter(pk=record.unit).first() if record.unit else None


def visit(record: Record, opened: Opened, by: Member) -> None:
    """Arrived, or left. What another tablet said of the visit before stays."""
    found = Visit.objects.filter(organization_id=opened.organization, pk=record.visit).first()
    if found is None:
        raise NotYours
    known = VisitRecord.objects.filter(visit=found).first() or VisitRecord()
    if record.what == "arrived":
        arrived_at: dt.datetime | None = opened.happened_at
        left_at = known.left_at
    else:
        arrived_at, left_at = known.arrived_at, opened.happened_at
        if arrived_at is None and opened.base is not None:
            raise Waits(str(opened.base))
    counts = outreach.Counts(known.contacts, known.people, known.returning, known.referrals)
    outreach.record_visit(
        visit=found, by=by, replay_key=opened.id, arrived_at=arrived_at, left_at=left_at,
        counts=counts,
    )  # fmt: skip
