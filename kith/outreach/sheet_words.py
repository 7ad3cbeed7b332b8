"""What columns and cells of a list of stops may be called, in every language of the pages."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils import translation
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from kith.core.languages import INTERFACE
from kith.outreach.forms import StopForm

FIELDS: Mapping[str, forms.Field] = {
    name: field for name, field in StopForm.base_fields.items() if name != "replay_key"
}
CHOSEN = frozenset(
    name for name, field in FIELDS.items()
    if isinstance(field, forms.ChoiceField) and name != "weekdays"
)  # fmt: skip
KNOWN_AS = {
    "lat": "latitude", "lon": "longitude", "lng": "longitude", "long": "longitude",
    "type": "kind", "address": "where", "town": "district", "city": "district",
    "contact": "welcome", "roof": "shelter", "wc": "toilets",
}  # fmt: skip
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Pair = tuple[Any, Any]
"""A word, and what it means."""


def key(text: str) -> str:
    """Words as one compares them: without accents, capitals and signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", plain))


@cache
def headings() -> Mapping[str, str]:
    """What a column may be called, and the field it is."""
    own = [(key(name), name) for name in FIELDS]
    labels = [(field.label, name) for name, field in FIELDS.items()]
    return _meanings([*own, *KNOWN_AS.items()], labels)


@cache
def words(name: str) -> Mapping[str, str]:
    """What may stand in the cells of a field that is chosen, and the value it is."""
    choices = list(FIELDS[name].choices)  # type: ignore[attr-defined]
    more = [*((word, "yes") for word in YES), *((word, "no") for word in NO)]
    own = [(key(value), value) for value, _label in choices if value]
    has = [(word, value) for word, value in more if value in dict(choices)]
    return _meanings([*own, *has], [(label, value) for value, label in choices])


@cache
def weekdays() -> Mapping[str, int]:
    """What a day of the week may be called: 1 is Monday."""
    own = [(str(day), day) for day in range(1, 8)] + [(day, at) for at, day in enumerate(DAYS, 1)]
    named = [(name, at + 1) for names in (WEEKDAYS, WEEKDAYS_ABBR) for at, name in names.items()]
    return _meanings(own, named)


def _meanings(own: Iterable[Pair], labels: Iterable[Pair]) -> dict[str, Any]:
    """Our own words, then the labels in every language, the English first. The first meaning of a
    word counts."""
    found: dict[str, Any] = {}
    for word, meaning in own:
        found.setdefault(word, meaning)
    for language in INTERFACE:
        with translation.override(language.code):
            for label, meaning in labels:
                found.setdefault(key(str(label)), meaning)
    found.pop("", None)
    return found
