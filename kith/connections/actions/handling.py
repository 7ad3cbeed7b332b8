"""Staff look after a request: somebody named owes the next step by a time."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.actions import notices
from kith.connections.lifecycle import REQUEST
from kith.connections.models import Notice, Request
from kith.connections.refusals import AlreadyDone, StillConnected
from kith.core import clock
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged
from kith.people import actions as people

SOON = dt.timedelta(days=1)


def take(*, request: Request, by: Member) -> Request:
    """Take a new request on: become its owner and join the care team. The second to press loses."""
    take_all(requests=[request], by=by)
    return request


def take_all(*, requests: Sequence[Request], by: Member) -> None:
    """The same with several new requests, all of them or none."""
    for request in requests:
        access.require_care(by, request.organization_id)
        move = REQUEST.move("take", request.state, ["staff"])
    with transaction.atomic():
        REQUEST.apply_to_all(requests, move, owner=by)
        people.place_in_teams(people=[request.person for request in requests], member=by)


def assign(*, request: Request, to: Member, by: Member) -> Request:
    """Hand an open request to another member who works with people; they join the care team.

    While nobody owns it, anybody who works with people may hand it out. Of two who hand on at once
    the second gets AlreadyChanged: the owner is no longer whom their page showed.
    """
    access.require_care(to, request.organization_id)
    if request.owner_id is None:
        access.require_care(by, request.organization_id)
    else:
        access.require_team(by, request.person)
    if request.owner_id == to.id:
        raise AlreadyDone
    with transaction.atomic():
        if request.state == REQUEST.initial:
            REQUEST.apply(request, REQUEST.move("take", request.state, ["staff"]), owner=to)
        else:
            _change_open(request, {"owner_id": request.owner_id}, owner=to)
        people.place_in_team(person=request.person, member=to)
        cause = f"{request.id}:assigned:{clock.now()}"
        notices.tell([to], Notice.Kind.REQUEST, request.id, cause, besides=by)
    return request


def set_next_step(
    *,
    request: Request,
    next_step: str,
    due_at: dt.datetime,
    by: Member,
    owner: Member | None = None,
) -> Request:
    """What happens next (Request.NextStep), by when, and who owes it (default: stays).

    Of two at once the second gets AlreadyChanged, unless both said the same.
    """
    access.require_team(by, request.person)
    step = Request.NextStep(next_step)
    shown = {"next_step": request.next_step, "due_at": request.due_at}
    with transaction.atomic():
        fresh = Request.objects.select_for_update().get(pk=request.pk)
        if (fresh.next_step, fresh.due_at) == (step, due_at):
            shown = {"next_step": step, "due_at": due_at}
        if owner is not None and owner.id != request.owner_id:
            assign(request=request, to=owner, by=by)
        _change_open(request, shown, next_step=step, due_at=due_at)
    return request


def look_again(*, request: Request, by: Member | None = None) -> Request:
    """Nothing fitted: back to looking for options. Not while a referral is still open."""
    access.require_person_or_team(by, request.person)
    move = REQUEST.move("look_again", request.state, ["staff" if by else "person"])
    with transaction.atomic():
        _refuse_while_connected(request)
        REQUEST.apply(
            request, move, next_step=Request.NextStep.FIND_OPTIONS, due_at=clock.now() + SOON
        )
        notices.tell_owner(
            request, Notice.Kind.CHOICE, f"{request.id}:look again:{clock.now()}", besides=by
        )
    return request


def close(*, request: Request, reason: str, by: Member, words: str = "") -> Request:
    """End it with a reason (Request.ClosedReason), and the outcome in words if known.

    A request with an open referral is not closed: it would be lost.
    """
    access.require_team(by, request.person)
    closed = Request.ClosedReason(reason)
    move = REQUEST.move("close", request.state, ["staff"], reason=closed.value)
    with transaction.atomic():
        _lock(request)
        _refuse_while_connected(request)
        if words.strip():
            request.seal("outcome_sealed", words.strip())
        REQUEST.apply(
            request, move, closed_at=clock.now(), closed_reason=closed, next_step="", due_at=None,
            outcome_sealed=request.outcome_sealed,
        )  # fmt: skip
    return request


def reopen(*, request: Request, by: Member | None = None) -> Request:
    """A closed request starts again where it was left."""
    access.require_person_or_team(by, request.person)
    move = REQUEST.move("reopen", request.state, ["staff" if by else "person"])
    with transaction.atomic():
        REQUEST.apply(
            request, move, closed_at=None, closed_reason="",
            next_step=Request.NextStep.GET_IN_TOUCH, due_at=clock.now() + SOON,
        )  # fmt: skip
        notices.tell_owner(
            request, Notice.Kind.REQUEST, f"{request.id}:reopened:{clock.now()}", besides=by
        )
    return request


def lock(request: Request) -> Request:
    """The request as it is now, locked until the transaction ends, and still open.

    Locks are taken in one order everywhere (consent, referral, request), so that nobody waits in a
    circle.
    """
    locked = Request.objects.select_for_update(of=["self"]).select_related("person")
    fresh = locked.get(pk=request.pk)
    if not fresh.is_open:
        raise WrongState
    return fresh


def _lock(request: Request) -> None:
    Request.objects.select_for_update().get(pk=request.pk)


def _refuse_while_connected(request: Request) -> None:
    if request.referrals.live().exists():
        raise StillConnected


def _change_open(request: Request, expected: dict[str, Any], **changes: Any) -> None:
    """One conditional update: the loser of a race gets AlreadyChanged."""
    rows = Request.objects.open().filter(pk=request.pk, **expected)
    if rows.update(**changes) != 1:
        raise AlreadyChanged
    request.refresh_from_db()
