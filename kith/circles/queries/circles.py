"""One circle for whoever looks after it, and what everybody may see."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from kith.accounts.models import Member, Organization
from kith.circles import access
from kith.circles.actions import dates
from kith.circles.lifecycle import CIRCLE
from kith.circles.models import Change, Circle, CircleListing, Meeting, Reminder, Seat
from kith.circles.rules.meeting_days import Date
from kith.core import clock
from kith.core.lifecycle import Move
from kith.peers import access as peers
from kith.people import access as people

AHEAD = dt.timedelta(days=70)
BACK = dt.timedelta(days=21)
MOST = 8


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Somebody by reference. may_open: whoever looks is of their care team."""

    seat: Seat
    came: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class CirclePage:
    """One circle. tap_on: the day whose attendance is noted in one tap; by_hand: who wants to be
    reminded by a human being."""

    circle: Circle
    moves: list[Move]
    taken: list[SeatRow]
    waiting: list[Seat]
    dates: list[Date]
    changes: list[Change]
    tap_on: dt.date | None
    came_count: int
    meetings: list[Meeting]
    by_hand: list[Reminder]
    absent: list[str]
    has_calendar: bool


def circle_page(member: Member, circle_id: UUID) -> CirclePage:
    """At most twelve queries."""
    circle = access.circle_for(member, circle_id)
    now = clock.now()
    seats = list(circle.seats.live().select_related("person").order_by("asked_at", "id"))  # type: ignore[attr-defined]
    tap_on = _tap_on(circle, now)
    meeting = circle.meetings.filter(held_on=tap_on).first() if tap_on else None
    there = set(meeting.present.values_list("seat_id", flat=True)) if meeting else set()
    present = people.visible_to(member).filter(pk__in=[seat.person_id for seat in seats])
    mine = set(present.values_list("pk", flat=True))
    ahead = dates.dates_of(circle, now, now + AHEAD)[:MOST]
    by_hand = Reminder.objects.by_hand().filter(seat__circle=circle, seat__state="in")
    return CirclePage(
        circle=circle,
        moves=CIRCLE.open_to(circle.state, access.sides_of_circle(member, circle)),
        taken=[SeatRow(s, s.pk in there, s.person_id in mine) for s in seats if s.state == "in"],
        waiting=[seat for seat in seats if seat.state == "waiting"],
        dates=ahead,
        changes=[change for change in circle.changes.all() if change.day >= circle.today],
        tap_on=tap_on,
        came_count=len(there),
        meetings=list(circle.meetings.with_counts()[:12]),
        by_hand=list(by_hand.select_related("seat__person")),
        absent=_absent(circle),
        has_calendar=_has_calendar(member),
    )


def _tap_on(circle: Circle, now: dt.datetime) -> dt.date | None:
    """The meeting of today, or else the last one: that is the one whose people are noted."""
    soon = now + dt.timedelta(hours=2)
    around = dates.dates_of(circle, now - BACK, soon)
    past = [date.on for date in around if date.is_held and date.on <= circle.today]
    return past[-1] if past else None


def _absent(circle: Circle) -> list[str]:
    """Facilitators who are not at work today: somebody must stand in."""
    today = clock.today()
    found = []
    for peer in filter(None, (circle.facilitator, circle.second)):
        away = peer.away_from and peer.away_from <= today
        back = peer.away_until and peer.away_until < today
        if peer.state not in ("active", "renewal_due") or (away and not back):
            found.append(peer.member.name)
    return found


def _has_calendar(member: Member) -> bool:
    peer = peers.own_peer(member)
    return peer is not None and hasattr(peer, "calendar")


@dataclass(frozen=True, slots=True)
class PublicCircle:
    """A circle as everybody sees it. dates: the next meetings that have not begun."""

    row: CircleListing
    organization: Organization
    dates: list[dt.datetime]


def public_circles(*, language: str = "", free: bool = False) -> list[PublicCircle]:
    """Of every organisation of the installation: one query over what was made public."""
    rows = CircleListing.objects.select_related("organization").order_by("name", "circle_id")
    if language:
        rows = rows.filter(language=language)
    if free:
        rows = rows.filter(free_count__gt=0)
    now = clock.now()
    return [PublicCircle(row, row.organization, row.next_dates(now)[:3]) for row in rows]


def public_languages() -> list[str]:
    """Languages in which there is a public circle."""
    found = CircleListing.objects.exclude(language="").values_list("language", flat=True)
    return sorted(set(found))
