"""Peers, for supervisors: load, wellbeing, supervision, who was not reached, reports."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.peers import access, actions, forms, queries
from kith.peers.lifecycle import PEER
from kith.peers.models import Peer
from kith.peers.views.answering import do, is_move, valid


@members_only(Role.SUPERVISOR)
def peers(request: MemberRequest) -> HttpResponse:
    page = queries.board(request.member, mine=request.GET.get("mine") == "1")
    return render(request, "peers/desk/peers.html", {"page": page})


@members_only(Role.SUPERVISOR)
def peer(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    return _shown(request, peer_id)


@require_POST
@members_only(Role.SUPERVISOR)
def move(request: MemberRequest, peer_id: UUID, verb: str) -> HttpResponse:
    """Do what the pressed button says."""
    found = access.peer_for(request.member, peer_id)
    works = {"terms": _terms, "supervisor": _supervisor, "cover": _cover, "away": _away}
    if verb not in works and not is_move(PEER, verb):
        raise NotYours
    work = works.get(verb, lambda request, found: _move(request, found, verb))
    faulty = do(request, lambda: work(request, found))
    return _shown(request, peer_id, faulty) if faulty else redirect("peer", peer_id)


@members_only(Role.SUPERVISOR)
def report(request: MemberRequest, report_id: UUID) -> HttpResponse:
    """What a peer reported; reading it is recorded."""
    member = request.member
    found = access.report_for(member, report_id)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["reason"]
        do(request, lambda: _answered(actions.answer_report(report=found, words=words, by=member)))
        return redirect("peers")
    words = actions.open_report(report=found, by=member)
    context = {"report": found, "words": words, "form": form}
    return render(request, "peers/desk/report.html", context, status=422 if form.is_bound else 200)


def _answered(_report: Any) -> str:
    return _("Answered.")


def _shown(request: MemberRequest, peer_id: UUID, faulty: Any = None) -> HttpResponse:
    page = queries.peer_page(request.member, peer_id)
    row, pair = page.peer, page.supervision
    context = {
        "page": page,
        "terms_form": forms.TermsForm(initial=_terms_of(row)),
        "away_form": forms.AwayForm(
            initial={"away_from": row.away_from, "away_until": row.away_until}
        ),
        "supervisor_form": forms.SupervisorForm(
            initial={"supervisor": pair.supervisor_id, "every_days": pair.every_days}
            if pair else {}
        ),
        "cover_form": forms.CoverForm(
            initial={"cover": pair.cover_id, "cover_from": pair.cover_from,
                     "cover_until": pair.cover_until} if pair else {}
        ),
        "reason_form": forms.ReasonForm(),
        **(faulty or {}),
    }  # fmt: skip
    return render(request, "peers/desk/peer.html", context, status=422 if faulty else 200)


def _terms_of(row: Peer) -> dict[str, Any]:
    names = ("load_limit", "works", "weekly_hours", "protected_hours", "hours_each",
             "renewal_due_on")  # fmt: skip
    return {name: getattr(row, name) for name in names}


def _terms(request: MemberRequest, found: Peer) -> str:
    form = forms.TermsForm(request.POST)
    valid("terms_form", form)
    actions.agree(peer=found, terms=form.terms(), by=request.member)
    return _("Kept.")


def _supervisor(request: MemberRequest, found: Peer) -> str:
    data = valid("supervisor_form", forms.SupervisorForm(request.POST))
    actions.assign_supervisor(peer=found, by=request.member, **data)
    return _("Kept.")


def _cover(request: MemberRequest, found: Peer) -> str:
    data = valid("cover_form", forms.CoverForm(request.POST))
    pair = found.supervisions.current().select_related("peer").first()
    if pair is None:
        raise NotYours
    actions.set_cover(supervision=pair, by=request.member, **data)
    return _("Kept.")


def _away(request: MemberRequest, found: Peer) -> str:
    data = valid("away_form", forms.AwayForm(request.POST))
    actions.go_away(peer=found, by=request.member, **data)
    return _("Kept.")


def _move(request: MemberRequest, found: Peer, verb: str) -> str:
    reason = ""
    if verb in ("restrict", "suspend"):
        reason = valid("reason_form", forms.ReasonForm(request.POST))["reason"]
    actions.move_peer(peer=found, move=verb, reason=reason, by=request.member)
    return _("Done.")
