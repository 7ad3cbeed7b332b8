"""The self-check of the public pages. With script nothing leaves the browser; without, the answers
come here once, are scored, and are neither kept nor logged."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from kith.measures import library, sheets, words
from kith.measures.rules import answers as rules
from kith.measures.rules import scoring
from kith.measures.rules.definition import Instrument, Text
from kith.measures.rules.scoring import Result


def checks(request: HttpRequest) -> HttpResponse:
    """Which there are."""
    offered = [
        {"instrument": i, "about": words.about(i.about), "count": len(i.items)}
        for i in library.instruments().values()
        if i.self_check and wording(i)
    ]
    return render(request, "measures/checks.html", {"offered": offered})


# Nothing is kept or changed, so there is nothing another site could make somebody do here; and a
# page that takes no cookie leaves none.
@csrf_exempt
@never_cache
def check(request: HttpRequest, name: str) -> HttpResponse:
    """One self-check, and with the answers its result."""
    instrument = _offered(name)
    text = wording(instrument)
    if text is None:
        raise Http404
    given = sheets.given(instrument, request.POST) if request.method == "POST" else {}
    known = {item: value for item, value in given.items() if value is not None}
    result = _result(instrument, known) if request.method == "POST" else None
    context = {
        "sheet": sheets.sheet(instrument, text, known),
        "about": words.about(instrument.about),
        "result": result,
        "bands": _bands(instrument, result),
        "why_not": words.REASONS.get(result.reason, "") if result else "",
        "most": instrument.scoring.missing.most,
    }
    return render(request, "measures/check.html", context)


def wording(instrument: Instrument) -> Text | None:
    """In the page's language where the authors' own form is known to us, else in English."""
    for language in (get_language() or "en", "en"):
        text = instrument.text_in(language)
        if text and text.standing == "official":
            return text
    return None


def _offered(name: str) -> Instrument:
    try:
        instrument = library.get(name)
    except library.UnknownInstrument:
        raise Http404 from None
    if not instrument.self_check or instrument.name != name:
        raise Http404
    return instrument


def _result(instrument: Instrument, known: dict) -> Result | None:
    try:
        return scoring.score(instrument, rules.read(instrument, known))
    except rules.Unreadable:
        return None


def _bands(instrument: Instrument, result: Result | None) -> list[dict[str, object]]:
    """Every band with its words, the one that was reached marked: the script needs them all."""
    ends = [band.start for band in instrument.bands[1:]]
    reached = result.band if result and result.is_scored else ""
    return [
        {"from": band.start, "below": end, "plain": words.plain(band.code),
         "is_reached": band.code == reached}
        for band, end in zip(instrument.bands, [*ends, (instrument.highest or 0) + 1], strict=True)
    ]  # fmt: skip
