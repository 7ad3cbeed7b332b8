"""The whole list matched at once: begin, look it over, propose what was ticked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core import waiting
from kith.core.refusals import NotYours
from kith.peers import access, actions, jobs, queries
from kith.peers.models import Round
from kith.peers.views.answering import do


@require_POST
@members_only(*access.MATCHERS)
def begin(request: MemberRequest) -> HttpResponse:
    """The job is deferred in the transaction in which the round begins."""
    round, is_new = actions.begin_round(by=request.member)
    if is_new:
        organization = str(round.organization_id)
        jobs.match_list.defer(round=str(round.pk), organization=organization)
    else:
        messages.info(request, _("Somebody is at it already. This is what they began."))
    return redirect("round", round.pk)


@members_only(*access.MATCHERS)
def round_page(request: MemberRequest, round_id: UUID) -> HttpResponse:
    page = queries.round_page(request.member, round_id)
    is_working = page.round.state in ("waiting", "working")
    if not is_working and waiting.is_asked(request):
        return waiting.done()
    name = "round_working" if is_working else "round"
    return render(request, f"peers/desk/{name}.html", {"page": page})


@require_POST
@members_only(*access.MATCHERS)
def move(request: MemberRequest, round_id: UUID, verb: str) -> HttpResponse:
    rows = Round.objects.filter(organization_id=request.member.organization_id)
    found = get_object_or_404(rows, pk=round_id)
    works = {"apply": _apply, "drop": _drop}
    if verb not in works:
        raise NotYours
    do(request, lambda: works[verb](request, found))
    found.refresh_from_db()
    return redirect("seeking") if found.state == "dropped" else redirect("round", round_id)


def _apply(request: MemberRequest, found: Round) -> str:
    number = actions.apply_round(round=found, chosen=_chosen(request), by=request.member)
    return ngettext(
        "%(number)s proposed. The person chooses.",
        "%(number)s proposed. Each person chooses.",
        number,
    ) % {"number": number}


def _drop(request: MemberRequest, found: Round) -> str:
    actions.drop_round(round=found, by=request.member)
    return _("Left. Nothing was proposed.")


def _chosen(request: MemberRequest) -> dict[UUID, UUID]:
    """The ticked lines, each with the peer that is chosen beside it."""
    chosen = {}
    for text in request.POST.getlist("line"):
        try:
            chosen[UUID(text)] = UUID(request.POST.get(f"peer-{text}", ""))
        except ValueError:
            continue
    return chosen
