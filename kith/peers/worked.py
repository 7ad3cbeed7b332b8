"""What a peer worked in a month, from the rows of the other pages: no name, no note, no reference.

A contact without minutes, and a circle whose length nobody wrote down, bring no hours: the peer
adds them by hand. Days are those of the organisation's time zone.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db.models import Q

from kith.accounts.models import Organization
from kith.peers.models import (
    Attendance,
    Learning,
    MatchContact,
    Peer,
    Session,
    TimeEntry,
    TimeSheet,
)
from kith.peers.rules.hours import Line, added, next_month

Kind = TimeEntry.Kind


def lines_of(peer: Peer, month: dt.date) -> tuple[Line, ...]:
    """As they stand now: five queries. `month` is its first day."""
    until = next_month(month)
    zone = ZoneInfo(Organization.objects.get(pk=peer.organization_id).time_zone)
    found = (*_contacts(peer, month, until, zone), *_supervision(peer, month, until),
             *_training(peer, month, until), *_own(peer, month, until))  # fmt: skip
    return added(found)


def kept_lines(sheet: TimeSheet) -> tuple[Line, ...]:
    """As they stood when the month was handed in."""
    return tuple(
        Line(dt.date.fromisoformat(on), kind, minutes, own)
        for on, kind, minutes, own in sheet.lines
    )


def as_json(lines: tuple[Line, ...]) -> list[list[object]]:
    """For `TimeSheet.lines`."""
    return [[line.on.isoformat(), line.kind, line.minutes, line.is_own] for line in lines]


def _contacts(peer: Peer, month: dt.date, until: dt.date, zone: ZoneInfo) -> Iterator[Line]:
    rows = MatchContact.objects.filter(
        recorded_by=peer.member_id, minutes__gt=0, happened_at__gte=_midnight(month, zone),
        happened_at__lt=_midnight(until, zone),
    )  # fmt: skip
    for at, minutes in rows.values_list("happened_at", "minutes"):
        yield Line(at.astimezone(zone).date(), Kind.WALK.value, minutes or 0)


def _supervision(peer: Peer, month: dt.date, until: dt.date) -> Iterator[Line]:
    """As the one supervised, and as the one who supervises."""
    pair = Q(supervision__peer=peer) | Q(supervision__supervisor=peer.member_id)
    rows = Session.objects.filter(pair, held_on__gte=month, held_on__lt=until)
    for on, minutes in rows.values_list("held_on", "minutes"):
        yield Line(on, Kind.SUPERVISION.value, minutes)


def _training(peer: Peer, month: dt.date, until: dt.date) -> Iterator[Line]:
    sheet = Attendance.objects.filter(place__peer=peer, on__gte=month, on__lt=until)
    for on, hours in sheet.values_list("on", "module__hours"):
        yield Line(on, Kind.TRAINING.value, int(hours * 60))
    learning = Learning.objects.filter(
        peer=peer, kind=Learning.Kind.LEARNING, on__gte=month, on__lt=until
    )
    for on, hours in learning.values_list("on", "hours"):
        yield Line(on, Kind.TRAINING.value, int(hours * 60))


def _own(peer: Peer, month: dt.date, until: dt.date) -> Iterator[Line]:
    rows = TimeEntry.objects.filter(peer=peer, on__gte=month, on__lt=until)
    for on, kind, minutes in rows.values_list("on", "kind", "minutes"):
        yield Line(on, kind, minutes, is_own=True)


def _midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), zone)
