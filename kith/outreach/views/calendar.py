"""The weeks as a grid, changes by hand with what they break and cost, and taking them back."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import spreadsheets
from kith.core.refusals import NotYours, ReasonMissing
from kith.outreach import access, actions, tour_queries
from kith.outreach.access import KEEPERS
from kith.outreach.actions.edits import EDITABLE, Change, Look
from kith.outreach.models import Edit, Plan, Stop, Unit
from kith.outreach.refusals import OutsideTheWeeks, RuleOfSafety
from kith.outreach.tour_forms import AddForm, ChangeForm

UNDONE = 8
"""So many of the last changes are shown with their undo."""


COLUMNS = ("day", "unit", "stop", "state", "reason", "arrives", "opens", "closes", "leaves")


DRAGGED = ("day", "opens", "minutes", "unit")
"""What a visit that is dragged says to the form of `move_visit`."""


@members_only(*KEEPERS)
def calendar(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """Weeks and days; `?unit=` shows one unit's."""
    plan = access.plan_for(request.member, plan_id)
    units = list(Unit.objects.filter(tours__plan=plan).distinct().order_by("name", "id"))
    chosen = next((u for u in units if str(u.pk) == request.GET.get("unit", "")), None)
    context = {
        "plan": plan, "units": units, "unit": chosen,
        "weeks": tour_queries.weeks(plan, chosen.pk if chosen else None),
        "edits": plan.edits.filter(undone_at=None).select_related("made_by")[:UNDONE],
        "may_edit": plan.state in EDITABLE, "dragged": ("replay_key", *DRAGGED),
    }  # fmt: skip
    return render(request, "outreach/calendar.html", context)


@members_only(*KEEPERS)
def calendar_csv(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """One visit a line; nobody's name in it."""
    plan = access.plan_for(request.member, plan_id)
    rows = [
        (cell.day, v.tour.unit.name, v.stop.name, v.state, v.reason, v.arrives_at, v.opens_at,
         v.closes_at, v.leaves_at)
        for week in tour_queries.weeks(plan) for cell in week for v in cell.visits
    ]  # fmt: skip
    return spreadsheets.answer("tours.csv", COLUMNS, rows)


@members_only(*KEEPERS)
def move_visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Another day, hour or unit: first what it does, then, if wanted, kept."""
    visit = access.visit_for(request.member, visit_id)
    initial = {"day": visit.tour.day, "opens": visit.opens, "unit": visit.tour.unit_id,
               "minutes": visit.closes - visit.opens}  # fmt: skip
    form = ChangeForm(request.POST or None, organization=request.member.organization,
                      initial=initial)  # fmt: skip
    return _changed(request, visit.tour.plan, form, Change("move", visit=visit))


@members_only(*KEEPERS)
def add_visit(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """A visit more, on a day that is chosen."""
    plan = access.plan_for(request.member, plan_id)
    stops = Stop.objects.filter(organization_id=plan.organization_id).standing()  # type: ignore[attr-defined]
    initial = {"day": request.GET.get("day"), "opens": 10 * 60, "minutes": 120,
               "unit": request.GET.get("unit")}  # fmt: skip
    form = AddForm(request.POST or None, stops=stops, organization=request.member.organization,
                   initial=initial)  # fmt: skip
    return _changed(request, plan, form, Change("add"))


def _changed(request: MemberRequest, plan: Plan, form: Any, change: Change) -> HttpResponse:
    look: Look | None = None
    if form.is_valid():
        data = form.cleaned_data
        wanted = Change(change.what, change.visit, data.get("stop"), data["unit"], data["day"],
                        data["opens"], data["minutes"])  # fmt: skip
        try:
            look = actions.look(plan=plan, change=wanted, by=request.member)
            if request.POST.get("do") == "keep":
                edit = actions.keep(plan=plan, change=wanted, reason=data["reason"],
                                    by=request.member, replay_key=data["replay_key"])  # fmt: skip
                back = reverse("undo_edit", args=[plan.pk, edit.pk]) + _unit(request)
                messages.success(request, _("Saved."), extra_tags=back)
                return redirect(_week(request, plan, wanted.day))
        except (ReasonMissing, RuleOfSafety) as refusal:
            form.add_error("reason", str(refusal))
        except OutsideTheWeeks as refusal:
            form.add_error("day", str(refusal))
    here = change.visit.tour.day if change.visit else form.initial["day"]
    context = {"form": form, "plan": plan, "visit": change.visit, "look": look,
               "back": _week(request, plan, here)}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "outreach/change.html", context, status=status)


def _week(request: MemberRequest, plan: Plan, day: dt.date | str | None) -> str:
    """The calendar where one stands in it: the same unit, scrolled to a day."""
    here = reverse("plan_calendar", args=[plan.pk])
    return f"{here}{_unit(request)}{f'#d-{day}' if day else ''}"


def _unit(request: MemberRequest) -> str:
    unit = request.GET.get("unit", "")
    return f"?{urlencode({'unit': unit})}" if unit else ""


@require_POST
@members_only(*KEEPERS)
def drop_visit(request: MemberRequest, visit_id: UUID) -> HttpResponse:
    """Out of the plan; it can be taken back on the calendar."""
    visit = access.visit_for(request.member, visit_id)
    key = request.POST.get("replay_key", "")
    try:
        replay = UUID(key)
    except ValueError:
        raise NotYours from None
    plan = visit.tour.plan
    actions.keep(plan=plan, change=Change("drop", visit=visit), replay_key=replay,
                 by=request.member, reason=_("Taken out by hand."))  # fmt: skip
    messages.success(request, _("Done."))
    return redirect(_week(request, plan, visit.tour.day))


@require_POST
@members_only(*KEEPERS)
def undo_edit(request: MemberRequest, plan_id: UUID, edit_id: UUID) -> HttpResponse:
    plan = access.plan_for(request.member, plan_id)
    edit = Edit.objects.filter(plan=plan, pk=edit_id).first()
    if edit is None:
        raise NotYours
    actions.undo(edit=edit, by=request.member)
    messages.success(request, _("It is as it was before."))
    return redirect(_week(request, plan, edit.before[0]["day"]))
