"""Hours: what a peer adds themselves, the sheet of a month, and the list for payroll."""

import csv
import datetime as dt
import io
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.core import clock
from kith.core.lifecycle import NotForYou
from kith.core.once import once
from kith.core.refusals import NotYours
from kith.core.spreadsheets import harmless
from kith.peers import access, worked
from kith.peers.lifecycle import SHEET
from kith.peers.models import Peer, TimeEntry, TimeSheet
from kith.peers.refusals import HandedIn, NotYet
from kith.peers.rules import hours

PAYERS = (Role.SUPERVISOR, Role.DIRECTOR)
COLUMNS = ("name", "step", "pay_band", "month", "day", "kind", "hours", "approved_by",
           "approved_on")  # fmt: skip


def note_time(
    *, peer: Peer, on: dt.date, kind: str, minutes: int, replay_key: UUID, by: Member
) -> TimeEntry:
    """One's own hours that stand on no other page."""
    _require_own(peer, by)
    if on > clock.today():
        raise NotYet

    def make() -> TimeEntry:
        _require_open(peer, on)
        return TimeEntry.objects.create(
            organization_id=peer.organization_id, peer=peer, on=on, kind=TimeEntry.Kind(kind),
            minutes=minutes, replay_key=replay_key,
        )  # fmt: skip

    mine = TimeEntry.objects.filter(organization_id=peer.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def drop_time(*, entry: TimeEntry, by: Member) -> None:
    """A slip of the hand; history keeps it."""
    _require_own(entry.peer, by)
    with transaction.atomic():
        _require_open(entry.peer, entry.on)
        TimeEntry.objects.filter(pk=entry.pk).delete()


def hand_in(*, peer: Peer, month: dt.date, by: Member) -> TimeSheet:
    """The hours of a month as they stand now; from here on they are read, not written."""
    _require_own(peer, by)
    if month > clock.today():
        raise NotYet
    with transaction.atomic():
        sheet, _new = TimeSheet.objects.get_or_create(
            peer=peer, month=hours.first_of(month),
            defaults={"organization_id": peer.organization_id},
        )  # fmt: skip
        step = SHEET.move("send", sheet.state, ["peer"])
        lines = worked.lines_of(peer, sheet.month)
        SHEET.apply(
            sheet, step, lines=worked.as_json(lines), minutes=hours.total(lines),
            sent_at=clock.now(), reason_sealed=None,
        )  # fmt: skip
    return sheet


def move_sheet(*, sheet: TimeSheet, move: str, by: Member, reason: str = "") -> TimeSheet:
    """Approve, or give back with a reason. Nobody approves their own hours."""
    access.require(by, sheet.organization_id, Role.SUPERVISOR)
    if sheet.peer.member_id == by.id:
        raise NotForYou
    step = SHEET.move(move, sheet.state, ["supervisor"], reason)
    is_approved = step.target == "approved"
    sheet.seal("reason_sealed", reason.strip())
    with transaction.atomic():
        SHEET.apply(
            sheet, step, approved_by=by if is_approved else None,
            approved_at=clock.now() if is_approved else None, reason_sealed=sheet.reason_sealed,
            key_id=sheet.key_id, key_wrapped=sheet.key_wrapped,
        )  # fmt: skip
    return sheet


def open_sheet(*, sheet: TimeSheet, by: Member) -> str:
    """Why a month was given back: for the peer and supervisors; recorded."""
    if sheet.peer.member_id != by.id:
        access.require(by, sheet.organization_id, Role.SUPERVISOR)
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=by.organization_id, subject=sheet, what="time sheet"
        )
        return sheet.unseal("reason_sealed")


def payroll_csv(*, month: dt.date, by: Member) -> str:
    """Approved hours of a month, a day and a kind of work a line; recorded before it is given."""
    access.require(by, by.organization_id, *PAYERS)
    sheets = TimeSheet.objects.filter(
        organization_id=by.organization_id, month=hours.first_of(month), state="approved"
    ).select_related("peer__member", "approved_by")
    with transaction.atomic():
        rows = [
            row for sheet in sheets.order_by("peer__member__name", "id") for row in _rows(sheet)
        ]
        chain.record(
            "exported", by=by, organization=by.organization_id, stream="exports",
            what="peer hours", rows=len(rows),
        )  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue()


def _rows(sheet: TimeSheet) -> list[tuple[object, ...]]:
    peer, approver = sheet.peer, sheet.approved_by
    return [
        (
            peer.member.name, peer.step, peer.pay_band, sheet.month.strftime("%Y-%m"), line.on,
            line.kind, f"{line.minutes / 60:.2f}", approver.name if approver else "",
            sheet.approved_at.date() if sheet.approved_at else "",
        )
        for line in worked.kept_lines(sheet)
    ]  # fmt: skip


def _require_own(peer: Peer, by: Member) -> None:
    if peer.member_id != by.id or peer.organization_id != by.organization_id:
        raise NotYours


def _require_open(peer: Peer, day: dt.date) -> None:
    """The month is not handed in; whoever hands it in at the same moment waits for us."""
    rows = TimeSheet.objects.select_for_update().filter(peer=peer, month=hours.first_of(day))
    sheet = rows.first()
    if sheet is not None and sheet.state != SHEET.initial:
        raise HandedIn
