"""Hours: a peer's month, what was handed in, the list for payroll."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.core.refusals import NotYours
from kith.peers import access, actions, forms
from kith.peers.actions.hours import PAYERS
from kith.peers.forms.hours import TimeForm
from kith.peers.lifecycle import SHEET
from kith.peers.models import Peer
from kith.peers.queries import hours as queries
from kith.peers.views.answering import do, is_move, valid


@members_only(Role.PEER)
def my_hours(request: MemberRequest) -> HttpResponse:
    """A month: what other pages know, what one adds, and handing it in."""
    peer = access.own_peer(request.member)
    if peer is None:
        raise NotYours
    month = queries.month_of(request.GET.get("month", ""))
    works = {"add": _add, "drop": _drop, "send": _send}
    faulty = {}
    if request.method == "POST":
        work = works.get(request.POST.get("verb", ""))
        if work is None:
            raise NotYours
        faulty = do(request, lambda: work(request, peer, month))
        if not faulty:
            return redirect(f"{reverse('my_hours')}?month={month:%Y-%m}")
    page = queries.my_month(peer, month)
    told = page.sheet and page.sheet.reason_sealed and page.state == SHEET.initial
    reason = actions.open_sheet(sheet=page.sheet, by=request.member) if told and page.sheet else ""
    context = {"page": page, "form": TimeForm(), "reason": reason, **faulty}
    return render(request, "peers/desk/my_hours.html", context, status=422 if faulty else 200)


@members_only(*PAYERS)
def sheets(request: MemberRequest) -> HttpResponse:
    """What was handed in for a month; what waits stands first."""
    month = queries.month_of(request.GET.get("month", ""))
    context = {"rows": queries.sheets(request.member, month), "month": month}
    return render(request, "peers/desk/sheets.html", context)


@members_only(*PAYERS)
def sheet(request: MemberRequest, sheet_id: UUID) -> HttpResponse:
    return _shown(request, sheet_id)


@require_POST
@members_only(Role.SUPERVISOR)
def move_sheet(request: MemberRequest, sheet_id: UUID, verb: str) -> HttpResponse:
    """Approve, or give back with a reason."""
    found = queries.sheet_for(request.member, sheet_id)
    if not is_move(SHEET, verb):
        raise NotYours

    def work() -> str:
        reason = ""
        if verb == "give_back":
            reason = valid("reason_form", forms.ReasonForm(request.POST))["reason"]
        actions.move_sheet(sheet=found, move=verb, reason=reason, by=request.member)
        return _("Done.")

    faulty = do(request, work)
    return _shown(request, sheet_id, faulty) if faulty else redirect("sheet", sheet_id)


@members_only(*PAYERS)
@recently_confirmed
def payroll(request: MemberRequest) -> HttpResponse:
    """Approved hours of a month; no name of anybody whom a peer met."""
    month = queries.month_of(request.GET.get("month", ""))
    text = actions.payroll_csv(month=month, by=request.member)
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="hours-{month:%Y-%m}.csv"'
    return answer


def _shown(request: MemberRequest, sheet_id: UUID, faulty=None) -> HttpResponse:  # type: ignore[no-untyped-def]
    found = queries.sheet_for(request.member, sheet_id)
    context = {
        "page": queries.sheet_page(request.member, found), "reason_form": forms.ReasonForm(),
        **(faulty or {}),
    }  # fmt: skip
    return render(request, "peers/desk/sheet.html", context, status=422 if faulty else 200)


def _add(request: MemberRequest, peer: Peer, _month) -> str:  # type: ignore[no-untyped-def]
    form = TimeForm(request.POST)
    data = valid("form", form)
    actions.note_time(
        peer=peer, on=data["on"], kind=data["kind"], minutes=form.length(),
        replay_key=data["replay_key"], by=request.member,
    )  # fmt: skip
    return _("Kept.")


def _drop(request: MemberRequest, peer: Peer, _month) -> str:  # type: ignore[no-untyped-def]
    try:
        wanted = UUID(request.POST.get("id", ""))
    except ValueError:
        raise NotYours from None
    entry = get_object_or_404(peer.time_entries.select_related("peer"), pk=wanted)
    actions.drop_time(entry=entry, by=request.member)
    return _("Taken out.")


def _send(request: MemberRequest, peer: Peer, month) -> str:  # type: ignore[no-untyped-def]
    actions.hand_in(peer=peer, month=month, by=request.member)
    return _("Handed in.")
