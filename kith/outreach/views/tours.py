"""One visit and one day: call it off, say what happened, the crew's sheet, the van breaks down."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core import clock, spreadsheets, waiting
from kith.core.refusals import AlreadyChanged
from kith.outreach import access, actions, queries, tour_queries
from kith.outreach.access import KEEPERS
from kith.outreach.lifecycle import VISIT
from kith.outreach.models import Breakdown, Visit
from kith.outreach.models.tour import clock_time
from kith.outreach.tour_forms import (
    BrokenForm,
    CancelForm,
    RecordForm,
    ShowForm,
    typed_of_record,
)  # fmt: skip
from kith.outreach.views.asking import done, status

ABOARD = (*KEEPERS, Role.PEER, Role.SUPERVISOR)
"""Roles of which somebody may go out with the van; the access of the row still decides."""


def _zone(request: MemberRequest) -> ZoneInfo:
    return ZoneInfo(request.member.organization.time_zone or "UTC")


@members_only(*ABOARD)
def visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    return _shown(request, access.visit_for(request.member, visit_id))


def _shown(request: MemberRequest, found: Visit, **more: Any) -> HttpResponse:
    sides = access.sides_of(request.member, found.tour)
    context = {
        "visit": found, "moves": [move.name for move in VISIT.open_to(found.state, sides)],
        "is_keeper": request.member.has_role(*KEEPERS),
        "record": getattr(found, "record", None), "key": uuid4(),
        "cancel": CancelForm(),
        "form": RecordForm(initial=typed_of_record(found, _zone(request))), **more,
    }  # fmt: skip
    return render(request, "outreach/visit.html", context, status=422 if more else 200)


@require_POST
@members_only(*ABOARD)
def cancel_visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    found = access.visit_for(request.member, visit_id)
    form = CancelForm(request.POST)
    told = done(form, lambda: actions.cancel_visit(
        visit=found, by=request.member, **form.cleaned_data))  # fmt: skip
    if not told:
        return _shown(request, found, cancel=form)
    messages.success(request, _("Called off. Whoever asked to be told is told that there is news."))
    return redirect("visit", visit_id)


@require_POST
@members_only(*KEEPERS)
def bring_back(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    found = access.visit_for(request.member, visit_id)
    actions.bring_back(visit=found, by=request.member)
    messages.success(request, _("Done."))
    return redirect("visit", visit_id)


@require_POST
@members_only(*ABOARD)
def record_visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """What happened, from the desk; the tablet calls the same action."""
    found = access.visit_for(request.member, visit_id)
    form = RecordForm(request.POST)
    kept = done(form, lambda: actions.record_visit(
        visit=found, by=request.member, replay_key=form.cleaned_data["replay_key"],
        arrived_at=_moment(found.tour.day, form.cleaned_data["arrived"], _zone(request)),
        left_at=_moment(found.tour.day, form.cleaned_data["left"], _zone(request)),
        counts=form.counts(),
    ))  # fmt: skip
    if not kept:
        return _shown(request, found, form=form)
    messages.success(request, _("Kept."))
    return redirect("visit", visit_id)


def _moment(day: dt.date, minutes: int | None, zone: ZoneInfo) -> dt.datetime | None:
    return None if minutes is None else dt.datetime.combine(day, clock_time(minutes), zone)


@members_only(*ABOARD)
def tour_sheet(request: MemberRequest, tour_id: UUID) -> HttpResponse:
    """One colourless page for whoever drives: places, hours, who welcomes; nobody's visitors."""
    tour = access.tour_for(request.member, tour_id)
    crew = tour.unit.crews.filter(weekday=tour.day.isoweekday()).first()
    context = {"tour": tour, "visits": queries.visits_of(tour), "crew": crew,
               "is_keeper": request.member.has_role(*KEEPERS)}  # fmt: skip
    return render(request, "outreach/sheet.html", context)


@members_only(*KEEPERS)
def broken(request: MemberRequest, tour_id: UUID) -> HttpResponse:
    """The unit stands: since when, and until when."""
    tour = access.tour_for(request.member, tour_id)
    now = clock.now().astimezone(_zone(request))
    minutes = now.hour * 60 + now.minute if now.date() == tour.day else tour.leaves
    initial = {"since": minutes, "back_on": tour.day + dt.timedelta(days=1)}
    form = BrokenForm(request.POST or None, initial=initial)
    told = done(form, lambda: actions.tell_breakdown(
        tour=tour, by=request.member, **form.cleaned_data))  # fmt: skip
    if told:
        return redirect("breakdown", told.pk)
    context = {"tour": tour, "form": form}
    return render(request, "outreach/broken.html", context, status=status(form))


@members_only(*KEEPERS)
def breakdown(request: MemberRequest, breakdown_id: UUID) -> HttpResponse:
    """What could become of the rest of the day, old beside new; and then that it does."""
    found = access.breakdown_for(request.member, breakdown_id)
    if request.method == "POST":
        return _accepted(request, found)
    if not found.is_working and waiting.is_asked(request):
        return waiting.done()
    proposal = None if found.state == "kept" else actions.proposal_of(found)
    context = {"found": found, "tour": found.tour, "proposal": proposal, "key": uuid4()}
    return render(request, "outreach/breakdown.html", context)


def _accepted(request: MemberRequest, found: Breakdown) -> HttpResponse:
    try:
        key = UUID(request.POST.get("replay_key", ""))
    except ValueError:
        raise AlreadyChanged from None
    plan_id = found.tour.plan_id
    actions.keep_proposal(breakdown=found, searched=request.POST.get("searched") == "yes",
                          replay_key=key, by=request.member)  # fmt: skip
    messages.success(request, _("Done. Whoever asked to be told is told that there is news."))
    return redirect("plan_calendar", plan_id)


@members_only(*KEEPERS)
def told_stop(request: MemberRequest, stop_id: UUID) -> HttpResponse:
    """What everybody is told of a stop."""
    stop = access.stop_for(request.member, stop_id)
    showing = getattr(stop, "showing", None)
    initial = {"only_district": showing.only_district if showing else False}
    form = ShowForm(request.POST or None, initial=initial)
    kept = done(form, lambda: actions.show_stop(stop=stop, by=request.member, **form.cleaned_data))
    if kept:
        messages.success(request, _("Saved."))
        return redirect("told_stop", stop_id)
    context = {"stop": stop, "form": form, "listing": getattr(stop, "listing", None)}
    return render(request, "outreach/told_stop.html", context, status=422 if form.errors else 200)


COLUMNS = ("month", "stop", "planned", "done", "not_said", "called_off", "people", "returning",
           "contacts", "referrals")  # fmt: skip


@members_only(*KEEPERS)
def happened(request: MemberRequest) -> HttpResponse:
    """What was planned beside what happened, by month and stop."""
    stop = request.GET.get("stop", "")[:120]
    today = queries.today_of(request.member.organization)
    rows = tour_queries.happened(request.member, today, stop=stop)
    if request.GET.get("format") == "csv":
        return _csv(rows)
    return render(request, "outreach/happened.html", {"rows": rows, "stop": stop})


def _csv(rows: list[tour_queries.Happened]) -> HttpResponse:
    told = [
        (f"{row.month:%Y-%m}", row.stop, row.planned, row.done, row.silent, row.off_count,
         row.people, row.returning, row.contacts, row.referrals,
         "; ".join(f"{code}: {count}" for code, count in sorted(row.off.items())))
        for row in rows
    ]  # fmt: skip
    return spreadsheets.answer("visits.csv", (*COLUMNS, "why_called_off"), told)
