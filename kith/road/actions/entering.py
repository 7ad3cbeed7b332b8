"""One record becomes what it is: a request, a concern, a contact. Or it waits, or lies aside."""

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from typing import cast
from uuid import UUID

import pghistory
from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from kith.accounts.models import Member
from kith.core.refusals import Refusal
from kith.people.models import Person
from kith.road import keys
from kith.road.actions import kinds
from kith.road.models import Arrival, Crew
from kith.road.records import SHAPES, Opened, Record
from kith.road.rules import times
from kith.road.rules.envelope import Envelope, open_envelope
from kith.road.rules.jpeg import NoPicture
from kith.road.waiting import Waits

log = logging.getLogger(__name__)
Crews = Mapping[tuple[UUID, UUID], Member]
"""(tablet, member) -> the member, of those who work with it."""


class NotOfTheCrew(Refusal):
    """It carries the name of somebody who never held this tablet, or who works here no more."""

    message = _("Whoever entered it does not work with this tablet.")


def enter_or_put_aside(
    arrival: Arrival, content: bytes, crews: Crews, sent_at: dt.datetime | None = None
) -> None:
    """Enter a record; where that cannot be, it waits or lies aside, and what it says of danger is
    told all the same. One record that fails stands in no other's way. Whoever calls asks about what
    lies aside (`questions.ask_about`), once for all."""
    try:
        with transaction.atomic():
            enter(arrival, content, crews, sent_at)
    except Waits as error:
        let_wait(arrival, error.what, content, crews)
    except OperationalError:  # a full disk, a deadlock: nothing was kept, and it is sent again
        raise
    except Exception as error:
        code = why(error)
        if code == "failed":
            log.error("A %s of a tablet: %s", arrival.kind, type(error).__name__)
        put_aside(arrival, code, content)


def enter(
    arrival: Arrival, content: bytes, crews: Crews, sent_at: dt.datetime | None = None
) -> None:
    """Read it, find who entered it, let its kind do the rest. The words leave the envelope.

    sent_at: by the tablet's clock, when it is new; what was tried before has its times already.
    """
    record = read(arrival, content, sent_at)
    by = author_of(arrival, record, crews)
    with pghistory.context(member=str(by.id)):
        person = kinds.ENTERS[arrival.kind](record, opened(arrival), by)
    mark_entered(arrival, by, person)
    arrival.save()


def mark_entered(arrival: Arrival, by: Member, person: Person | None) -> None:
    """In memory; save as usual."""
    arrival.member, arrival.person = by, person
    arrival.state, arrival.sealed = Arrival.State.ENTERED, None
    arrival.waits_for = arrival.why = ""


def read(arrival: Arrival, content: bytes, sent_at: dt.datetime | None = None) -> Record:
    """The record by its shape; its times are put on the arrival."""
    record = SHAPES[arrival.kind].model_validate_json(content)
    if sent_at is not None:
        arrival.stated_at = record.made_at
        arrival.happened_at = times.happened_at(record.made_at, sent_at, arrival.received_at)
    return record


def opened(arrival: Arrival) -> Opened:
    return Opened(
        id=arrival.client_id, base=arrival.base, device=arrival.device_id,
        arrival=arrival.id, organization=arrival.organization_id,
        happened_at=arrival.happened_at or arrival.received_at,
    )  # fmt: skip


def content_of(arrival: Arrival) -> bytes:
    """What lies sealed in it, opened with its device's key."""
    device = arrival.device
    envelope = Envelope(
        device.handle, arrival.client_id, arrival.kind, arrival.base, bytes(arrival.sealed or b"")
    )
    return open_envelope(envelope, keys.private_of(device))


def crews_of(devices: Iterable[UUID]) -> Crews:
    """Everybody whose name a record of these tablets may carry. One query, for a whole sending."""
    rows = Crew.objects.filter(device__in=set(devices))
    active = rows.filter(member__is_active=True, member__user__is_active=True)
    joined = active.select_related("member__organization")
    return {(crew.device_id, crew.member_id): crew.member for crew in joined}


def author_of(arrival: Arrival, record: Record, crews: Crews) -> Member:
    """The member it names, if they are of this tablet's crew; NotOfTheCrew otherwise."""
    member = crews.get((arrival.device_id, record.by))
    if member is None:
        raise NotOfTheCrew
    return member


def let_wait(arrival: Arrival, what: str, content: bytes, crews: Crews) -> None:
    """Kept sealed until what it needs is here. What it says of danger does not wait."""
    record = read(arrival, content)
    with pghistory.context(member=str(record.by)):
        kinds.tell_of_danger(record, opened(arrival), author_of(arrival, record, crews))
    arrival.state, arrival.waits_for, arrival.why = Arrival.State.WAITING, what[:40], ""
    arrival.save()


def put_aside(arrival: Arrival, why: str, content: bytes) -> None:
    """Kept sealed, for somebody named. What it says of danger is told at once, as far as it can be
    read."""
    try:
        record: Record | None = read(arrival, content)
    except (KeyError, ValueError):
        record = None
    if record is not None:
        kinds.tell_of_danger(record, opened(arrival), None)
    arrival.state, arrival.waits_for, arrival.why = Arrival.State.ASIDE, "", why
    arrival.save()


def why(error: Exception) -> str:
    """A code for the page; never what somebody wrote."""
    if isinstance(error, ValidationError):
        return "shape"
    if isinstance(error, KeyError) and cast(str, error.args[0]) not in SHAPES:
        return "kind"
    return type(error).__name__[:40] if isinstance(error, Refusal | NoPicture) else "failed"
