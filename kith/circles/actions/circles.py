"""Circles: begin, open, change, end; take a seat or wait for one, leave; note who came."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.circles import access
from kith.circles.actions import listing
from kith.circles.events import SeatMoved
from kith.circles.lifecycle import CIRCLE
from kith.circles.models import Circle, Meeting, Presence, Seat
from kith.circles.refusals import DayMissing, FacilitatorsMissing, NotOpenToAll, TwoFacilitators
from kith.circles.rules.meeting_days import byday_of
from kith.core import clock, events
from kith.core.refusals import AlreadyChanged, NotYours
from kith.peers import access as peers
from kith.peers.actions.matching import are_kept_apart
from kith.peers.models import Peer
from kith.peers.refusals import NotAllowedTogether, NotYet
from kith.people import access as people
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class Plan:
    """What a circle agrees on. The second facilitator and the day may come later, before it opens.
    starts_at: in the organisation's own time."""

    name: str
    facilitator: Peer
    second: Peer | None = None
    kind: str = Circle.Kind.OPEN
    about: str = ""
    needs: tuple[str, ...] = ()
    language: str = ""
    only_gender: str = ""
    min_age: int | None = None
    max_age: int | None = None
    way: str = Circle.Way.PLACE
    district: str = ""
    where: str = ""
    times: str = ""
    first_on: dt.date | None = None
    starts_at: dt.time | None = None
    minutes: int = 90
    freq: str = Circle.Freq.WEEKLY
    interval: int = 1
    until_on: dt.date | None = None
    rules: str = ""
    capacity: int = 10
    remind_hours: int = 24
    is_public: bool = False
    is_place_public: bool = False
    trusts_itself: bool = False
    allows_money: bool = False


def begin_circle(*, plan: Plan, by: Member) -> Circle:
    """Planned: seats can be taken, nobody is invited yet. It opens by a move of its own."""
    peers.require(by, by.organization_id, Role.SUPERVISOR)
    _refuse(plan, by)
    return Circle.objects.create(organization_id=by.organization_id, **_columns(plan))


def change_circle(*, circle: Circle, plan: Plan, by: Member) -> Circle:
    """What was agreed anew. With more seats, whoever waits moves up."""
    peers.require(by, circle.organization_id, Role.SUPERVISOR)
    _refuse(plan, by)
    if circle.state in ("running", "paused"):
        _refuse_opening(plan.second, plan.first_on, plan.starts_at)
    with transaction.atomic():
        locked = _lock(circle)
        Circle.objects.filter(pk=locked.pk).update(**_columns(plan))
        locked.refresh_from_db()
        _move_up(locked)
        listing.publish(locked)
    circle.refresh_from_db()
    return circle


def move_circle(*, circle: Circle, move: str, by: Member) -> Circle:
    """One move of `lifecycle.CIRCLE`. Opening takes two facilitators at work and a day;
    when it ends, every seat is free and nobody waits any more."""
    access.require_circle(by, circle)
    step = CIRCLE.move(move, circle.state, access.sides_of_circle(by, circle))
    with transaction.atomic():
        locked = _lock(circle)
        if step.target == "running":
            _refuse_opening(locked.second, locked.first_on, locked.starts_at)
            _refuse_absent(locked)
        ended = {"ended_at": clock.now()} if step.target in CIRCLE.final else {}
        CIRCLE.apply(locked, step, **ended)
        if ended:
            for seat in locked.seats.live().order_by("asked_at", "id"):
                _leave(seat, by)
        listing.publish(locked)
    circle.refresh_from_db()
    return circle


def take_seat(
    *, circle: Circle, person: Person, by: Member | None = None, request_id: UUID | None = None,
    reminder: str = "",
) -> Seat:  # fmt: skip
    """A seat, or the end of the row where it is full. Asked twice it is one. Of two who ask for the
    last seat at once, the second waits. `by=None`: the person chose it among their options."""
    if person.organization_id != circle.organization_id:
        raise NotYours
    if by is None:
        _refuse_uninvited(circle)
    else:
        access.require_circle(by, circle)
        if not people.may_open(by, person):
            raise NotYours
    _refuse_apart(circle, person, by)
    with transaction.atomic():
        locked = _lock(circle)
        found = locked.seats.live().filter(person=person).first()
        if found:
            return found
        is_full = locked.seats.taken().count() >= locked.capacity
        seat = Seat.objects.create(
            organization_id=circle.organization_id, circle=locked, person=person,
            request_id=request_id, reminder=Seat.Reminding(reminder),
            state=Seat.State.WAITING if is_full else Seat.State.IN,
        )  # fmt: skip
        _tell(seat, by)
        listing.publish(locked)
    return seat


def leave_seat(*, seat: Seat, by: Member | None = None) -> Seat:
    """No reason is asked for. Whoever waits longest moves up in the same transaction. `by=None`:
    the person themselves, let in by their private number."""
    if by is not None:
        access.require_circle(by, seat.circle)
    with transaction.atomic():
        circle = _lock(seat.circle)
        _leave(seat, by)
        _move_up(circle)
        listing.publish(circle)
    seat.refresh_from_db()
    return seat


def hold_meeting(
    *, circle: Circle, held_on: dt.date, there: Collection[UUID], by: Member, guests: int = 0
) -> Meeting:
    """Who came. Noted again for the same day it is corrected, not doubled."""
    access.require_circle(by, circle)
    with transaction.atomic():
        _lock(circle)
        meeting = _meeting(circle, held_on, by, guests=guests)
        meeting.present.exclude(seat__in=there).delete()
        have = set(meeting.present.values_list("seat_id", flat=True))
        seats = circle.seats.taken().filter(pk__in=there).exclude(pk__in=have)
        Presence.objects.bulk_create(
            Presence(organization_id=circle.organization_id, meeting=meeting, seat=seat)
            for seat in seats
        )
    return meeting


def note_presence(*, seat: Seat, held_on: dt.date, came: bool, by: Member) -> Meeting:
    """One tap: this one came, or did not after all. The others stay as they are."""
    access.require_circle(by, seat.circle)
    if seat.state != Seat.State.IN:
        raise AlreadyChanged
    with transaction.atomic():
        _lock(seat.circle)
        meeting = _meeting(seat.circle, held_on, by)
        if came:
            Presence.objects.get_or_create(
                meeting=meeting, seat=seat, defaults={"organization_id": seat.organization_id}
            )
        else:
            meeting.present.filter(seat=seat).delete()
    return meeting


def _meeting(circle: Circle, held_on: dt.date, by: Member, **changes: object) -> Meeting:
    if held_on > circle.today:
        raise NotYet
    meeting, _new = Meeting.objects.update_or_create(
        circle=circle, held_on=held_on,
        defaults={"organization_id": circle.organization_id, "noted_by": by, **changes},
    )  # fmt: skip
    return meeting


def _columns(plan: Plan) -> dict[str, object]:
    columns = {name: getattr(plan, name) for name in Plan.__dataclass_fields__}
    byday = byday_of(plan.first_on, plan.freq) if plan.first_on else ""
    return columns | {"needs": list(plan.needs), "byday": byday}


def _refuse(plan: Plan, by: Member) -> None:
    if plan.facilitator == plan.second:
        raise TwoFacilitators
    for peer in filter(None, (plan.facilitator, plan.second)):
        peers.require(by, peer.organization_id, Role.SUPERVISOR)


def _refuse_opening(
    second: Peer | None, first_on: dt.date | None, starts_at: dt.time | None
) -> None:
    if second is None:
        raise FacilitatorsMissing
    if first_on is None or starts_at is None:
        raise DayMissing


def _refuse_absent(circle: Circle) -> None:
    """Both are signed off and not away today."""
    wanted = [pk for pk in (circle.facilitator_id, circle.second_id) if pk]
    if Peer.objects.ready_on(clock.today()).filter(pk__in=wanted).count() != 2:
        raise FacilitatorsMissing


def _refuse_uninvited(circle: Circle) -> None:
    """Nobody comes into a closed circle once it has begun, and into none that does not run."""
    has_begun = circle.first_on is None or circle.first_on <= circle.today
    if circle.state != "running" or (circle.kind == Circle.Kind.CLOSED and has_begun):
        raise NotOpenToAll


def _refuse_apart(circle: Circle, person: Person, by: Member | None) -> None:
    """Whoever was kept apart from a facilitator once does not meet them by this way either. The
    person is not told what a peer reported or staff entered."""
    holding = [pk for pk in (circle.facilitator_id, circle.second_id) if pk]
    if any(are_kept_apart(person, pk) for pk in holding):
        raise NotOpenToAll if by is None else NotAllowedTogether


def _lock(circle: Circle) -> Circle:
    rows = Circle.objects.select_for_update(of=["self"]).select_related("organization")
    return rows.get(pk=circle.pk)


def _leave(seat: Seat, by: Member | None) -> None:
    rows = Seat.objects.filter(pk=seat.pk).live()  # type: ignore[attr-defined]
    if rows.update(state=Seat.State.LEFT, moved_at=clock.now()) != 1:
        raise AlreadyChanged
    seat.refresh_from_db()
    _tell(seat, by)


def _move_up(circle: Circle) -> None:
    if circle.state == "ended":
        return
    while circle.seats.taken().count() < circle.capacity:
        first = circle.seats.waiting().order_by("asked_at", "id").first()
        if first is None:
            return
        first.state, first.moved_at = Seat.State.IN, clock.now()
        first.save(update_fields=["state", "moved_at"])
        _tell(first, None, has_moved_up=True)


def _tell(seat: Seat, by: Member | None, *, has_moved_up: bool = False) -> None:
    events.publish(
        SeatMoved(
            seat.organization_id, seat.circle_id, seat.pk, seat.person_id, seat.request_id,
            seat.state, has_moved_up, by.id if by else None,
        )
    )  # fmt: skip
