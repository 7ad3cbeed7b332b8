"""What waits for a decision: suggestions, likely duplicates, checks that are due."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Member
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.directory import access, actions, jobs
from kith.directory.actions.suggesting import shown_now
from kith.directory.forms.service import WordsForm
from kith.directory.models import Check, DuplicatePair, Merge, Service, Suggestion
from kith.directory.views.desk import queries
from kith.directory.views.desk.answers import page_number, say_with_undo, uuids
from kith.directory.views.desk.page import said, service_page

FIELDS = WordsForm.base_fields


@members_only(*access.EDITORS)
def suggestions(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.open_suggestions(request.member), 20).get_page(page_number(request))
    rows = [(row, _compared(row)) for row in page.object_list]
    return render(request, "directory/desk/suggestions.html", {"page": page, "rows": rows})


def _compared(row: Suggestion) -> list[tuple[Any, Any, Any]]:
    return [
        (FIELDS[name].label, said(FIELDS[name], now), said(FIELDS[name], new))
        for name, now, new in shown_now(row)
    ]


@require_POST
@members_only(*access.EDITORS)
def decide_suggestion(request: MemberRequest, suggestion_id: UUID) -> HttpResponse:
    row = get_object_or_404(
        Suggestion, pk=suggestion_id, organization=request.member.organization_id
    )
    if request.POST.get("do") == "decline":
        reason = request.POST.get("reason", "")
        actions.decline_suggestion(suggestion=row, reason=reason, by=request.member)
        messages.success(request, _("Left as it is."))
        return redirect("desk_suggestions")
    edit = actions.accept_suggestion(suggestion=row, by=request.member)
    if edit is None:
        messages.success(request, _("Done."))
        return redirect("desk_service_edit", row.service_id, "words")
    say_with_undo(request, _("The listing now says so."), edit.batch, request.path)
    return redirect("desk_suggestions")


@members_only(*access.EDITORS)
def duplicates(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.open_pairs(request.member), 30).get_page(page_number(request))
    context = {"page": page, "merges": queries.merges(request.member)[:10]}
    return render(request, "directory/desk/duplicates.html", context)


@require_POST
@members_only(*access.EDITORS)
def look_for_duplicates(request: MemberRequest) -> HttpResponse:
    jobs.look_for_duplicates_soon()
    messages.success(request, _("We are looking. Come back in a minute."))
    return redirect("desk_duplicates")


@members_only(*access.EDITORS)
def pair(request: MemberRequest, pair_id: UUID) -> HttpResponse:
    """Two listings side by side, and from which each value is taken."""
    found = get_object_or_404(queries.open_pairs(request.member), pk=pair_id)
    if request.method == "POST":
        return _decide_pair(request, found)
    context = {"pair": found, "rows": _side_by_side(found.first, found.second)}
    return render(request, "directory/desk/pair.html", context)


def _side_by_side(first: Service, second: Service) -> list[tuple[str, Any, Any, Any, bool]]:
    rows = []
    for name, field in FIELDS.items():
        one, two = said(field, getattr(first, name)), said(field, getattr(second, name))
        if one or two:
            rows.append((name, field.label, one, two, one == two))
    return rows


def _decide_pair(request: MemberRequest, found: DuplicatePair) -> HttpResponse:
    if request.POST.get("do") == "different":
        actions.not_the_same(pair=found, by=request.member)
        messages.success(request, _("Remembered: these are two."))
        return redirect("desk_duplicates")
    is_second = request.POST.get("keep") == str(found.second_id)
    kept, gone = (found.second, found.first) if is_second else (found.first, found.second)
    chosen = {name: request.POST.get(f"take-{name}", "") for name in FIELDS}
    take = [name for name, whose in chosen.items() if whose == str(gone.pk)]
    actions.merge(kept=kept, gone=gone, take=take, pair=found, by=request.member)
    messages.success(request, _("They are one now. You can undo this below."))
    return redirect("desk_duplicates")


@require_POST
@members_only(*access.EDITORS)
def undo_merge(request: MemberRequest, merge_id: UUID) -> HttpResponse:
    found = get_object_or_404(Merge, pk=merge_id, organization=request.member.organization_id)
    actions.undo_merge(merge=found, by=request.member)
    messages.success(request, _("They are two again."))
    return redirect("desk_duplicates")


@members_only(*access.EDITORS)
def checks(request: MemberRequest) -> HttpResponse:
    """Whose turn it is: mine first, everybody's on request."""
    rows = queries.open_checks(request.member)
    is_all = request.GET.get("whose") == "all"
    shown = rows if is_all else rows.filter(assigned_to=request.member)
    page = Paginator(shown, 30).get_page(page_number(request))
    lines = [
        (row, queries.freshness(row.service.verified_on, row.service.next_check_on))
        for row in page.object_list
    ]
    members = Member.objects.active().filter(organization=request.member.organization_id)
    context = {
        "page": page, "lines": lines, "is_all": is_all, "counts": queries.counts(request.member),
        "colleagues": members.with_role(*access.EDITORS),
    }  # fmt: skip
    return render(request, "directory/desk/checks.html", context)


@require_POST
@members_only(*access.EDITORS)
def share_checks(request: MemberRequest) -> HttpResponse:
    count = actions.assign_checks(organization=request.member.organization_id)
    words = ngettext("%(count)d check was shared out.", "%(count)d checks were shared out.", count)
    messages.success(request, words % {"count": count})
    return redirect("desk_checks")


@require_POST
@members_only(*access.EDITORS)
def hand_over(request: MemberRequest, check_id: UUID) -> HttpResponse:
    mine = {"organization": request.member.organization_id}
    row = get_object_or_404(Check, pk=check_id, **mine)
    to = get_object_or_404(Member, pk__in=uuids([request.POST.get("to", "")]), **mine)
    actions.hand_over(check=row, to=to, by=request.member)
    messages.success(request, _("Done."))
    return redirect("desk_checks")


@members_only(*access.EDITORS)
def call(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """What to ask on the telephone, with what the listing says now beside each question."""
    found = access.get_for(request.member, service_id)
    if not access.can_edit(request.member, found):
        raise NotYours
    context = {"page": service_page(request.member, found)}
    return render(request, "directory/desk/call.html", context)
