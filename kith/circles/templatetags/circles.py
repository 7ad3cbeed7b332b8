"""Codes into words, pictures and colours, for the pages of this room."""

from typing import Any
from uuid import UUID, uuid4

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.circles import words
from kith.circles.actions.listing import rule_of
from kith.circles.models import Change, Circle, Posting

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
POSTING = {
    "waiting": ("wait", "hourglass-split", _("Somebody looks at it first")),
    "shown": ("good", "eye", _("Can be seen")),
    "matched": ("good", "people", _("Two have found each other")),
    "hidden": ("now", "flag", _("Hidden; somebody looks at it")),
    "done": ("off", "check2-all", _("Done")),
    "refused": ("off", "x-lg", _("Not like this")),
    "removed": ("off", "x-lg", _("Taken away")),
    "withdrawn": ("off", "x-lg", _("Taken back")),
    "expired": ("off", "alarm", _("Its time is over")),
}
ANSWER = {
    "sent": ("wait", "hourglass-split", _("Waits for an answer")),
    "agreed": ("good", "people", _("Both said yes")),
    "declined": ("off", "x-lg", _("Not this time")),
    "withdrawn": ("off", "x-lg", _("Taken back")),
    "over": ("off", "check-lg", _("Over")),
}
STATES: dict[str, dict[str, tuple[str, str, Any]]] = {
    "circle": CIRCLE, "date": DATE, "posting": POSTING, "answer": ANSWER,
}  # fmt: skip
AID: dict[str, Any] = {"kind": Posting.Kind, "what": Posting.What}
ICONS = {
    "company": "cup-hot", "food": "basket", "ride": "signpost-split", "children": "people",
    "language": "translate", "hands": "hand-thumbs-up", "things": "box-seam",
    "other": "chat-dots",
}  # fmt: skip
BOUNDARIES = {
    "money": _("A word may be about money; whoever wrote it says that it is not."),
    "documents": _("A word may be about papers; whoever wrote it says that it is not."),
}


@register.inclusion_tag("peers/parts/badge.html")
def circles_badge(state: str, kind: str) -> dict[str, Any]:
    """A state of this room as word, picture and colour."""
    tone, icon, words = STATES[kind][state]
    return {"tone": tone, "icon": icon, "words": words}


@register.filter
def meets(circle: Circle) -> str:
    """By which rule a circle meets."""
    return words.rule_in_words(rule_of(circle))


@register.filter
def rule_in_words(rule: dict[str, str]) -> str:
    """The rule as a public face holds it."""
    return words.rule_in_words(rule)


@register.simple_tag
def way_words(way: str, district: str = "") -> str:
    """How one takes part."""
    return words.way_in_words(way, district)


@register.filter
def gender_words(gender: str) -> str:
    """For whom."""
    return words.gender_in_words(gender)


@register.filter
def change_reason(code: str) -> str | Promise:
    """Why a meeting differs."""
    return Change.Reason(code).label if code else ""


@register.filter
def aid_words(code: str, kind: str) -> str | Promise:
    """A kind of offer or ask in the page's language."""
    return AID[kind](code).label


@register.filter
def aid_icon(what: str) -> str:
    return ICONS.get(what, "chat-dots")


@register.filter
def boundary_words(code: str) -> str | Promise:
    """What a moderator should look at."""
    return BOUNDARIES.get(code, code)


@register.filter
def fresh_key(_row: UUID) -> str:
    """A key of its own for each form of a list: one sent twice has one effect."""
    return str(uuid4())
