"""Words for questions of a region."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from kith.region import question_words, showing, words

register = template.Library()

register.filter("group_name", question_words.group)
register.filter("way", question_words.way)
register.filter("warning", words.sentence)


@register.inclusion_tag("region/parts/badge.html")
def question_state(state: str) -> dict[str, Any]:
    tone, icon, said = question_words.STATES.get(state, question_words.STATES["failed"])
    return {"tone": tone, "icon": icon, "words": said}


@register.filter
def phase(name: str) -> str:
    return str(question_words.PHASES.get(name, question_words.PHASES[""]))


@register.filter
def fault(name: str) -> str:
    return str(question_words.FAULTS.get(name, question_words.FAULTS["broken"]))


@register.filter
def people(number: int | None) -> str:
    """A count; a word where it is held back."""
    return _("too few to show") if number is None else showing.many(number)


@register.filter
def more(number: int | None) -> str:
    """A difference with its sign."""
    if number is None:
        return _("too few to show")
    return ("+" if number > 0 else "−" if number < 0 else "") + showing.many(abs(number))
