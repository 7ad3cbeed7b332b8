"""Days that differ: a meeting that does not take place, is moved, or is added."""

import datetime as dt

from django.db import transaction

from kith.accounts.models import Member
from kith.circles import access
from kith.circles.actions import listing
from kith.circles.events import RemindersMade
from kith.circles.models import Change, Circle, Reminder, Seat
from kith.circles.refusals import DayIsOver, DayMissing, NoSuchDay
from kith.circles.rules import meeting_days
from kith.core import clock, events
from kith.peers.events import Told

FURTHEST = dt.timedelta(days=60)


def change_date(
    *, circle: Circle, day: dt.date, kind: str, by: Member, to_day: dt.date | None = None,
    to_time: dt.time | None = None, reason: str = "",
) -> Change:  # fmt: skip
    """Say that a meeting differs; the facilitators are told, and whoever has a seat and wants to be
    reminded. Said again for the same day, the last word counts."""
    access.require_circle(by, circle)
    changes = Change.Kind(kind)
    with transaction.atomic():
        locked = _lock(circle)
        _refuse(locked, day, changes, to_day)
        change, _new = Change.objects.update_or_create(
            circle=locked, day=day,
            defaults={
                "organization_id": locked.organization_id, "kind": changes,
                "to_day": to_day if changes == Change.Kind.MOVED else None, "to_time": to_time,
                "reason": Change.Reason(reason), "changed_by": by, "changed_at": clock.now(),
            },
        )  # fmt: skip
        _tell(locked, change, by)
    return change


def undo_change(*, change: Change, by: Member) -> None:
    """It meets as ever after all."""
    access.require_circle(by, change.circle)
    with transaction.atomic():
        circle = _lock(change.circle)
        if circle.pattern is None or circle.pattern.moment(change.day) < clock.now():
            raise DayIsOver
        Change.objects.filter(pk=change.pk).delete()
        _tell(circle, change, by)


def dates_of(circle: Circle, start: dt.datetime, end: dt.datetime) -> list[meeting_days.Date]:
    """Meetings of a circle that begin in [start, end). Needs its organisation, and its changes."""
    pattern = circle.pattern
    if pattern is None:
        return []
    changes = [change.as_value() for change in circle.changes.all()]
    return meeting_days.dates(pattern, changes, start, end)


def date_of(circle: Circle, day: dt.date) -> meeting_days.Date | None:
    """The meeting that is known by a day."""
    pattern = circle.pattern
    changes = [change.as_value() for change in circle.changes.all()]
    return meeting_days.date_of(pattern, changes, day) if pattern else None


def _refuse(circle: Circle, day: dt.date, kind: str, to_day: dt.date | None) -> None:
    if circle.pattern is None:
        raise DayMissing
    now, found = clock.now(), date_of(circle, day)
    if kind == Change.Kind.EXTRA:
        if circle.pattern.moment(day) < now:
            raise DayIsOver
        return
    if found is None:
        raise NoSuchDay
    if found.starts_at < now:
        raise DayIsOver
    if kind == Change.Kind.MOVED:
        if to_day is None or to_day < circle.today:
            raise DayIsOver
        if abs(to_day - day) > FURTHEST:
            raise NoSuchDay


def _tell(circle: Circle, change: Change, by: Member) -> None:
    """The two who hold it by notice; those who come by reminder, as far as each of them allows."""
    cause = f"{change.id}:{clock.now():%Y%m%dT%H%M%S%f}"
    holding = [peer.member_id for peer in (circle.facilitator, circle.second) if peer]
    members = tuple(member for member in holding if member != by.id)
    events.publish(Told(circle.organization_id, members, "moved", circle.pk, cause))
    seats = circle.seats.taken().exclude(reminder=Seat.Reminding.NO)
    Reminder.objects.bulk_create(
        Reminder(
            organization_id=circle.organization_id,
            seat=seat,
            day=change.day,
            once=f"changed:{change.pk.hex[-8:]}:{clock.now():%m%d%H%M%S%f}",
        )
        for seat in seats
    )
    listing.publish(circle)
    events.publish(RemindersMade(circle.organization_id))


def _lock(circle: Circle) -> Circle:
    rows = Circle.objects.select_for_update(of=["self"])
    joined = rows.select_related("organization", "facilitator", "second")
    return joined.get(pk=circle.pk)
