"""What pages show of this room.

{% load measures %}
{% assessment_badge row.state %}   the state as word, picture and colour
{{ row.about|about_words }}        what it asks about
{{ code|band_words }}              a band, for staff
{{ score|as_number }}              12, or 19.25
"""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format

from kith.core.languages import is_rtl, name_of
from kith.measures import words
from kith.measures.models import Assessment

register = template.Library()


@register.inclusion_tag("measures/parts/badge.html")
def assessment_badge(state: str) -> dict[str, Any]:
    """The state as word, picture and colour; a code nobody knows as it stands."""
    tone, icon, said = words.STATES.get(state, ("off", "circle", state))
    return {"tone": tone, "icon": icon, "words": said}


@register.filter
def about_words(code: str) -> str:
    return words.about(code)


@register.filter
def band_words(code: str) -> str:
    return words.label(code)


@register.filter
def level_words(code: str) -> str:
    return words.level(code)


@register.filter
def recall_words(code: str) -> str:
    return str(words.RECALL.get(code, code))


@register.filter
def verdict_words(code: str) -> str:
    return str(words.VERDICTS.get(code, code))


@register.filter
def subscale_words(code: str) -> str:
    return str(words.SUBSCALES.get(code, code))


@register.filter
def mode_words(code: str) -> str:
    return str(Assessment.Mode(code).label) if code in Assessment.Mode.values else code


@register.filter
def language_words(code: str) -> str:
    """What its speakers call a language."""
    return name_of(code) if code else ""


@register.filter
def direction_of(code: str) -> str:
    return "rtl" if is_rtl(code) else "ltr"


@register.filter
def as_number(value: Decimal | None) -> str:
    """A score as the page's language writes it, without zeros that say nothing."""
    if not isinstance(value, Decimal):
        return ""
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return number_format(value, places)
