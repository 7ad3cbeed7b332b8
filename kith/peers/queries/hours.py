"""Hours of a month: the peer's own page, and the sheets that were handed in."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from kith.accounts.models import Member
from kith.core import clock
from kith.core.lifecycle import Move
from kith.core.refusals import NotYours
from kith.peers import access, worked
from kith.peers.actions.hours import PAYERS
from kith.peers.lifecycle import SHEET
from kith.peers.models import Peer, TimeEntry, TimeSheet
from kith.peers.rules import hours
from kith.peers.rules.hours import Line


@dataclass(frozen=True, slots=True)
class MonthPage:
    """One month of one peer, as it stands, or as it was handed in."""

    peer: Peer
    month: dt.date
    before: dt.date
    after: dt.date | None
    lines: tuple[Line, ...]
    kinds: dict[str, int]
    minutes: int
    sheet: TimeSheet | None
    state: str
    own: list[TimeEntry]
    moves: list[Move]


def month_of(text: str) -> dt.date:
    """The first day of "2026-11"; this month where it is something else, or has not come."""
    today = hours.first_of(clock.today())
    try:
        month = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today
    return min(month, today) if month.year >= 2000 else today


def my_month(peer: Peer, month: dt.date) -> MonthPage:
    """The peer's own: at most nine queries."""
    sheet = TimeSheet.objects.filter(peer=peer, month=month).first()
    own = TimeEntry.objects.filter(peer=peer, on__gte=month, on__lt=hours.next_month(month))
    return _page(peer, month, sheet, ["peer"], list(own))


def sheet_page(member: Member, sheet: TimeSheet) -> MonthPage:
    """One that was handed in, for a supervisor. Nobody's own."""
    sides = ["supervisor"] if sheet.peer.member_id != member.id else []
    return _page(sheet.peer, sheet.month, sheet, sides, [])


def sheets(member: Member, month: dt.date) -> list[TimeSheet]:
    """What was handed in for a month, what waits first: one query."""
    access.require(member, member.organization_id, *PAYERS)
    rows = TimeSheet.objects.filter(organization_id=member.organization_id, month=month)
    found = rows.select_related("peer__member", "approved_by").order_by("peer__member__name", "id")
    return sorted(found, key=lambda row: row.state != "sent")


def waiting_count(member: Member) -> int:
    """Sheets that wait for approval, of any month: one query."""
    rows = TimeSheet.objects.filter(organization_id=member.organization_id, state="sent")
    return rows.exclude(peer__member=member).count()


def sheet_for(member: Member, sheet_id: UUID) -> TimeSheet:
    """One's own, and any of the organisation for supervisors and directors."""
    rows = TimeSheet.objects.filter(organization_id=member.organization_id, pk=sheet_id)
    if not member.has_role(*PAYERS):
        rows = rows.filter(peer__member=member)
    found = rows.select_related("peer__member", "approved_by").first()
    if found is None:
        raise NotYours
    return found


def _page(
    peer: Peer, month: dt.date, sheet: TimeSheet | None, sides: list[str], own: list[TimeEntry]
) -> MonthPage:
    state = sheet.state if sheet else SHEET.initial
    is_kept = sheet is not None and state != SHEET.initial
    lines = worked.kept_lines(sheet) if sheet and is_kept else worked.lines_of(peer, month)
    after = hours.next_month(month)
    return MonthPage(
        peer=peer, month=month, before=hours.first_of(month - dt.timedelta(days=1)),
        after=after if after <= clock.today() else None, lines=lines, kinds=hours.by_kind(lines),
        minutes=hours.total(lines), sheet=sheet, state=state, own=own,
        moves=SHEET.open_to(state, sides),
    )  # fmt: skip
