"""The week, days that differ, dated stops: works with plain forms, one button each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.directory import access, actions
from kith.directory.actions import hours, sections
from kith.directory.actions.hours import Owner
from kith.directory.actions.refusals import ChangedMeanwhile
from kith.directory.forms.hours import ClosingForm, StopForm, WeekForm
from kith.directory.models import Schedule, Service, ServiceAtLocation
from kith.directory.views.desk.answers import say_with_undo
from kith.directory.views.desk.page import in_words

FORMS = {"closing": ClosingForm, "stop": StopForm}


@members_only(*access.EDITORS)
def edit_hours(
    request: MemberRequest, service_id: UUID, door_id: UUID | None = None
) -> HttpResponse:
    """The hours of a service, or of one of its doors."""
    service = access.get_for(request.member, service_id)
    if not access.can_edit(request.member, service):
        raise NotYours
    owner = _door(service, door_id) if door_id else service
    return _page(request, owner, {"service": service})


@members_only(*access.EDITORS)
def edit_place_hours(request: MemberRequest, location_id: UUID) -> HttpResponse:
    """When the house itself is open; its services that say nothing themselves follow it."""
    place = access.get_place_for(request.member, location_id)
    if not access.can_edit_place(request.member, place):
        raise NotYours
    return _page(request, place, {"location": place})


def _door(service: Service, door_id: UUID) -> ServiceAtLocation:
    doors = ServiceAtLocation.objects.select_related("location", "service")
    return get_object_or_404(doors, pk=door_id, service=service, removed_at=None)


def _page(request: MemberRequest, owner: Owner, crumbs: dict[str, Any]) -> HttpResponse:
    rules = hours.hours_of(owner)
    kind = _kind(request)
    week = WeekForm(_data(request, "week"), initial=_initial(rules, kind))
    extra = {name: form(_data(request, name), prefix=name) for name, form in FORMS.items()}
    told = None
    if request.method == "POST":
        try:
            edit = _done(request, owner, week, extra)
        except ChangedMeanwhile as refusal:
            told, edit, rules = refusal, None, hours.hours_of(owner)
        if edit is not None:
            _say(request, edit)
            return redirect(f"{request.path}?kind={kind}")
    context = {
        **crumbs, "owner": owner, "kind": kind, "kinds": Schedule.Kind.choices,
        "week": week, **extra, "told": told, "version": sections.version(rules),
        "dated": _dated(rules), "words": in_words([r for r in rules if not r["certain"]]),
        "closes_on_holidays": any(r["closed"] and hours.speaks_of_holidays(r) for r in rules),
        "holidays": hours.next_holidays(request.member.organization.country),
    }  # fmt: skip
    status = 409 if told else 422 if request.method == "POST" else 200
    return render(request, "directory/desk/hours.html", context, status=status)


def _kind(request: MemberRequest) -> str:
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    return asked if asked in Schedule.Kind.values else Schedule.Kind.OPENING.value


def _data(request: MemberRequest, form: str) -> Any:
    return request.POST if request.POST.get("form") == form else None


def _initial(rules: list[sections.Row], kind: str) -> dict[str, Any]:
    openings = [
        (day, str(rule["opens_at"])[:5], str(rule["closes_at"])[:5])
        for rule in sorted(rules, key=lambda rule: str(rule["opens_at"]))
        if hours.is_weekly(rule, kind) for day in rule["byday"].split(",")
    ]  # fmt: skip
    return {"kind": kind, **WeekForm.initial_from(openings)}


def _dated(rules: list[sections.Row]) -> list[tuple[str, str]]:
    """Rules beside the week, with their ids, soonest first."""
    dated = [rule for rule in rules if rule["valid_from"] or rule["dtstart"]]
    dated.sort(key=lambda rule: str(rule["valid_from"] or rule["dtstart"]))
    return [(rule["id"], in_words([rule])[0]) for rule in dated]


def _done(
    request: MemberRequest, owner: Owner, week: WeekForm, extra: dict[str, Any]
) -> actions.Edit | None:
    """What the pressed button asked for; None where its form has faults."""
    given: dict[str, Any] = {"owner": owner, "by": request.member}
    given["based_on"] = request.POST.get("version", "")
    form = request.POST.get("form", "")
    if form == "week" and week.is_valid():
        data = week.cleaned_data
        return actions.set_week(
            openings=week.openings(), kind=data["kind"], keeps_words=data["keeps_words"], **given
        )
    if form == "closing" and extra["closing"].is_valid():
        return actions.add_closing(**extra["closing"].cleaned_data, **given)
    if form == "stop" and extra["stop"].is_valid():
        return actions.add_stop(**extra["stop"].cleaned_data, **given)
    if form == "holidays":
        is_closed = request.POST.get("closed") == "yes"
        return actions.set_closed_on_holidays(is_closed=is_closed, **given)
    if form == "remove":
        return actions.remove_rule(rule_id=request.POST.get("rule", ""), **given)
    return None


def _say(request: MemberRequest, edit: actions.Edit) -> None:
    if edit.is_changed:
        say_with_undo(request, _("Saved."), edit.batch, request.get_full_path())
    else:
        messages.info(request, _("It was so already."))
