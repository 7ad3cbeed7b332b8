"""The list of services, one service, and the verbs that need no form."""

import csv
import io
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.audit import chain
from kith.core.ids import uuid7
from kith.core.refusals import Refusal
from kith.core.spreadsheets import harmless
from kith.directory import access, actions
from kith.directory.actions import history
from kith.directory.forms.service import CapacityForm, NewServiceForm, SuggestionForm
from kith.directory.forms.words import SavedViewForm
from kith.directory.models import SavedView, Service
from kith.directory.models.service import Cost
from kith.directory.models.suggestion import Side
from kith.directory.views.desk import queries
from kith.directory.views.desk.answers import back_to, page_number, say_with_undo, uuids
from kith.directory.views.desk.page import service_page

EXPORTED = (
    "id", "name", "organization__name", "status", "cost", "capacity", "url", "email",
    "minimum_age", "maximum_age", "verified_on", "next_check_on", "do_not_list", "do_not_refer",
)  # fmt: skip


def asked_of(query: QueryDict) -> dict[str, Any]:
    """The filters in an address."""
    return {
        "q": query.get("q", ""), "sort": query.get("sort", ""),
        "show": query.getlist("show"), "cost": query.getlist("cost"),
    }  # fmt: skip


@members_only()
def service_list(request: MemberRequest) -> HttpResponse:
    asked = asked_of(request.GET)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": queries.service_list(request.member, asked, page_number(request)),
        "counts": queries.counts(request.member),
        "views": queries.saved_views(request.member),
        "save_form": SavedViewForm(initial={"query": query.urlencode()}),
        "asked": asked, "query": query.urlencode(), "costs": Cost.choices,
        "can_keep": access.may_keep(request.member),
        "can_take_along": request.member.has_role(*access.KEEPERS),
        "can_adopt": access.may_adopt(request.member),
    }  # fmt: skip
    return render(request, "directory/desk/list.html", context)


@members_only(*access.EDITORS)
@recently_confirmed
def service_csv(request: MemberRequest) -> HttpResponse:
    """The list as a file. Taking it away is recorded; built whole, inside the transaction."""
    rows = queries.found(request.member, asked_of(request.GET)).order_by("name", "id")
    lines = list(rows.values_list(*EXPORTED))
    chain.record(
        "exported", by=request.member, organization=request.member.organization_id,
        kind="directory", count=len(lines),
    )  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([name.replace("__", "_") for name in EXPORTED])
    writer.writerows([harmless(value) for value in line] for line in lines)
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="services.csv"'
    return answer


@require_POST
@members_only(*access.EDITORS)
def bulk(request: MemberRequest) -> HttpResponse:
    """One thing for many services; those that are not ours stay as they are, and are counted."""
    reason, verb = request.POST.get("reason", ""), request.POST.get("do", "")
    chosen = _chosen(request)
    batch, done, refused = uuid7(), 0, 0
    for service in chosen:
        try:
            _bulk_one(verb, service, reason, request, batch)
            done += 1
        except Refusal as refusal:
            refused += 1
            why = str(refusal)
    if done:
        words = ngettext("%(count)d listing done.", "%(count)d listings done.", done)
        say_with_undo(request, words % {"count": done}, batch, request.POST.get("back", ""))
    if refused:
        messages.warning(request, f"{refused}: {why}")
    if not chosen:
        messages.warning(request, _("Please choose listings first."))
    return back_to(request, "desk_directory")


def _chosen(request: MemberRequest) -> Iterable[Service]:
    ids = uuids(request.POST.getlist("service")[: queries.PAGE])
    return list(access.visible_to(request.member).filter(pk__in=ids).order_by("pk"))


def _bulk_one(
    verb: str, service: Service, reason: str, request: MemberRequest, batch: UUID
) -> None:
    by = request.member
    if verb == "verify":
        actions.verify(service=service, by=by, batch=batch)
    elif verb == "adopt":
        actions.adopt(service=service, by=by, batch=batch)
    elif verb == "no-referrals":
        actions.do_not_refer(service=service, reason=reason, by=by, batch=batch)
    else:
        actions.stop_listing(service=service, reason=reason, by=by, batch=batch)


@require_POST
@members_only(*access.EDITORS)
def undo(request: MemberRequest, batch: UUID) -> HttpResponse:
    actions.undo(batch=batch, by=request.member)
    messages.success(request, _("It is as it was before."))
    return back_to(request, "desk_directory")


@require_POST
@members_only()
def save_view(request: MemberRequest) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if form.is_valid():
        SavedView.objects.update_or_create(
            member=request.member, name=form.cleaned_data["name"],
            defaults={
                "query": form.cleaned_data["query"],
                "organization_id": request.member.organization_id,
            },
        )  # fmt: skip
    query = form.cleaned_data.get("query", "")
    return redirect(f"{reverse('desk_directory')}?{query}")


@require_POST
@members_only()
def forget_view(request: MemberRequest, view_id: UUID) -> HttpResponse:
    get_object_or_404(SavedView, pk=view_id, member=request.member).delete()
    return redirect("desk_directory")


@members_only(*access.EDITORS)
def new_service(request: MemberRequest) -> HttpResponse:
    form = NewServiceForm(request.POST or None, member=request.member)
    if form.is_valid():
        data = form.cleaned_data
        organization = data["organization"] or actions.create_organization(
            name=data["new_organization"], by=request.member, key=data["key"]
        )
        service = actions.create_service(
            organization=organization, fields={"name": data["name"]}, by=request.member,
            key=data["key"],
        )  # fmt: skip
        return redirect("desk_service", service.pk)
    status = 422 if form.is_bound else 200
    return render(request, "directory/desk/new.html", {"form": form}, status=status)


@members_only()
def service(request: MemberRequest, service_id: UUID) -> HttpResponse:
    return _shown(request, access.get_for(request.member, service_id))


def _shown(request: MemberRequest, found: Service, **more: Any) -> HttpResponse:
    context = {
        "page": service_page(request.member, found),
        "capacity_form": CapacityForm(initial={"capacity": found.capacity}),
        "suggestion_form": SuggestionForm(),
        **more,
    }
    status = 422 if more else 200
    return render(request, "directory/desk/service.html", context, status=status)


@require_POST
@members_only(*access.EDITORS)
def press(request: MemberRequest, service_id: UUID, verb: str) -> HttpResponse:
    """One verb on one service."""
    found = access.get_for(request.member, service_id)
    back = reverse("desk_service", args=[found.pk])
    edit = _pressed(verb, found, request)
    if edit is None:
        messages.success(request, _("We will ask again in three days."))
    elif edit.is_changed:
        say_with_undo(request, _("Done."), edit.batch, back)
    else:
        messages.info(request, _("It was so already."))
    return back_to(request, back)


def _pressed(verb: str, found: Service, request: MemberRequest) -> actions.Edit | None:
    by, reason = request.member, request.POST.get("reason", "")
    if verb == "stop":
        return actions.stop_listing(service=found, reason=reason, by=by)
    if verb == "no-referrals":
        return actions.do_not_refer(service=found, reason=reason, by=by)
    if verb == "taking":
        capacity = request.POST.get("capacity", "")
        return actions.set_capacity(service=found, capacity=capacity, by=by)
    if verb == "no-answer":
        actions.nobody_answered(service=found, by=by)
        return None
    simple = {
        "verify": actions.verify, "list": actions.list_again, "refer": actions.refer_again,
        "adopt": actions.adopt, "release": actions.release,
        "changed": actions.checked_and_changed,
    }  # fmt: skip
    return simple[verb](service=found, by=by)


@require_POST
@members_only()
def suggest(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """A partner, or any colleague, tells the keepers what they know better."""
    found = access.get_for(request.member, service_id)
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, suggestion_form=form)
    actions.suggest(service=found, side=Side.PARTNER, by=request.member, **form.cleaned_data)
    messages.success(request, _("Thank you. Whoever looks after it will see this."))
    return redirect("desk_service", found.pk)


@members_only()
def service_history(request: MemberRequest, service_id: UUID) -> HttpResponse:
    found = access.get_for(request.member, service_id)
    return render(request, "directory/desk/history.html", history.page_of(found, request.member))


@require_POST
@members_only(*access.EDITORS)
def restore(request: MemberRequest, service_id: UUID) -> HttpResponse:
    found = access.get_for(request.member, service_id)
    event = request.POST.get("event", "")
    edit = actions.restore_field(
        service=found, event_id=int(event) if event.isdecimal() else 0,
        field=request.POST.get("field", ""), by=request.member,
    )  # fmt: skip
    back = reverse("desk_service_history", args=[found.pk])
    say_with_undo(request, _("It is as it was before."), edit.batch, back)
    return redirect(back)
