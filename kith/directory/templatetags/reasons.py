"""Reasons and misfits as words, in the language of the page.

{% load reasons %}
{% reason_words reason %}        one fact: "about 12 minutes on foot"
{% reasons_sentence reasons %}   all of them: "Matches your words, open now, free."

A reason is a `kith.core.sources.Reason`, or the {code, values} that an option keeps of it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import template
from django.db import models
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.core.languages import name_of
from kith.core.sources import Reason
from kith.directory.models import TaxonomyTerm
from kith.directory.search import travelling

register = template.Library()


def _checked(values: Mapping[str, str]) -> str:
    day = dt.date.fromisoformat(values["on"])
    return _("checked in %(month)s") % {"month": formats.date_format(day, "F Y")}


def _speaks(values: Mapping[str, str]) -> str:
    return _("speaks %(language)s") % {"language": name_of(values["language"])}


def _language_unsaid(values: Mapping[str, str]) -> str:
    language = name_of(values["language"])
    return _("ask whether somebody speaks %(language)s") % {"language": language}


def _term(key: str, sentence: Callable[[], str]) -> Callable[[Mapping[str, str]], str]:
    def words(values: Mapping[str, str]) -> str:
        return sentence() % {key: _term_name(values[key])}

    return words


def _term_name(term: str) -> str:
    """Its label in this language. Pages that show many put the name in the values beforehand."""
    try:
        UUID(term)
    except ValueError:
        return term
    found = TaxonomyTerm.objects.filter(pk=term).values_list("name", flat=True)
    own = (get_language() or "en", "en")
    labels = dict(
        TaxonomyTerm.objects.filter(pk=term, names__is_label=True, names__language__in=own)
        .values_list("names__language", models.F("names__name"))
    )  # fmt: skip
    return labels.get(own[0]) or labels.get("en") or found.first() or ""


WORDS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "offers": _term("need", lambda: _("offers %(need)s")),
    "named": lambda _values: _("matches what you wrote"),
    "near": lambda values: travelling.estimate_in_words(float(values["km"])),
    "journey": travelling.in_words,
    "comes_to_you": lambda _values: _("comes to you"),
    "no_journey": lambda _values: _("by phone or online"),
    "serves_area": lambda _values: _("serves your area"),
    "open_now": lambda _values: _("open now"),
    "open_then": lambda _values: _("open at that time"),
    "speaks": _speaks,
    "free": lambda _values: _("free"),
    "sliding": lambda _values: _("pay what you can"),
    "with_community": _term("community", lambda: _("made with %(community)s")),
    "takes_people": lambda _values: _("takes new people"),
    "checked": _checked,
    "too_young": lambda values: _("from age %(age)s") % values,
    "too_old": lambda values: _("up to age %(age)s") % values,
    "other_community": lambda _values: _("made for another community"),
    "language_unsaid": _language_unsaid,
    "cost_unsaid": lambda _values: _("ask about the cost"),
    "costs": lambda _values: _("may cost money"),
    "other_way": lambda _values: _("reached in another way"),
    "hours_unknown": lambda _values: _("hours not known: call first"),
    "paused": lambda _values: _("closed for now"),
    "full": lambda _values: _("full at the moment"),
    "waitlist": lambda _values: _("has a waiting list"),
    "stale": lambda _values: _("not checked for a year: call first"),
    "area_unsaid": lambda _values: _("ask whether they serve your area"),
}
"""Every code that search gives. A test holds the two together."""


def in_words(reason: Reason | Mapping[str, Any]) -> str:
    """One fact; empty for a code that another room gave and this one does not know."""
    code, values = (
        (reason.code, reason.values)
        if isinstance(reason, Reason)
        else (str(reason.get("code", "")), reason.get("values") or {})
    )
    return WORDS[code](values) if code in WORDS else ""


@register.simple_tag
def reason_words(reason: Reason | Mapping[str, Any]) -> str:
    return in_words(reason)


@register.simple_tag
def reasons_sentence(reasons: Iterable[Reason | Mapping[str, Any]]) -> str:
    """One sentence. The comma is a word too: Arabic and Chinese have their own."""
    told = [words for words in map(in_words, reasons) if words]
    if not told:
        return ""
    return _("%(facts)s.") % {"facts": capfirst(_(", ").join(told))}
