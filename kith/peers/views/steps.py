"""Kinds of work, the ladder, and a peer's own page about both."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.peers import access, actions
from kith.peers.actions.standards import KEEPERS
from kith.peers.forms.standards import ScopeForm, StepForm
from kith.peers.models import Promotion
from kith.peers.queries import standards, steps
from kith.peers.rules.scopes import NEVER
from kith.peers.views.answering import do, valid


@members_only(Role.PEER)
def my_work(request: MemberRequest) -> HttpResponse:
    """What my work is and is not, where I stand, what I hold."""
    peer = access.own_peer(request.member)
    if peer is None:
        raise NotYours
    return render(request, "peers/desk/my_work.html", {"page": steps.my_work(request.member, peer)})


@members_only(Role.PEER, Role.SUPERVISOR)
def what_is_due(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    """Where a notice leads: a peer to their own page, a supervisor to what the peer has learned."""
    peer = access.peer_for(request.member, peer_id)
    is_own = peer.member_id == request.member.id
    return redirect("my_work") if is_own else redirect("peer_learning", peer_id)


@members_only(*KEEPERS)
def kinds_of_work(request: MemberRequest) -> HttpResponse:
    """Each kind of work: what belongs to it, what never does, what this organisation adds."""
    faulty = {}
    if request.method == "POST":
        faulty = do(request, lambda: _scoped(request))
        if not faulty:
            return redirect("kinds_of_work")
    wrong = faulty.get("form")
    rows = [
        (page, wrong if wrong and wrong.data.get("work") == page.work else _scope_form(page))
        for page in standards.work_pages(request.member)
    ]
    context = {"rows": rows, "never": NEVER}
    return render(request, "peers/desk/kinds_of_work.html", context, status=422 if faulty else 200)


@members_only(Role.SUPERVISOR)
def ladder(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    """Where a peer stands and how they came there; the next step with its reason."""
    peer = access.peer_for(request.member, peer_id)
    faulty = {}
    if request.method == "POST":
        faulty = do(request, lambda: _promoted(request, peer))
        if not faulty:
            return redirect("ladder", peer_id)
    form = StepForm(initial={"step": peer.step, "pay_band": peer.pay_band})
    context = {
        "page": steps.ladder(peer), "form": form, "is_own": peer.member_id == request.member.id,
        **faulty,
    }  # fmt: skip
    return render(request, "peers/desk/ladder.html", context, status=422 if faulty else 200)


@require_POST
@members_only(Role.PEER, Role.SUPERVISOR)
def open_promotion(request: MemberRequest, promotion_id: UUID) -> HttpResponse:
    """Why somebody stands where they stand; the reading is recorded."""
    peers = access.peers_for(request.member)
    rows = Promotion.objects.filter(peer__in=peers).select_related("peer__member", "decided_by")
    found = get_object_or_404(rows, pk=promotion_id)
    why = actions.open_promotion(promotion=found, by=request.member)
    return render(request, "peers/desk/promotion.html", {"row": found, "why": why})


def _scope_form(page: standards.WorkPage) -> ScopeForm:
    scope = page.scope
    initial: dict[str, Any] = {"work": page.work}
    if scope is not None:
        initial |= {"most": scope.most, "pay_band": scope.pay_band, "words": scope.words}
    return ScopeForm(initial=initial, auto_id=f"id_{page.work}_%s")


def _scoped(request: MemberRequest) -> str:
    form = ScopeForm(request.POST, auto_id=f"id_{request.POST.get('work', '')[:30]}_%s")
    actions.set_scope(by=request.member, **valid("form", form))
    return _("Kept.")


def _promoted(request: MemberRequest, peer) -> str:  # type: ignore[no-untyped-def] # a Peer
    form = StepForm(request.POST)
    data = valid("form", form)
    actions.promote(peer=peer, to=form.to(), replay_key=data["replay_key"], by=request.member)
    return _("Kept.")
