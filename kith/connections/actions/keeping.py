"""What happened between people, and what somebody named will do next."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.actions import handling
from kith.connections.models import Contact, FollowUp, Request
from kith.connections.refusals import NotYet
from kith.core import alarms, clock
from kith.core.alarms import Severity
from kith.core.once import once
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.core.sources import Reason
from kith.people.models import Person


def record_contact(
    *, person: Person, means: str, reached: bool, replay_key: UUID, by: Member,
    request: Request | None = None, happened_at: dt.datetime | None = None,
    minutes: int | None = None, note: str = "", follow_up: FollowUp | None = None,
    worry: Severity | Literal[""] = "",
) -> Contact:  # fmt: skip
    """A call, visit, message or group (Contact.Means). Only the care team. `follow_up` is an open
    one that this contact did; `worry` raises a concern with it, in the same transaction."""
    access.require_team(by, person)
    if request is not None and request.person_id != person.id:
        raise NotYours
    moment = happened_at or clock.now()
    if moment > clock.now():
        raise NotYet

    def make() -> Contact:
        contact = Contact(
            organization_id=person.organization_id, person=person, request=request,
            means=Contact.Means(means), reached=reached, happened_at=moment, minutes=minutes,
            recorded_by=by, replay_key=replay_key,
        )  # fmt: skip
        contact.seal("note_sealed", note.strip())
        contact.save(force_insert=True)
        if follow_up is not None:
            finish_follow_up(follow_up=follow_up, by=by, contact=contact)
        if worry:
            alarms.sound(
                organization=person.organization_id, source="contact", subject=contact.id,
                person=person.id, severity=worry, reason=Reason("contact_worried"), by=by,
            )  # fmt: skip
        return contact

    mine = Contact.objects.filter(organization_id=person.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def plan_follow_up(
    *, request: Request, due_at: dt.datetime, replay_key: UUID, by: Member, what: str = "call",
    owner: Member | None = None,
) -> FollowUp:  # fmt: skip
    """Somebody named (default: `by`) gets in touch by a time. `what`: FollowUp.What."""
    access.require_team(by, request.person)
    access.require_team(owner or by, request.person)

    def make() -> FollowUp:
        handling.lock(request)
        return FollowUp.objects.create(
            organization_id=request.organization_id, request=request, owner=owner or by,
            what=FollowUp.What(what), due_at=due_at, replay_key=replay_key,
        )  # fmt: skip

    mine = FollowUp.objects.filter(organization_id=request.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def finish_follow_up(
    *, follow_up: FollowUp, by: Member, contact: Contact | None = None
) -> FollowUp:
    """It was done. Of two who press at once the second gets AlreadyChanged."""
    access.require_team(by, follow_up.request.person)
    if contact is not None and contact.person_id != follow_up.request.person_id:
        raise NotYours
    return _change_open(follow_up, done_at=clock.now(), done_by=by, contact=contact)


def snooze_follow_up(*, follow_up: FollowUp, due_at: dt.datetime, by: Member) -> FollowUp:
    """Later. Counted, so that a follow-up put off for ever is seen."""
    access.require_team(by, follow_up.request.person)
    return _change_open(follow_up, due_at=due_at, snoozed_count=follow_up.snoozed_count + 1)


def drop_follow_up(*, follow_up: FollowUp, reason: str, by: Member) -> FollowUp:
    """It is no longer needed, with the reason in words."""
    access.require_team(by, follow_up.request.person)
    if not reason.strip():
        raise ReasonMissing
    follow_up.seal("dropped_reason_sealed", reason.strip())
    return _change_open(
        follow_up, dropped_at=clock.now(), dropped_reason_sealed=follow_up.dropped_reason_sealed
    )


def drop_all(request: Request) -> None:
    """Nobody calls again after a request was taken back. For other actions."""
    FollowUp.objects.open().filter(request=request).update(dropped_at=clock.now())


def _change_open(follow_up: FollowUp, **changes: Any) -> FollowUp:
    """One conditional update on what the page showed: the loser of a race gets AlreadyChanged."""
    rows = FollowUp.objects.open().filter(pk=follow_up.pk, snoozed_count=follow_up.snoozed_count)
    if rows.update(**changes) != 1:
        raise AlreadyChanged
    follow_up.refresh_from_db()
    return follow_up
