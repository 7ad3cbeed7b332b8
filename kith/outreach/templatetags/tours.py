"""Words of weeks of tours."""

import datetime as dt
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.core.languages import name_of
from kith.outreach import words
from kith.outreach.words import REASON_WORDS

register = template.Library()

PLAN_STATES: dict[str, tuple[str, str, str | Promise]] = {
    "draft": ("wait", "pencil", _("To be planned")),
    "working": ("calm", "hourglass-split", _("Being planned")),
    "ready": ("good", "check-lg", _("Planned")),
    "failed": ("now", "exclamation-triangle", _("It could not be planned")),
    "published": ("good", "check-lg", _("Known to everybody")),
    "ended": ("off", "pause-circle", _("Over")),
}
VISIT_STATES: dict[str, tuple[str, str, str | Promise]] = {
    "planned": ("wait", "pencil", _("Planned")),
    "published": ("good", "check-lg", _("Known to everybody")),
    "cancelled": ("now", "x-circle", _("Called off")),
    "done": ("calm", "check-lg", _("Took place")),
}
EDITS: dict[str, str | Promise] = {
    "move": _("{name} was moved"),
    "add": _("{name} was added"),
    "drop": _("{name} was taken out"),
    "rescue": _("The rest of a day of {name} was planned anew"),
}


@register.inclusion_tag("outreach/parts/badge.html")
def plan_state(state: str) -> dict[str, Any]:
    tone, icon, said = PLAN_STATES[state]
    return {"tone": tone, "icon": icon, "words": said}


@register.inclusion_tag("outreach/parts/badge.html")
def visit_state(state: str) -> dict[str, Any]:
    tone, icon, said = VISIT_STATES[state]
    return {"tone": tone, "icon": icon, "words": said}


register.filter("clock", words.clock_words)
register.filter("clash_words", words.clash_words)
register.filter("unserved_words", words.unserved_words)


@register.filter
def cancel_words(code: str) -> str | Promise:
    """Why it was called off."""
    return REASON_WORDS.get(code, "")


@register.filter
def edit_words(edit: Any) -> str:
    return str(EDITS[edit.what]).format(name=edit.stop_name)


@register.filter
def spoken(codes: list[str]) -> str:
    """What their speakers call these languages."""
    return ", ".join(name_of(code) for code in codes)


@register.filter
def as_day(told: str) -> dt.date:
    """A day out of JSON."""
    return dt.date.fromisoformat(told)


@register.filter
def spoken_one(code: str) -> str:
    """What its speakers call a language."""
    return name_of(code)


@register.filter
def whole_day(day: dt.date) -> str:
    """With its weekday, for that is what people remember."""
    return f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}"


@register.filter
def short_day(day: dt.date) -> str:
    return f"{date_format(day, 'l')}, {date_format(day, 'SHORT_DATE_FORMAT')}"
