"""Stops: the list and its CSV, thinking of one, one with its agreements and moves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import spreadsheets
from kith.core.refusals import NotYours, Refusal
from kith.outreach import access, actions, choice_picture, queries, sheet
from kith.outreach.access import KEEPERS
from kith.outreach.forms import AgreementForm, StopForm, typed_of
from kith.outreach.lifecycle import STOP
from kith.outreach.models import Stop

COLUMNS = ("name", "state", *(name for name in sheet.GIVEN if name != "name"))


@members_only(*KEEPERS)
def stops(request: MemberRequest) -> HttpResponse:
    """Those that stand, with what each still needs."""
    asked = request.GET
    show, words = asked.get("show", ""), asked.get("q", "")[:100]
    page = queries.page(request.member, show=show, words=words, number=asked.get("page", ""))
    return render(request, "outreach/stops.html", {"page": page, "show": show})


@members_only(*KEEPERS)
def stops_csv(request: MemberRequest) -> HttpResponse:
    """Where one may stop, for a map or a sheet elsewhere, and to be brought in again; nobody's name
    in it."""
    rows = [sheet.cells(stop, COLUMNS) for stop in access.stops_for(request.member)]
    return spreadsheets.answer("stops.csv", COLUMNS, rows)


@members_only(*KEEPERS)
def new_stop(request: MemberRequest) -> HttpResponse:
    """An idea: a name and a point are enough."""
    form = StopForm(request.POST or None)
    made = _done(form, lambda: _added(form, request))
    if made:
        return redirect("stop", made.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "picture": choice_picture.place_of(None)}
    return render(request, "outreach/stop_form.html", context, status=status)


def _added(form: StopForm, request: MemberRequest) -> Stop:
    key = form.cleaned_data["replay_key"]
    return actions.add_stop(place=form.place(), replay_key=key, by=request.member)


@members_only(*KEEPERS)
def change_stop(request: MemberRequest, stop_id: UUID) -> HttpResponse:
    """What is known now."""
    stop = access.stop_for(request.member, stop_id)
    form = StopForm(request.POST or None, initial=typed_of(stop))
    if _done(form, lambda: actions.change_stop(stop=stop, place=form.place(), by=request.member)):
        messages.success(request, _("Saved."))
        return redirect("stop", stop_id)
    context = {"form": form, "stop": stop, "picture": choice_picture.place_of(stop)}
    status = 422 if form.is_bound else 200
    return render(request, "outreach/stop_form.html", context, status=status)


@members_only(*KEEPERS)
def stop(request: MemberRequest, stop_id: UUID) -> HttpResponse:
    return _shown(request, access.stop_for(request.member, stop_id))


def _shown(request: MemberRequest, found: Stop, **more: Any) -> HttpResponse:
    day = queries.today_of(request.member.organization)
    context = {
        "row": queries.row_of(found, day), "stop": found, "day": day,
        "agreements": found.agreements.select_related("made_by"),
        "moves": STOP.open_to(found.state, ["keeper"]),
        "form": AgreementForm(initial={"host": found.host, "starts_on": day}),
        **more,
    }  # fmt: skip
    return render(request, "outreach/stop.html", context, status=422 if more else 200)


@require_POST
@members_only(*KEEPERS)
def move_stop(request: MemberRequest, stop_id: UUID, verb: str) -> HttpResponse:
    """One move; agreeing with a host comes with its days."""
    found = access.stop_for(request.member, stop_id)
    if verb not in {move.name for move in STOP.moves}:
        raise NotYours
    reason = request.POST.get("reason", "")[:300]
    actions.move_stop(stop=found, verb=verb, by=request.member, reason=reason)
    messages.success(request, _("Done."))
    return redirect("stop", stop_id)


@require_POST
@members_only(*KEEPERS)
def make_agreement(request: MemberRequest, stop_id: UUID) -> HttpResponse:
    found = access.stop_for(request.member, stop_id)
    form = AgreementForm(request.POST)
    made = _done(form, lambda: actions.make_agreement(
        stop=found, by=request.member, **form.cleaned_data))  # fmt: skip
    if not made:
        return _shown(request, found, form=form)
    messages.success(request, _("Kept."))
    return redirect("stop", stop_id)


@require_POST
@members_only(*KEEPERS)
def end_agreement(request: MemberRequest, agreement_id: UUID) -> HttpResponse:
    found = access.agreement_for(request.member, agreement_id)
    actions.end_agreement(agreement=found, by=request.member)
    messages.success(request, _("Done."))
    return redirect("stop", found.stop_id)


def _done(form: Any, work: Callable[[], Any]) -> Any:
    """What the action made; nothing where the form has faults, which it then tells."""
    if not form.is_valid():
        return None
    try:
        return work()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(None, str(refusal))
        return None
