"""Frozen rows for the pages of the desk."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from kith.accounts.models import Member
from kith.road import access
from kith.road.models import Device


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A tablet as the list shows it. arrived: how many records; waiting: of them, for another."""

    id: UUID
    name: str
    registered_by: str
    registered_at: dt.datetime
    last_seen_at: dt.datetime | None
    revoked_at: dt.datetime | None
    arrived: int
    waiting: int
    may_revoke: bool


def device_rows(member: Member) -> list[DeviceRow]:
    """Those in use first. One query."""
    rows = access.devices_for(member).select_related("registered_by")
    counted = rows.annotate(
        arrived=Count("arrivals"), waiting=Count("arrivals", Q(arrivals__state="waiting"))
    )
    found = [_row(member, device) for device in counted]
    return sorted(found, key=lambda row: row.revoked_at is not None)


def _row(member: Member, device: Device) -> DeviceRow:
    return DeviceRow(
        id=device.id, name=device.name, registered_by=device.registered_by.name,
        registered_at=device.registered_at, last_seen_at=device.last_seen_at,
        revoked_at=device.revoked_at, arrived=device.arrived,  # type: ignore[attr-defined]
        waiting=device.waiting,  # type: ignore[attr-defined]
        may_revoke=not device.is_revoked and access.may_revoke(member, device),
    )  # fmt: skip
