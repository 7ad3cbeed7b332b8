"""Reminders: made a while before a meeting, each once; sent only as the person's rules allow."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.circles import access
from kith.circles.actions import dates
from kith.circles.events import RemindersMade
from kith.circles.models import Circle, Reminder, Seat
from kith.core import clock, events
from kith.core.refusals import AlreadyChanged

LONGEST = dt.timedelta(hours=72)


def make_reminders(*, organization: UUID) -> int:
    """One for each seat and each meeting that begins soon; says how many are new. Run again it
    has no effect. Inside `acting_for(organization)`."""
    now, made = clock.now(), 0
    rows = Circle.objects.running().filter(organization_id=organization, remind_hours__gt=0)
    with transaction.atomic():
        for circle in rows.select_related("organization").prefetch_related("changes"):
            ahead = min(dt.timedelta(hours=circle.remind_hours), LONGEST)
            for date in dates.dates_of(circle, now, now + ahead):
                made += _make(circle, date.day) if date.is_held else 0
        if made:
            events.publish(RemindersMade(organization))
    return made


def still_stands(reminder: Reminder) -> bool:
    """Whether there is anything left to be reminded of. Asked when it is about to be sent."""
    seat, circle = reminder.seat, reminder.seat.circle
    if seat.state != Seat.State.IN or seat.reminder == Seat.Reminding.NO:
        return False
    if not reminder.once.startswith("meeting:"):
        return True
    date = dates.date_of(circle, reminder.day)
    is_ahead = date is not None and date.is_held and date.starts_at > clock.now()
    return circle.state == "running" and is_ahead


def say_reminder(*, seat: Seat, reminder: str, by: Member | None = None) -> Seat:
    """What the person says: yes, no, or nothing. Whoever says no is not reminded of what waits."""
    if by is not None:
        access.require_circle(by, seat.circle)
    said = Seat.Reminding(reminder)
    with transaction.atomic():
        if Seat.objects.live().filter(pk=seat.pk).update(reminder=said) != 1:  # type: ignore[attr-defined]
            raise AlreadyChanged
        if said == Seat.Reminding.NO:
            waiting = seat.reminders.filter(state__in=("waiting", "by_hand"), given_at=None)
            waiting.update(state=Reminder.State.DROPPED)
    seat.refresh_from_db()
    return seat


def note_given(*, reminder: Reminder, by: Member) -> Reminder:
    """Somebody told the person, as the person wants to be told."""
    access.require_circle(by, reminder.seat.circle)
    rows = Reminder.objects.by_hand().filter(pk=reminder.pk)
    if rows.update(given_by=by, given_at=clock.now()) != 1:
        raise AlreadyChanged
    reminder.refresh_from_db()
    return reminder


def _make(circle: Circle, day: dt.date) -> int:
    once = f"meeting:{day.isoformat()}"
    seats = circle.seats.taken().exclude(reminder=Seat.Reminding.NO)
    missing = seats.exclude(reminders__once=once)
    rows = [
        Reminder(organization_id=circle.organization_id, seat=seat, day=day, once=once)
        for seat in missing
    ]
    return len(Reminder.objects.bulk_create(rows, ignore_conflicts=True))
