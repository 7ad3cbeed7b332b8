"""Filling in by private link, without an account.

The link leads to a cover page that shows nothing but who asks; from there on the token travels in
the form, so that no later address holds it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kith.measures import actions, asking, links, words
from kith.measures.models import Assessment
from kith.measures.refusals import NobodyOnDuty
from kith.measures.rules.definition import Instrument
from kith.measures.views import filling


@never_cache
def cover(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, how long it takes, that everything may be skipped. A look begins nothing: whoever
    makes a preview of a link has not answered."""
    with links.following(token) as found:
        context = {
            "organization": found.organization, "count": found.item_count, "token": token,
            "expires_at": found.link.expires_at, "is_begun": found.state == "open",
        }  # fmt: skip
        return render(request, "measures/cover.html", context)


@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """One step of the form."""
    token = request.POST.get("token", "")
    with links.following(token) as found:
        if found.state == "offered":
            try:
                actions.begin_by_link(assessment=found)
            except NobodyOnDuty:
                context = {"organization": found.organization}
                return render(request, "measures/not_now.html", context, status=409)
        if request.POST.get("go") == "begin":
            return _form(request, found, filling.Turn("on", filling.show(request, found)), token)
        return _after(request, found, filling.turn(request, found), token)


def _after(
    request: HttpRequest, found: Assessment, turned: filling.Turn, token: str
) -> HttpResponse:
    if turned.went == "on":
        return _form(request, found, turned, token)
    instrument = asking.find(found.instrument)
    context = {
        "went": turned.went, "organization": found.organization, "token": token,
        "severity": turned.severity, **said(instrument, turned),
    }  # fmt: skip
    return render(request, "measures/done.html", context)


def said(instrument: Instrument, turned: filling.Turn) -> dict[str, object]:
    """The result in plain words, for the person who answered."""
    result = turned.result
    if result is None:
        return {}
    return {
        "about": words.about(instrument.about),
        "plain": words.plain(result.band) if result.is_scored else "",
        "why_not": words.REASONS.get(result.reason, ""),
        "score": result.score,
        "highest": instrument.highest,
        "licence": (text := instrument.text_in("en")) and text.licence,
    }


def _form(
    request: HttpRequest, found: Assessment, turned: filling.Turn, token: str
) -> HttpResponse:
    severity = turned.severity or filling.severity_now(found)
    context = {
        "sheet": turned.sheet, "token": token, "organization": found.organization,
        "severity": severity,
    }  # fmt: skip
    return render(request, "measures/answer.html", context)
