"""Somebody's own page about peers, without an account: wishes, proposals, how it goes.

The number or the link's token stands in no address after the first page and in no cookie: every
form of the page carries it, so that nothing is left behind when the page is closed.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kith.core import robots
from kith.core.refusals import NotYours, Refusal
from kith.peers import actions, forms, opening, queries
from kith.peers.models import Match, Seeking
from kith.peers.opening import Visit
from kith.peers.views.answering import do, valid
from kith.people.models import Person


@never_cache
def own_walk(request: HttpRequest) -> HttpResponse:
    """Ask for the number; with it, show the page and do what the pressed button says."""
    if request.method != "POST":
        return render(request, "peers/own_code.html", {"form": forms.WalkCodeForm()})
    form = forms.WalkCodeForm(request.POST)
    if not form.is_valid():
        return render(request, "peers/own_code.html", {"form": form}, status=422)
    if "verb" not in request.POST:
        robots.check(request)
    try:
        return _opened(request, form.cleaned_data["code"])
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        return render(request, "peers/own_code.html", {"form": form}, status=refusal.status)


@never_cache
def own_walk_link(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, and nothing else: whoever makes a preview of a link has seen no page of anybody."""
    with opening.holding(code=token, address=_address(request)) as visit:
        context = {"token": token, "organization": visit.person.organization}
        return render(request, "peers/own_cover.html", context)


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    with opening.holding(code=code, address=_address(request)) as visit:
        verb = VERBS.get(request.POST.get("verb", ""))
        faulty = do(request, lambda: verb(request, visit)) if verb else {}
        page = queries.own_page(visit.person)
        context = {"page": page, "code": code, **_forms(page), **faulty}
        status = 422 if faulty else 200
        return render(request, "peers/own.html", context, status=status)


def _forms(page: queries.OwnPage) -> dict[str, django_forms.Form]:
    known = page.seeking
    initial = forms.initial_of_wishes(known) if known else {"languages": [page.language]}
    return {
        "wishes_form": _wishes_form(page.language, known, initial={**initial, "words": page.words}),
        "review_form": forms.ReviewForm(),
    }


def _wishes_form(language: str, known: Seeking | None, data: Any = None, **kwargs: Any) -> Any:
    """The languages they may say no to are those they speak."""
    tongues = [language, *(known.languages if known else ())]
    knows_start = bool(known and known.start)
    return forms.WishesForm(data, tongues=tongues, knows_start=knows_start, **kwargs)


def _wishes(request: HttpRequest, visit: Visit) -> str:
    person = visit.person
    known = Seeking.objects.open().filter(person=person).first()
    form = _wishes_form(person.language, known, request.POST)
    valid("wishes_form", form)
    actions.seek(person=person, hopes=form.hopes(), request_id=visit.request, by=None)
    return _("Kept. We look for two or three people who could suit you.")


def _stop_seeking(request: HttpRequest, visit: Visit) -> str:
    actions.stop_seeking(seeking=_seeking(visit.person), by=None)
    return _("You are not on the list any more. You can come back whenever you like.")


def _again(request: HttpRequest, visit: Visit) -> str:
    actions.seek_again(person=visit.person, by=None)
    return _("You are on the list again.")


def _others(request: HttpRequest, visit: Visit) -> str:
    actions.ask_for_others(seeking=_seeking(visit.person), by=None)
    return _("We look for others. Nobody asks you why.")


def _never(request: HttpRequest, visit: Visit) -> str:
    actions.never(match=_match(request, visit.person), by=None)
    return _("We never propose them to you again.")


def _review(request: HttpRequest, visit: Visit) -> str:
    data = valid("review_form", forms.ReviewForm(request.POST))
    actions.say_how_it_suits(match=_match(request, visit.person), **data)
    return _("Thank you for telling us.")


def _move(name: str, words: Callable[[], str]) -> Callable[[HttpRequest, Visit], str]:
    def work(request: HttpRequest, visit: Visit) -> str:
        next_time = request.POST.get("next_time", "")[:2000]
        actions.move_match(match=_match(request, visit.person), move=name, next_time=next_time)
        return words()

    return work


def _match(request: HttpRequest, person: Person) -> Match:
    """One of their own, or nothing is there."""
    rows = Match.objects.select_related("peer__member").filter(person=person)
    try:
        found = rows.filter(pk=UUID(request.POST.get("id", ""))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotYours
    found.person = person
    return found


def _seeking(person: Person) -> Seeking:
    found = Seeking.objects.open().filter(person=person).first()
    if found is None:
        raise NotYours
    found.person = person
    return found


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


VERBS: dict[str, Callable[[HttpRequest, Visit], str]] = {
    "wishes": _wishes,
    "stop_seeking": _stop_seeking,
    "again": _again,
    "others": _others,
    "never": _never,
    "review": _review,
    "choose": _move("choose", lambda: _("You chose. We ask them now.")),
    "decline": _move("decline", lambda: _("We leave this one out. Nobody asks you why.")),
    "pause": _move("pause", lambda: _("You have a pause. Go on whenever you like.")),
    "resume": _move("resume", lambda: _("You go on together.")),
    "end_well": _move("end_well", lambda: _("Thank you for telling us.")),
    "end_early": _move("end_early", lambda: _("It has ended. Nobody asks you why.")),
}
