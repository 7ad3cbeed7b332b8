"""Circles: begin, take a seat or wait for one, leave, note who came."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.peers import access
from kith.peers.models import Circle, Meeting, Peer, Presence, Seat
from kith.peers.refusals import NotYet, TwoFacilitators
from kith.people import access as people
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class Plan:
    """What a circle agrees on."""

    name: str
    facilitator: Peer
    second: Peer
    kind: str = Circle.Kind.OPEN
    language: str = ""
    times: str = ""
    where: str = ""
    rules: str = ""
    capacity: int = 10


def begin_circle(*, plan: Plan, by: Member) -> Circle:
    """Two facilitators, never one: somebody must be able to go after whoever leaves the room."""
    access.require(by, by.organization_id, Role.SUPERVISOR)
    if plan.facilitator == plan.second:
        raise TwoFacilitators
    for peer in (plan.facilitator, plan.second):
        access.require(by, peer.organization_id, Role.SUPERVISOR)
    return Circle.objects.create(
        organization_id=by.organization_id, name=plan.name, kind=Circle.Kind(plan.kind),
        language=plan.language, times=plan.times, where=plan.where, rules=plan.rules,
        capacity=plan.capacity, facilitator=plan.facilitator, second=plan.second,
    )  # fmt: skip


def take_seat(*, circle: Circle, person: Person, by: Member) -> Seat:
    """A seat, or the end of the row where it is full. Asked twice it is one. Of two who ask for the
    last seat at once, the second waits."""
    access.require_circle(by, circle)
    if person.organization_id != circle.organization_id or not people.may_open(by, person):
        raise NotYours
    with transaction.atomic():
        locked = _lock(circle)
        found = locked.seats.exclude(state=Seat.State.LEFT).filter(person=person).first()
        if found:
            return found
        is_full = locked.seats.taken().count() >= locked.capacity
        return Seat.objects.create(
            organization_id=circle.organization_id, circle=locked, person=person,
            state=Seat.State.WAITING if is_full else Seat.State.IN,
        )  # fmt: skip


def leave_seat(*, seat: Seat, by: Member) -> Seat:
    """No reason is asked for. Whoever waits longest moves up in the same transaction."""
    access.require_circle(by, seat.circle)
    with transaction.atomic():
        circle = _lock(seat.circle)
        rows = Seat.objects.filter(pk=seat.pk).exclude(state=Seat.State.LEFT)
        if rows.update(state=Seat.State.LEFT, moved_at=clock.now()) != 1:
            raise AlreadyChanged
        _move_up(circle)
    seat.refresh_from_db()
    return seat


def hold_meeting(
    *, circle: Circle, held_on: dt.date, there: Collection[UUID], by: Member, guests: int = 0
) -> Meeting:
    """Who came. Noted again for the same day it is corrected, not doubled."""
    access.require_circle(by, circle)
    if held_on > clock.today():
        raise NotYet
    with transaction.atomic():
        _lock(circle)
        meeting, _new = Meeting.objects.update_or_create(
            circle=circle, held_on=held_on,
            defaults={"organization_id": circle.organization_id, "guests": guests,
                      "noted_by": by},
        )  # fmt: skip
        meeting.present.exclude(seat__in=there).delete()
        have = set(meeting.present.values_list("seat_id", flat=True))
        seats = circle.seats.taken().filter(pk__in=there).exclude(pk__in=have)
        Presence.objects.bulk_create(
            Presence(organization_id=circle.organization_id, meeting=meeting, seat=seat)
            for seat in seats
        )
    return meeting


def _lock(circle: Circle) -> Circle:
    return Circle.objects.select_for_update().get(pk=circle.pk)


def _move_up(circle: Circle) -> None:
    while circle.seats.taken().count() < circle.capacity:
        first = circle.seats.waiting().order_by("asked_at", "id").first()
        if first is None:
            return
        Seat.objects.filter(pk=first.pk).update(state=Seat.State.IN, moved_at=clock.now())
