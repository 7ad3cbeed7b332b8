"""Frozen rows for the pages of the desk."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.functional import Promise

from kith.accounts.models import Member
from kith.road import access
from kith.road.models import Arrival, Device, Question
from kith.road.who import SHORT
from kith.road.words import WORDS

MOST = 200
KINDS = {
    "sign_in": WORDS["sign_in"], "intake": WORDS["intake"], "contact": WORDS["contact"],
    "assessment": WORDS["assessment"], "concern": WORDS["concern"], "consent": WORDS["consent"],
    "photo": WORDS["photo"], "change": WORDS["change"], "check": WORDS["check"],
    "supplies": WORDS["supplies"], "visit": WORDS["today"],
}  # fmt: skip
"""What a kind of record is called, as on the tablet."""


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


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A record that waits. code: the short code it waits for, where somebody typed one."""

    reference: str
    kind: str | Promise
    device: str
    received_at: dt.datetime
    code: str


def question_rows(member: Member, *, is_closed: bool = False) -> list[Question]:
    """Those one may decide: one's own first, then the oldest. One query."""
    rows = access.questions_for(member)
    rows = rows.filter(decided_at__isnull=False) if is_closed else rows.open()
    rows = rows.select_related("person", "other", "owner", "arrival__device", "decided_by", "unit")
    if is_closed:
        return list(rows.order_by("-decided_at", "-id")[:MOST])
    return sorted(rows.order_by("asked_at", "id")[:MOST], key=lambda q: q.owner_id != member.id)


def waiting_rows(member: Member) -> list[WaitingRow]:
    """What waits for something that has not arrived, the oldest first. One query."""
    rows = Arrival.objects.waiting().filter(organization_id=member.organization_id)
    return [
        WaitingRow(
            reference=each.reference, kind=KINDS.get(each.kind, each.kind),
            device=each.device.name, received_at=each.received_at,
            code=each.waits_for.upper() if len(each.waits_for) <= SHORT else "",
        )
        for each in rows.select_related("device").order_by("received_at", "id")[:MOST]
    ]  # fmt: skip
