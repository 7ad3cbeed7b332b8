"""A sending arrives: each record once, in any order, in one transaction that ends on the disk.

What the tablet hears as "kept" is committed with `synchronous_commit` on, whatever became of it:
it was entered, it waits for another record, or it lies aside for somebody named. "refused" is said
only of what cannot be opened: that stays on the tablet, where it is seen.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.road import access, keys
from kith.road.actions import entering
from kith.road.models import Arrival, Device
from kith.road.refusals import DeviceRevoked
from kith.road.rules.envelope import CannotOpen, Envelope, open_envelope

MOST = 50


@dataclass(frozen=True, slots=True)
class Sending:
    """At most MOST envelopes. sent_at: by the tablet's clock, to see how wrong that is."""

    sent_at: dt.datetime
    envelopes: Sequence[Envelope]


@dataclass(frozen=True, slots=True)
class Answer:
    """why: "unreadable" or "clash", where it was refused."""

    id: UUID
    state: Literal["kept", "refused"]
    why: str = ""


@dataclass(slots=True)
class Bag:
    """A sending being taken in. private: the device's key, unwrapped once."""

    device: Device
    sent_at: dt.datetime
    received_at: dt.datetime
    handed_in_by: Member | None
    private: bytes = field(repr=False, default=b"")


def receive(*, device: Device, sending: Sending, by: Member | None = None) -> list[Answer]:
    """Take a sending in. `by`: the supervisor who hands in what a revoked tablet holds.

    Oldest first, by the tablet's own ids, so that two sendings of the same records at once wait for
    each other in one order. A second sending answers as the first one did.
    """
    if device.is_revoked and (by is None or not access.may_hand_in(by, device)):
        raise DeviceRevoked
    handed_in_by = by if device.is_revoked else None
    with transaction.atomic():
        _reach_the_disk()
        bag = Bag(device, sending.sent_at, clock.now(), handed_in_by, keys.private_of(device))
        known = _known(device, sending)
        ordered = sorted(sending.envelopes[:MOST], key=lambda each: each.id)
        answers = [_take(bag, each, known.get(each.id)) for each in ordered]
        Device.objects.filter(pk=device.pk).update(last_seen_at=bag.received_at)
    return answers


def _reach_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO on")


def _known(device: Device, sending: Sending) -> dict[UUID, tuple[UUID, str]]:
    """Client id -> (device, digest) of what arrived before."""
    ids = [each.id for each in sending.envelopes]
    rows = Arrival.objects.filter(organization_id=device.organization_id, client_id__in=ids)
    return {row[0]: (row[1], row[2]) for row in rows.values_list("client_id", "device", "digest")}


def _take(bag: Bag, envelope: Envelope, known: tuple[UUID, str] | None) -> Answer:
    if known is not None:
        return _again(bag, envelope, known)
    try:
        content = open_envelope(envelope, bag.private)
    except CannotOpen:
        return Answer(envelope.id, "refused", "unreadable")
    arrival = Arrival(
        organization_id=bag.device.organization_id, device=bag.device, client_id=envelope.id,
        kind=envelope.kind[:20], base=envelope.base, digest=envelope.digest,
        state=Arrival.State.ASIDE, sealed=envelope.sealed, why="new",
        received_at=bag.received_at, handed_in_by=bag.handed_in_by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            arrival.save(force_insert=True)
    except IntegrityError:  # the same sending on another connection was quicker
        return _again(bag, envelope, _known_one(bag, envelope.id))
    entering.enter_or_put_aside(arrival, content, bag.sent_at)
    return Answer(envelope.id, "kept")


def _again(bag: Bag, envelope: Envelope, known: tuple[UUID, str]) -> Answer:
    if known == (bag.device.id, envelope.digest):
        return Answer(envelope.id, "kept")
    return Answer(envelope.id, "refused", "clash")


def _known_one(bag: Bag, client_id: UUID) -> tuple[UUID, str]:
    row = Arrival.objects.get(organization_id=bag.device.organization_id, client_id=client_id)
    return row.device_id, row.digest
