"""Words of this room."""

from typing import Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.outreach.rules.readiness import Lack

register = template.Library()

STATES: dict[str, tuple[str, str, str | Promise]] = {
    "idea": ("wait", "question-circle", _("An idea")),
    "agreed": ("good", "check-lg", _("We may stop")),
    "resting": ("off", "pause-circle", _("Not for now")),
    "closed": ("off", "x-circle", _("Given up")),
}
LACKS: dict[str, str | Promise] = {
    "is_idea": _("nobody has agreed yet"),
    "is_resting": _("it rests for now"),
    "is_closed": _("it was given up"),
    "no_agreement": _("no host has said yes"),
    "agreement_over": _("the host’s yes ended on {day}"),
    "agreement_ends": _("the host’s yes ends on {day}"),
    "permit_unknown": _("ask whether a permit is needed"),
    "permit_asked": _("the permit has not come yet"),
    "permit_over": _("the permit ended on {day}"),
    "permit_ends": _("the permit ends on {day}"),
    "nobody_welcomes": _("say who welcomes us"),
}


@register.inclusion_tag("outreach/parts/badge.html")
def stop_state(state: str) -> dict[str, Any]:
    """A state as word, picture and colour."""
    tone, icon, words = STATES[state]
    return {"tone": tone, "icon": icon, "words": words}


@register.filter
def weekday_name(number: int) -> str | Promise:
    """1 is Monday."""
    return WEEKDAYS[number - 1]


@register.filter
def lack_words(lack: Lack) -> str:
    """What is missing, in a few words."""
    day = date_format(lack.day, "SHORT_DATE_FORMAT") if lack.day else ""
    return str(LACKS[lack.code]).format(day=day)
