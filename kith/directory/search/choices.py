"""What the form offers to choose from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from kith.core.languages import INTERFACE, SPOKEN_CODES, name_of
from kith.directory.models.service import Access, Cost
from kith.directory.search.address import DISTANCES, MINUTES, Typed
from kith.directory.search.terms import Terms
from kith.region import words
from kith.region.tables import held


@cache
def spoken() -> tuple[tuple[str, str], ...]:
    """Languages to ask for: those of the pages first, then the others by their own names."""
    first = tuple((language.code.split("-")[0], language.name) for language in INTERFACE)
    known = {code for code, _name in first} | {"prs"}
    named = {(code, name_of(code)) for code in SPOKEN_CODES if code not in known}
    rest = [(code, name) for code, name in named if name != code]
    return (*first, *sorted(rest, key=lambda pair: pair[1].casefold()))


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing that narrows a search, and the address without it."""

    label: str
    without: str


def chosen(form: Typed, terms: Terms) -> list[Chosen]:
    """What is on, to be taken away one by one."""
    spoken_names = dict(spoken())
    named: dict[str, Callable[[str], str]] = {
        "need": lambda code: _term(terms, code),
        "who": lambda code: _term(terms, code),
        "speaks": lambda code: spoken_names.get(code, name_of(code)),
        "cost": lambda value: str(Cost(value).label) if value in Cost.values else value,
        "way": lambda value: str(Access(value).label) if value in Access.values else value,
    }
    found = [
        Chosen(label(value), form.without(name, value))
        for name, label in named.items()
        for value in getattr(form, name)
    ]
    if form.when == "now":
        found.append(Chosen(_("Open now"), form.without("when")))
    elif form.when == "at" and form.day.isdecimal() and int(form.day[:1]) in WEEKDAYS:
        day = {"day": WEEKDAYS[int(form.day[:1])], "time": form.time}
        found.append(Chosen(_("Open on %(day)s at %(time)s") % day, form.without("when")))
    if form.km in MINUTES:
        found.append(Chosen(_("Up to %(time)s") % {"time": _within(form.km)}, form.without("km")))
    elif form.km:
        found.append(Chosen(_("Up to %(km)s km") % {"km": form.km}, form.without("km")))
    if form.age:
        found.append(Chosen(_("Age %(age)s") % {"age": form.age}, form.without("age")))
    if form.sort == "near":
        found.append(Chosen(_("Nearest first"), form.without("sort")))
    return found


def _term(terms: Terms, code: str) -> str:
    found = terms.chosen([code])
    return terms.name(found[0]) if found else code


def _within(value: str) -> str:
    is_walk = MINUTES[value] == "foot"
    return _("%(time)s %(means)s") % {
        "time": words.minutes(60 * int(value[1:])),
        "means": _("on foot") if is_walk else _("by bus or train"),
    }


def all_of(form: Typed) -> dict[str, Any]:
    """For the template: (value, label, is chosen)."""
    return {
        "spoken": [(code, name, code in form.speaks) for code, name in spoken()],
        "ways": [(way.value, way.label, way.value in form.way) for way in Access],
        "costs": [
            (cost.value, cost.label, cost.value in form.cost)
            for cost in Cost
            if cost is not Cost.UNKNOWN
        ],
        "distances": [
            *((value, _within(value), value == form.km) for value in MINUTES if held.is_there()),
            *((str(km), _("%(km)s km") % {"km": km}, str(km) == form.km) for km in DISTANCES),
        ],
        "weekdays": [(str(day), name, str(day) == form.day) for day, name in WEEKDAYS.items()],
    }
