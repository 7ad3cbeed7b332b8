"""What the desk shows of concerns: the list, one of them, and the pulse of a screen."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kith.accounts.access import CARE
from kith.accounts.models import Member
from kith.core.lifecycle import Move
from kith.safety import access, moment
from kith.safety.lifecycle import CONCERN
from kith.safety.models import Alert, Concern, ConcernFollowUp, ConcernNote, HandOver, Report

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One line: enough to take it, nothing that tells whom it is about."""

    concern: Concern
    is_mine: bool
    is_late: bool
    minutes: int
    """Until its step is over; since then, where it is late."""

    @property
    def tone(self) -> str:
        """Whether it shouts, waits or is under way."""
        if self.concern.state == "raised":
            return "now"
        return "wait" if self.is_late else "calm"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One decision the law waits for. is_late: its time has run out and nobody decided."""

    report: Report
    is_late: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One concern, for one member. What is sealed comes by `actions.open_concern` only."""

    row: Row
    moves: tuple[Move, ...]
    may_open: bool
    alerts: tuple[Alert, ...]
    follow_ups: tuple[ConcernFollowUp, ...]
    notes: tuple[ConcernNote, ...]
    hand_overs: tuple[HandOver, ...]
    reports: tuple[ReportRow, ...]

    @property
    def move_names(self) -> set[str]:
        return {move.name for move in self.moves}

    @property
    def open_hand(self) -> HandOver | None:
        return next((h for h in self.hand_overs if not h.confirmed_at and not h.ended_at), None)


def open_rows(member: Member) -> tuple[Row, ...]:
    """Every open concern of the organisation, the most urgent first. Two queries."""
    now = moment.now()
    concerns = access.concerns_for(member).open().most_urgent_first()  # type: ignore[attr-defined]
    return tuple(_row(concern, member, now) for concern in concerns.select_related("owner")[:PAGE])


def closed_rows(member: Member) -> tuple[Row, ...]:
    """The latest that were closed, for looking back."""
    now = moment.now()
    concerns = access.concerns_for(member).filter(state="closed").order_by("-closed_at", "-id")
    return tuple(_row(concern, member, now) for concern in concerns.select_related("owner")[:PAGE])


def page(member: Member, concern: Concern) -> Page:
    """Seven queries, whatever has happened."""
    sides = access.sides_of(member, concern)
    may_open = access.may_open(member, concern)
    return Page(
        row=_row(concern, member, moment.now()),
        moves=tuple(CONCERN.open_to(concern.state, sides)),
        may_open=may_open,
        alerts=tuple(concern.alerts.select_related("member").order_by("number")),
        follow_ups=tuple(concern.follow_ups.select_related("done_by").order_by("number")),
        notes=tuple(concern.notes.select_related("written_by")) if may_open else (),
        hand_overs=tuple(concern.hand_overs.select_related("to", "confirmed_by")),
        reports=tuple(
            _report_row(report, member, moment.now())
            for report in concern.reports.select_related("rule", "decider")
        ),
    )


def undecided(member: Member) -> tuple[ReportRow, ...]:
    """Decisions the law waits for, of the member's organisation, the next to run out first; of
    closed concerns too. One query, none for members who do not work with people."""
    if not member.has_role(*CARE):
        return ()
    rows = Report.objects.undecided().filter(organization_id=member.organization_id)
    found = rows.select_related("rule", "decider", "concern").order_by("due_at", "id")
    return tuple(_report_row(report, member, moment.now()) for report in found[:PAGE])


def pulse(member: Member) -> dict[str, Any]:
    """What an open page asks again and again: who must be looked at, without a word about whom."""
    rows = open_rows(member)
    mine = Alert.objects.filter(member=member, concern__state="raised")
    asked = set(mine.values_list("concern_id", flat=True))
    return {
        "waiting": sum(row.concern.state == "raised" for row in rows),
        "asked": [str(row.concern.id) for row in rows if row.concern.id in asked],
        "concerns": [
            {
                "id": str(row.concern.id), "reference": row.concern.reference,
                "state": row.concern.state, "severity": row.concern.severity,
                "owner": row.concern.owner.name if row.concern.owner else "",
                "mine": row.is_mine, "late": row.is_late, "minutes": row.minutes,
            }
            for row in rows
        ],
    }  # fmt: skip


def _row(concern: Concern, member: Member, now: dt.datetime) -> Row:
    due = concern.step_due_at
    minutes = int(abs((due - now).total_seconds()) // 60) if due else 0
    return Row(concern, concern.owner_id == member.id, bool(due and due <= now), minutes)


def _report_row(report: Report, member: Member, now: dt.datetime) -> ReportRow:
    is_late = report.decided_at is None and report.due_at <= now
    return ReportRow(report, is_late, report.decider_id == member.id)
