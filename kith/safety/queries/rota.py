"""Who is on duty, and where nobody will be."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kith.accounts.models import Organization
from kith.safety import clocks, moment
from kith.safety.models import Absence, Shift
from kith.safety.rules.gaps import Span, gaps, without

AHEAD = dt.timedelta(days=14)
"""How far the rota must reach."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the rota, in the organisation's own time."""

    day: dt.date
    holiday: str
    shifts: tuple[Shift, ...]
    gaps: tuple[Span, ...]


def gaps_ahead(organization: Organization, *, ahead: dt.timedelta = AHEAD) -> list[Span]:
    """When nobody will answer, from now on, within the hours that are to be covered."""
    now = moment.now()
    wanted = _wanted(organization, now, now + ahead)
    shifts = Shift.objects.filter(organization=organization).between(now, now + ahead)
    here = shifts.filter(member__is_active=True, member__user__is_active=True)
    away: dict[object, list[Span]] = {}
    for absence in Absence.objects.filter(organization=organization, ends_at__gt=now):
        away.setdefault(absence.member_id, []).append(Span(absence.starts_at, absence.ends_at))
    covered = [
        piece
        for shift in here
        for piece in without([Span(shift.starts_at, shift.ends_at)], away.get(shift.member_id, []))
    ]
    return gaps(wanted, covered)


def days_ahead(organization: Organization, *, ahead: dt.timedelta = AHEAD) -> list[Day]:
    """The rota, a day at a time, with public holidays of the country and what is not covered."""
    zone = ZoneInfo(organization.time_zone)
    now = moment.now()
    first = now.astimezone(zone).date()
    shifts = list(
        Shift.objects.filter(organization=organization).between(now, now + ahead)
        .select_related("member").order_by("starts_at", "place", "id")
    )  # fmt: skip
    holes = gaps_ahead(organization, ahead=ahead)
    names = _holidays(organization.country, first, ahead.days + 1)
    days = []
    for number in range(ahead.days + 1):
        day = first + dt.timedelta(days=number)
        span = Span(_midnight(day, zone), _midnight(day + dt.timedelta(days=1), zone))
        days.append(
            Day(
                day=day,
                holiday=names.get(day, ""),
                shifts=tuple(
                    s for s in shifts if s.starts_at < span.end and s.ends_at > span.start
                ),
                gaps=tuple(_within(hole, span) for hole in holes if _touches(hole, span)),
            )
        )
    return days


def _wanted(organization: Organization, start: dt.datetime, end: dt.datetime) -> list[Span]:
    """The hours to be covered, day by day, cut to [start, end)."""
    zone = ZoneInfo(organization.time_zone)
    found = clocks.of(organization.id)
    opens, closes = found.covered_from, found.covered_until
    day = start.astimezone(zone).date() - dt.timedelta(days=1)
    spans = []
    while _midnight(day, zone) < end:
        next_day = day + dt.timedelta(days=1)
        until = closes if opens < closes else None
        span = Span(
            dt.datetime.combine(day, opens, zone),
            dt.datetime.combine(day if until else next_day, closes, zone),
        )
        if _touches(span, Span(start, end)):
            spans.append(_within(span, Span(start, end)))
        day = next_day
    return spans


def _midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), zone)


def _touches(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _within(span: Span, frame: Span) -> Span:
    return Span(max(span.start, frame.start), min(span.end, frame.end))


def _holidays(country: str, first: dt.date, days: int) -> dict[dt.date, str]:
    import holidays

    wanted = [first + dt.timedelta(days=number) for number in range(days)]
    try:
        known = holidays.country_holidays(country, years={day.year for day in wanted})
    except NotImplementedError:
        return {}
    return {day: str(known[day]) for day in wanted if day in known}
