"""A sending arrives: each record once, in any order, in one transaction that ends on the disk.

What the tablet hears as "kept" is committed with `synchronous_commit` on, whatever became of it:
it was entered, it waits for another record, or it lies aside for somebody named. "refused" is said
only of what cannot be opened: that stays on the tablet, where it is seen.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from django.db import connection, transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.road import access, keys
from kith.road.actions import entering, letting_go, questions, together
from kith.road.models import Arrival, Device
from kith.road.records import Record
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
    """A sending being taken in. private: the device's key, unwrapped once. known: client id ->
    (device, digest) of what arrived before. fresh: what did not, opened."""

    device: Device
    sent_at: dt.datetime
    received_at: dt.datetime
    handed_in_by: Member | None
    private: bytes = field(repr=False)
    known: dict[UUID, tuple[UUID, str]] = field(default_factory=dict)
    fresh: list[tuple[Envelope, bytes]] = field(default_factory=list, repr=False)


def receive(*, device: Device, sending: Sending, by: Member | None = None) -> list[Answer]:
    """Take a sending in. `by`: the supervisor who hands in what a revoked tablet holds.

    Oldest first, by the tablet's own ids. Two sendings of one tablet at once queue at its row: the
    second finds what the first one brought, and answers as it did.
    """
    if device.is_revoked and (by is None or not access.may_hand_in(by, device)):
        raise DeviceRevoked
    handed_in_by = by if device.is_revoked else None
    with transaction.atomic():
        _reach_the_disk()
        bag = Bag(device, sending.sent_at, clock.now(), handed_in_by, keys.private_of(device))
        Device.objects.filter(pk=device.pk).update(last_seen_at=bag.received_at)
        ordered = sorted(sending.envelopes[:MOST], key=lambda each: each.id)
        bag.known = _known(device, ordered)
        answers = {each.id: _first_look(bag, each) for each in ordered}
        answers |= _enter(bag, entering.crews_of([device.id]) if bag.fresh else {})
        if letting_go.KINDS & {envelope.kind for envelope, _content in bag.fresh}:
            letting_go.let_go(organization=device.organization_id)
        questions.tell_owners(device.organization_id)
    return list(answers.values())


def _reach_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO on")


def _known(device: Device, envelopes: Sequence[Envelope]) -> dict[UUID, tuple[UUID, str]]:
    ids = [each.id for each in envelopes]
    rows = Arrival.objects.filter(organization_id=device.organization_id, client_id__in=ids)
    return {row[0]: (row[1], row[2]) for row in rows.values_list("client_id", "device", "digest")}


def _first_look(bag: Bag, envelope: Envelope) -> Answer:
    """What is new goes into the bag, opened."""
    if envelope.id in bag.known:
        return _again(bag, envelope, bag.known[envelope.id])
    try:
        bag.fresh.append((envelope, open_envelope(envelope, bag.private)))
    except CannotOpen:
        return Answer(envelope.id, "refused", "unreadable")
    return Answer(envelope.id, "kept")


def _again(bag: Bag, envelope: Envelope, known: tuple[UUID, str]) -> Answer:
    if known == (bag.device.id, envelope.digest):
        return Answer(envelope.id, "kept")
    return Answer(envelope.id, "refused", "clash")


def _enter(bag: Bag, crews: entering.Crews) -> dict[UUID, Answer]:
    """Those who are met for the first time together, the rest one by one. A record that another
    tablet sends under the very same id at this moment is not kept a second time."""
    done = together.enter(_read(bag), crews)
    alone = [(envelope, content) for envelope, content in bag.fresh if envelope.id not in done]
    arrivals = [_begun(bag, envelope) for envelope, _content in alone]
    Arrival.objects.bulk_create(arrivals, ignore_conflicts=True)
    bag.known = _known(bag.device, [envelope for envelope, _content in alone])
    answers = {}
    for (envelope, content), arrival in zip(alone, arrivals, strict=True):
        answers[envelope.id] = _again(bag, envelope, bag.known[envelope.id])
        if answers[envelope.id].state == "kept":
            entering.enter_or_put_aside(arrival, content, crews, bag.sent_at)
    questions.ask_about(
        arrival for arrival in arrivals if answers[arrival.client_id].state == "kept"
    )
    return answers


def _read(bag: Bag) -> Iterator[tuple[Arrival, Record]]:
    """What can be read; the rest is looked at when its turn comes."""
    for envelope, content in bag.fresh:
        arrival = _begun(bag, envelope)
        with suppress(KeyError, ValueError):
            yield arrival, entering.read(arrival, content, bag.sent_at)


def _begun(bag: Bag, envelope: Envelope) -> Arrival:
    return Arrival(
        organization_id=bag.device.organization_id, device=bag.device, client_id=envelope.id,
        kind=envelope.kind[:20], base=envelope.base, digest=envelope.digest,
        state=Arrival.State.ASIDE, sealed=envelope.sealed, why="new",
        received_at=bag.received_at, handed_in_by=bag.handed_in_by,
    )  # fmt: skip
