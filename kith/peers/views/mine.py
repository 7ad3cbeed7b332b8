"""A peer's own pages: whom they walk with, contacts, days off, how they are, their supervision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.peers import access, actions, forms, queries, ways
from kith.peers.lifecycle import MATCH
from kith.peers.models import Match, Peer
from kith.peers.views.answering import do, is_move, valid


@members_only(Role.PEER)
def my_page(request: MemberRequest) -> HttpResponse:
    peer = access.own_peer(request.member)
    if peer is None:
        return render(request, "peers/desk/not_yet.html")
    context = {
        "page": queries.my_page(request.member, peer),
        "wellbeing_form": forms.WellbeingForm(),
        "away_form": forms.AwayForm(
            initial={"away_from": peer.away_from, "away_until": peer.away_until}
        ),
    }
    return render(request, "peers/desk/my_page.html", context)


@members_only(Role.PEER)
def profile(request: MemberRequest) -> HttpResponse:
    peer = _own(request)
    initial = {
        "about": peer.about, "gender": peer.gender, "experiences": peer.experiences,
        "languages": peer.member.languages, "times": peer.times, "ways": peer.ways,
        "meets_at": list(map(str, peer.meets_at)), "shown": peer.shown,
    }  # fmt: skip
    places = [(str(door.pk), ways.called(door)) for door in ways.doors_of(peer.organization_id)]
    form = forms.ProfileForm(request.POST or None, initial=initial, places=places)
    if form.is_valid():
        actions.say(peer=peer, profile=form.profile(), by=request.member)
        messages.success(request, _("Kept."))
        return redirect("my_peer")
    status = 422 if form.is_bound else 200
    return render(request, "peers/desk/profile.html", {"form": form}, status=status)


@require_POST
@members_only(Role.PEER)
def away(request: MemberRequest) -> HttpResponse:
    peer = _own(request)
    form = forms.AwayForm(request.POST)

    def work() -> str:
        actions.go_away(peer=peer, by=request.member, **valid("away_form", form))
        return _("Kept. Rest well.")

    if do(request, work):
        messages.error(request, _("Please look at the two days again."))
    return redirect("my_peer")


@require_POST
@members_only(Role.PEER)
def wellbeing(request: MemberRequest) -> HttpResponse:
    peer = _own(request)
    form = forms.WellbeingForm(request.POST)
    if form.is_valid():
        actions.say_how_i_am(peer=peer, by=request.member, **form.cleaned_data)
        messages.success(request, _("Thank you for telling us."))
    return redirect("my_peer")


@members_only(Role.PEER)
def walk(request: MemberRequest, match_id: UUID) -> HttpResponse:
    return _shown(request, match_id)


@require_POST
@members_only(Role.PEER)
def open_walk(request: MemberRequest, match_id: UUID) -> HttpResponse:
    """Name, number and notes; the reading is recorded."""
    found = access.match_for(request.member, match_id)
    opened = actions.open_match(match=found, by=request.member)
    return _shown(request, match_id, opened=opened)


@require_POST
@members_only(Role.PEER)
def move(request: MemberRequest, match_id: UUID, verb: str) -> HttpResponse:
    """A contact, a report, or a move of the match."""
    found = access.match_for(request.member, match_id)
    works = {"contact": _contact, "report": _report}
    if verb not in works and not is_move(MATCH, verb):
        raise NotYours
    work = works.get(verb, lambda request, found: _move(request, found, verb))
    faulty = do(request, lambda: work(request, found))
    if faulty:
        return _shown(request, match_id, faulty=faulty)
    return redirect("my_peer" if verb in ("decline", "contact") else "walk", *_rest(verb, match_id))


def _rest(verb: str, match_id: UUID) -> tuple[UUID, ...]:
    return () if verb in ("decline", "contact") else (match_id,)


@members_only(Role.PEER, Role.SUPERVISOR)
def supervision(request: MemberRequest, supervision_id: UUID) -> HttpResponse:
    """That they met is seen by supervisors; the form and the notes are for the two."""
    member = request.member
    pair = access.supervision_for(member, supervision_id)
    is_pair = member.id in (pair.supervisor_id, pair.peer.member_id)
    form = forms.SessionForm(request.POST or None)
    if form.is_valid():
        actions.keep_session(supervision=pair, by=member, **form.cleaned_data)
        messages.success(request, _("Kept for the two of you."))
        return redirect("supervision", supervision_id)
    sessions = pair.sessions.order_by("-held_on", "-id")[:30]
    context = {"pair": pair, "sessions": sessions, "form": form, "is_pair": is_pair}
    status = 422 if form.is_bound else 200
    return render(request, "peers/desk/supervision.html", context, status=status)


@require_POST
@members_only(Role.PEER, Role.SUPERVISOR)
def open_note(request: MemberRequest, session_id: UUID) -> HttpResponse:
    session = access.session_for(request.member, session_id)
    note = actions.open_session(session=session, by=request.member)
    return render(request, "peers/desk/note.html", {"session": session, "note": note})


def _own(request: MemberRequest) -> Peer:
    peer = access.own_peer(request.member)
    if peer is None:
        raise NotYours
    return peer


def _shown(
    request: MemberRequest, match_id: UUID, opened: Any = None, faulty: Any = None
) -> HttpResponse:
    context = {
        "page": queries.match_page(request.member, match_id), "opened": opened,
        "contact_form": forms.ContactForm(), "report_form": forms.ReportForm(), **(faulty or {}),
    }  # fmt: skip
    return render(request, "peers/desk/walk.html", context, status=422 if faulty else 200)


def _contact(request: MemberRequest, found: Match) -> str:
    data = valid("contact_form", forms.ContactForm(request.POST))
    row = actions.log_contact(match=found, by=request.member, **data)
    return _("Kept.") if row.reached else _("Kept. Try again in the next days.")


def _report(request: MemberRequest, found: Match) -> str:
    data = valid("report_form", forms.ReportForm(request.POST))
    actions.report(match=found, words=data["words"], by=request.member)
    return _("Contact is stopped, and the supervisors know. You did well to say so.")


def _move(request: MemberRequest, found: Match, verb: str) -> str:
    words = request.POST.get("next_time", "")[:2000]
    actions.move_match(match=found, move=verb, next_time=words, by=request.member)
    return _("Done.")
