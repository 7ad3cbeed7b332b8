"""What the days on the road brought home: who came, the vehicle, supplies; photos are listed."""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render

from kith.accounts.access import CARE, members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core import clock, spreadsheets
from kith.road import access
from kith.road import days as read

COLUMNS = (
    "day", "unit", "what", "out", "back", "given_out_or_missing", "out_to_decide",
    "back_to_decide",
)  # fmt: skip


@members_only(*access.DAYS)
def days(request: MemberRequest) -> HttpResponse:
    """The newest first; as CSV: the supplies of them all."""
    member, today = request.member, _today(request)
    if request.GET.get("format") == "csv":
        within = read.span(member, today - read.LOOKED_BACK, today)
        return _csv(read.supply_rows(member, within))
    context = {"rows": read.day_rows(member, today), "is_crew": member.has_role(*CARE)}
    return render(request, "road/days.html", context)


@members_only(*access.DAYS)
def day(request: MemberRequest) -> HttpResponse:
    """One day, `?day=2026-05-04`; today where none is given."""
    chosen = _day(request)
    if request.GET.get("format") == "csv":
        return _csv(read.supply_rows(request.member, read.span(request.member, chosen, chosen)))
    context = {
        "found": read.the_day(request.member, chosen), "is_crew": request.member.has_role(*CARE),
        "may_decide": request.member.has_role(Role.SUPERVISOR, *access.VAN),
        "before": chosen - read.DAY, "after": chosen + read.DAY, "today": _today(request),
    }  # fmt: skip
    return render(request, "road/day.html", context)


def _today(request: MemberRequest) -> dt.date:
    return clock.today(read.zone_of(request.member))


def _day(request: MemberRequest) -> dt.date:
    try:
        return dt.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return _today(request)


def _csv(rows: Iterable[read.SupplyRow]) -> HttpResponse:
    """Where two tablets differ there is no number yet, and what each said stands at the end."""
    none = read.Amount(None)
    told = (
        (row.day, row.unit, str(row.name), row.missing, row.out or none, row.back or none)
        for row in rows
    )
    lines = [
        (day, unit, name, out.number, back.number, missing, out.in_words, back.in_words)
        for day, unit, name, missing, out, back in told
    ]
    return spreadsheets.answer("supplies.csv", COLUMNS, lines)
