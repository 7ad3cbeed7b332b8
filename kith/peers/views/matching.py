"""Who waits for a peer, and what is proposed to them."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Member
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.peers import access, actions, forms, pool, queries
from kith.peers.lifecycle import MATCH
from kith.peers.models import Seeking
from kith.peers.rules.matching.instance import LIFTABLE, Rule
from kith.peers.views.answering import do, is_move
from kith.people import access as people


@members_only(*access.MATCHERS)
def seeking(request: MemberRequest) -> HttpResponse:
    member = request.member
    rows = queries.seeking_list(member)
    wanted = {key: test for key, test in FILTERS.items() if key in request.GET.getlist("only")}
    shown = [row for row in rows if all(test(row) for test in wanted.values())]
    context = {"rows": shown, "is_any": bool(rows), "unsure": queries.unsure(member),
               "round": rows[0].round if rows else None}  # fmt: skip
    return render(request, "peers/desk/seeking.html", context)


FILTERS: dict[str, Callable[[queries.SeekingRow], bool]] = {
    "again": lambda row: row.asks_again,
    "none": lambda row: row.proposed_count == 0,
}
"""Chips of the list."""


@members_only(*access.MATCHERS)
def seek(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """What somebody hopes for in a peer: kept, and then what could be proposed."""
    member = request.member
    person = people.get_for(member, person_id)
    known = Seeking.objects.open().filter(person=person).first()
    listed = pool.available(member.organization_id)
    choices = [(str(peer.pk), peer.member.name) for peer in listed]
    initial = forms.initial_of(known) if known else {"languages": [person.language]}
    tongues = [person.language, *(known.languages if known else ())]
    form = forms.HopesForm(
        request.POST or None, peers=choices, tongues=tongues, initial=initial,
        knows_start=bool(known and known.start),
    )  # fmt: skip
    if form.is_valid():
        row = actions.seek(person=person, hopes=form.hopes(), by=member)
        messages.success(request, _("Kept."))
        return redirect("proposals", row.id)
    context = {"form": form, "person": person}
    return render(request, "peers/desk/seek.html", context, status=422 if form.is_bound else 200)


@members_only(*access.MATCHERS)
def proposals(request: MemberRequest, seeking_id: UUID) -> HttpResponse:
    """Two or three with their reasons; `?lift=language` tries a rule aside."""
    return _shown(request, seeking_id, _lifted(request.GET.getlist("lift")))


def _shown(
    request: MemberRequest, seeking_id: UUID, lifted: frozenset[Rule] = frozenset(), **more: str
) -> HttpResponse:
    page = queries.matching_page(request.member, seeking_id, lifted)
    context = {"page": page, "lifted": sorted(lifted), **more}
    return render(request, "peers/desk/proposals.html", context)


def _link(found: Seeking, member: Member) -> str:
    """Shown once, in the answer to the button."""
    token = actions.give_link(person=found.person, by=member)
    return f"{settings.PUBLIC_ADDRESS}{reverse('own_walk_link', args=[token])}"


@members_only(*access.MATCHERS)
def wishes_paper(request: MemberRequest) -> HttpResponse:
    """An empty sheet in the language of the page, for whoever would rather write by hand. What
    stands on it is typed in where the wishes are, as told on paper."""
    form = forms.WishesForm(auto_id=False)
    return render(request, "peers/desk/wishes_paper.html", {"form": form})


@require_POST
@members_only(*access.MATCHERS)
def move(request: MemberRequest, seeking_id: UUID, verb: str) -> HttpResponse:
    """Lay a peer before the person, or take the person off the list."""
    member = request.member
    found = access.seeking_for(member, seeking_id)
    if verb == "stop":
        do(request, lambda: _stopped(found, request))
        return redirect("seeking")
    if verb == "words":
        return _shown(request, found.id, words=actions.open_words(seeking=found, by=member))
    if verb == "link":
        return _shown(request, found.id, link=_link(found, member))
    if verb != "propose":
        raise NotYours
    do(request, lambda: _proposed(found, request))
    return redirect("proposals", seeking_id)


@require_POST
@members_only(*access.MATCHERS)
def move_match(request: MemberRequest, match_id: UUID, verb: str) -> HttpResponse:
    """What the person says on the telephone, staff press."""
    found = access.match_for(request.member, match_id)
    if not is_move(MATCH, verb):
        raise NotYours

    def work() -> str:
        words = request.POST.get("next_time", "")[:2000]
        actions.move_match(match=found, move=verb, next_time=words, by=request.member)
        return _("Done.")

    do(request, work)
    row = Seeking.objects.filter(person=found.person).order_by("-since").first()
    return redirect("proposals", row.id) if row else redirect("seeking")


def _stopped(found: Seeking, request: MemberRequest) -> str:
    actions.stop_seeking(seeking=found, by=request.member)
    return _("Taken off the list.")


def _proposed(found: Seeking, request: MemberRequest) -> str:
    wanted = _id(request.POST.get("peer", ""))
    row = pool.available(found.organization_id).filter(pk=wanted).first() if wanted else None
    if row is None:
        raise NotYours
    actions.propose_peer(
        seeking=found, peer=row, lifted=_lifted(request.POST.getlist("lift")),
        reason=request.POST.get("reason", "")[:1000], by=request.member,
    )  # fmt: skip
    return _("Proposed. The person chooses.")


def _lifted(names: list[str]) -> frozenset[Rule]:
    return frozenset(rule for rule in LIFTABLE if rule.value in names)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
