"""The first page of the desk, and the bell."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from kith.accounts.models import Member, Role
from kith.connections import access
from kith.connections.models import FollowUp, Notice, Option, Request
from kith.connections.queries import shaping
from kith.connections.rows import (
    PAGE,
    FollowUpRow,
    NoticeRow,
    QuietRow,
    ReferralRow,
    Rows,
    Today,
    Waiting,
)
from kith.core import clock

FLAGS = (30, 14)
"""Days without reaching somebody, the louder first."""


def today(member: Member) -> Today:
    """Follow-ups due (mine), what waits for me, and people nobody has reached for 14 or 30 days."""
    requests = access.requests_for(member).open()  # type: ignore[attr-defined]
    mine = requests.filter(owner=member)
    counts = requests.aggregate(everybody=Count("id"), mine=Count("id", filter=Q(owner=member)))
    return Today(
        follow_ups=_follow_ups(member),
        waiting=_waiting(member, requests, mine),
        quiet=_quiet(requests if member.has_role(Role.SUPERVISOR) else mine),
        open_count=counts["everybody"],
        mine_count=counts["mine"],
    )


def _follow_ups(member: Member) -> tuple[FollowUpRow, ...]:
    """Due by the end of this day, in the organisation's own time."""
    due = FollowUp.objects.filter(owner=member).due_before(_end_of_day(member))
    due = due.select_related("owner", "request").order_by("due_at", "id")
    return tuple(shaping.follow_up_row(row, row.request) for row in due[:PAGE])


def _end_of_day(member: Member) -> dt.datetime:
    zone = ZoneInfo(member.organization.time_zone)
    tomorrow = clock.today(zone) + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time(), zone)


def _waiting(member: Member, requests: "QuerySet[Request]", mine: "QuerySet[Request]") -> Waiting:
    """Three lists of requests share one look for names and one for teams."""
    chosen = Option.objects.filter(request=OuterRef("pk"), state=Option.State.CHOSEN)
    lists = [
        _first(requests.filter(owner=None)),
        _first(mine.filter(Exists(chosen), next_step=Request.NextStep.REFER)),
        _first(mine.filter(due_at__lt=clock.now())),
    ]
    together = [request for rows in lists for request in rows]
    names, opened = shaping.need_names(together), shaping.opened_to(member, together)
    new, choices, overdue = (shaping.request_rows(rows, names, opened) for rows in lists)
    return Waiting(new, _to_answer(member), choices, overdue)


def _first(requests: "QuerySet[Request]") -> list[Request]:
    return list(requests.select_related("owner").order_by("due_at", "created_at", "id")[:PAGE])


def _to_answer(member: Member) -> tuple[ReferralRow, ...]:
    received = access.received_referrals_for(member).filter(state="requested")
    rows = shaping.with_sides(received.order_by("expires_at", "id"))[:PAGE]
    mine = member.organization_id
    return tuple(shaping.referral_row(row, mine, as_sender=False) for row in rows)


def _quiet(requests: "QuerySet[Request]") -> tuple[QuietRow, ...]:
    """Trying is not reaching: only contacts that reached the person count, else the day they asked.
    The time of the person's latest contact counts for each of their requests."""
    reached = Max("person__contacts__happened_at", filter=Q(person__contacts__reached=True))
    seen = requests.annotate(reached_at=reached, since=Coalesce(reached, F("created_at")))
    limit = clock.now() - dt.timedelta(days=min(FLAGS))
    quiet = seen.filter(since__lte=limit).select_related("owner").order_by("since", "id")
    return tuple(_quiet_row(row) for row in quiet[:PAGE])


def _quiet_row(request: Request) -> QuietRow:
    days = (clock.now() - request.since).days  # type: ignore[attr-defined]
    return QuietRow(
        request_id=request.id,
        person_id=request.person_id,
        reference=request.reference,
        owner=request.owner.name if request.owner else "",
        reached_at=request.reached_at,  # type: ignore[attr-defined]
        days=days,
        flag=next(flag for flag in FLAGS if days >= flag),
    )


def notices(member: Member, *, page: int = 1) -> Rows[NoticeRow]:
    """One's own, newest first."""
    own = Notice.objects.filter(member=member)
    total = own.count()
    number = max(1, min(page, -(-total // PAGE)))
    rows = own.order_by("-created_at", "-id")[(number - 1) * PAGE : number * PAGE]
    return Rows(
        tuple(
            NoticeRow(row.id, row.kind, row.subject_id, row.created_at, row.read_at is not None)
            for row in rows
        ),
        total,
        number,
    )


def unread_count(member: Member) -> int:
    """For the bell on every page: one query."""
    return Notice.objects.filter(member=member, read_at=None).count()
