"""Circles, mutual aid and the peers' voice in words, for their pages."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.peers import circle_words
from kith.peers.actions.listing import rule_of
from kith.peers.models import Change, Circle

register = template.Library()

CIRCLE = {
    "planned": ("wait", "pencil", _("Planned")),
    "running": ("good", "check-lg", _("Takes place")),
    "paused": ("calm", "pause-circle", _("Paused")),
    "ended": ("off", "check2-all", _("Came to its end")),
}
DATE = {
    "on": ("calm", "calendar-event", _("As ever")),
    "moved": ("wait", "arrow-right", _("Moved")),
    "extra": ("good", "plus-lg", _("One more")),
    "cancelled": ("off", "x-lg", _("Does not take place")),
}
STATES: dict[str, dict[str, tuple[str, str, Any]]] = {"circle": CIRCLE, "date": DATE}


@register.inclusion_tag("peers/parts/badge.html")
def together_badge(state: str, kind: str) -> dict[str, Any]:
    """A state as word, picture and colour."""
    tone, icon, words = STATES[kind][state]
    return {"tone": tone, "icon": icon, "words": words}


@register.filter
def meets(circle: Circle) -> str:
    """By which rule a circle meets."""
    return circle_words.rule_in_words(rule_of(circle))


@register.filter
def rule_in_words(rule: dict[str, str]) -> str:
    """The rule as a public face holds it."""
    return circle_words.rule_in_words(rule)


@register.simple_tag
def way_words(way: str, district: str = "") -> str:
    """How one takes part."""
    return circle_words.way_in_words(way, district)


@register.filter
def gender_words(gender: str) -> str:
    """For whom."""
    return circle_words.gender_in_words(gender)


@register.filter
def change_reason(code: str) -> str | Promise:
    """Why a meeting differs."""
    return Change.Reason(code).label if code else ""
