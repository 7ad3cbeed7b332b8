"""Find support: the pages everybody may open, without an account and without a trace."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kith.core import clock, robots
from kith.core.ids import uuid7
from kith.directory.actions.nothing import tell_nothing_found
from kith.directory.actions.suggesting import suggest
from kith.directory.models import Service
from kith.directory.search import (
    address,
    choices,
    service,
    showing,
    terms,
    travelling,
    understanding,
)
from kith.directory.search.query import Page, Query, search
from kith.directory.search.sharing import qr_code
from kith.region.picture import Picture, Point
from kith.region.tables import held

SHOWS = ("map", "share", "print")
PRINTED = 50


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """GET can be shared. POST searches the same and leaves no address behind; it changes nothing,
    which is why it needs no token that would tie the search to a browser."""
    form = address.typed(request.POST if request.method == "POST" else request.GET)
    show = request.GET.get("show", "") if request.GET.get("show") in SHOWS else ""
    language = get_language() or "en"
    known = terms.load(language)
    context: dict[str, Any] = {"form": form, "terms": known, "show": show, **choices.all_of(form)}
    context["private"] = request.method == "POST"
    if not form.is_empty:
        context |= _found(request, form, known, language, show)
    template = "directory/find/print.html" if show == "print" else "directory/find/find.html"
    response = render(request, template, context)
    response["Cache-Control"] = "no-store" if context["private"] else "private, no-cache"
    return response


def _found(
    request: HttpRequest, form: address.Typed, known: terms.Terms, language: str, show: str
) -> dict[str, Any]:
    query = address.query(form, known, language, size=PRINTED if show == "print" else None)
    page = search(query)
    moment = address.minutes(query.at or clock.now())
    link = request.build_absolute_uri(
        f"{reverse('find')}?{form.encoded(pos='', t='', lang=language)}"
    )
    return {
        "page": page,
        "cards": [showing.card(result, known, language) for result in page.results],
        "more": form.encoded(pos=page.next_position, t=moment) if page.next_position else "",
        "first": form.encoded(pos="", t="") if form.pos else "",
        "hidden": list(form.pairs(pos="", t=moment)),
        "link": link,
        "qr": qr_code(link) if show in ("share", "print") else "",
        "query": query,
        "picture": _picture(page) if show == "map" else None,
        "chosen": choices.chosen(form, known),
    }


def _picture(page: Page) -> Picture:
    """Only what is public: a confidential place has no point."""
    found = [
        Point(result.point.latitude, result.point.longitude, result.name, number, f"#r{number}")
        for number, result in enumerate(page.results, start=1)
        if result.point and result.shown.get("confidentiality") == "full"
    ]
    if page.place and found:
        here = page.place.point
        found.append(Point(here.latitude, here.longitude, page.place.name or "", tone="accent"))
    return Picture(name=gettext("Map"), points=tuple(found))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def service_page(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Everything about one service. POST says from where somebody comes, and leaves no address
    behind; like `find` it changes nothing and needs no token."""
    language = get_language() or "en"
    known = terms.load(language)
    found = service.load(service_id)
    typed = request.POST.get("place", "")[:200].strip()
    spot = understanding.understand(Query(place=typed)).place if typed else None
    ways = travelling.ways_there(found.doors, spot.point) if spot else [None] * len(found.doors)
    doors = [
        (
            replace(showing.card(door, known, language), stops=showing.stops(door)),
            showing.week(door.hours, door.wall),
            way,
        )
        for door, way in zip(found.doors, ways, strict=True)
    ]
    told = service.in_language(found.told, language)
    context = {"service": found, "told": told, "doors": doors, "key": uuid7()}
    context |= {"place": typed, "is_place_unknown": bool(typed) and spot is None,
                "has_ways": held.is_there()}  # fmt: skip
    context["phones"] = [phone | {"dial": showing.dial(phone)} for phone in told["phones"] or []]
    answer = render(request, "directory/find/service.html", context)
    if typed:
        answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def wrong(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """ "This is wrong", in one tap; words are welcome and not asked for."""
    robots.check(request)
    listed = Service.objects.listed().filter(pk=service_id).first()
    if listed is not None:
        words = request.POST.get("words", "")
        suggest(service=listed, side="public", words=words, key=_key(request))
    return redirect("find-thanks", about="wrong")


@require_POST
def nothing(request: HttpRequest) -> HttpResponseRedirect:
    """ "I found nothing": counted, with nobody's name and none of the words."""
    robots.check(request)
    if robots.is_first(request, "nothing"):
        tell_nothing_found(
            needs=terms.load("en").chosen(request.POST.getlist("need")),
            language=request.POST.get("speaks", "") or get_language() or "en",
            place=request.POST.get("place", ""),
            words_count=len(request.POST.get("count", "")),
        )
    return redirect("find-thanks", about="nothing")


@require_GET
def thanks(request: HttpRequest, about: str) -> HttpResponse:
    """After a tap."""
    return render(request, "directory/find/thanks.html", {"about": about})


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None
