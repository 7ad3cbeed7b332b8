"""Codes into words, pictures and colours, for the pages of this room."""

import datetime as dt
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.core.languages import name_of
from kith.peers.forms.standards import DOES, NEVER, UNITS
from kith.peers.forms.training import SEEN
from kith.peers.forms.working import LEVELS
from kith.peers.models import (
    Check,
    Match,
    MatchContact,
    Peer,
    Seeking,
    TimeEntry,
    WellbeingCheck,
    Work,
)
from kith.peers.reason_words import LEFT_OUT, RULES

register = template.Library()

APPLICATION = {
    "enquiry": ("now", "envelope", _("New")),
    "application": ("wait", "book", _("Read")),
    "interview": ("calm", "chat-dots", _("Talk")),
    "clearance": ("calm", "shield-check", _("Clearance")),
    "accepted": ("good", "check-lg", _("Welcome")),
    "declined": ("off", "x-lg", _("Not now")),
    "withdrawn": ("off", "x-lg", _("Taken back")),
}
PEER = {
    "training": ("calm", "book", _("In training")),
    "practicum": ("calm", "people", _("In practice")),
    "sign_off": ("wait", "hourglass-split", _("Waits for the sign-off")),
    "active": ("good", "check-lg", _("Active")),
    "renewal_due": ("wait", "alarm", _("Renewal is due")),
    "leave": ("calm", "cup-hot", _("Time off")),
    "restricted": ("wait", "pause-circle", _("Works with limits")),
    "suspended": ("off", "pause-circle", _("Stopped for now")),
    "lapsed": ("off", "x-lg", _("Not renewed")),
    "alumni": ("off", "person", _("Said goodbye")),
}
MATCH = {
    "proposed": ("wait", "signpost-split", _("Proposed")),
    "chosen": ("wait", "hourglass-split", _("Waits for an answer")),
    "accepted": ("good", "check-lg", _("Accepted")),
    "first_contact": ("good", "chat-dots", _("Getting to know each other")),
    "active": ("good", "people", _("Walking together")),
    "paused": ("calm", "pause-circle", _("Paused")),
    "declined": ("off", "x-lg", _("Not this time")),
    "ended_well": ("off", "check2-all", _("Came to a good end")),
    "ended_early": ("off", "x-lg", _("Ended early")),
}
SHEET = {
    "open": ("calm", "pencil", _("Open")),
    "sent": ("wait", "hourglass-split", _("Handed in")),
    "approved": ("good", "check-lg", _("Approved")),
}
CERTIFICATE = {
    "holds": ("good", "check-lg", _("This certificate holds")),
    "ran_out": ("off", "calendar-x", _("This certificate ran out")),
    "withdrawn": ("off", "x-lg", _("This certificate does not hold any more")),
}
MATTER = {
    "open": ("now", "megaphone", _("Open")),
    "closed": ("wait", "hourglass-split", _("Objections wait for an answer")),
    "decided": ("wait", "hourglass-split", _("Waits for the organisation")),
    "answered": ("calm", "reply", _("Answered")),
    "kept": ("good", "check2-all", _("Done")),
    "not_kept": ("off", "x-lg", _("Not done")),
    "stopped": ("off", "x-lg", _("Taken back")),
}
STATES = {
    "application": APPLICATION,
    "peer": PEER,
    "match": MATCH,
    "sheet": SHEET,
    "certificate": CERTIFICATE,
    "matter": MATTER,
}
WORDS: dict[str, dict[str, Any]] = {
    "work": dict(Work.choices),
    "step": dict(Peer.Step.choices),
    "kind": dict(Check.Kind.choices),
    "finding": dict(Check.Finding.choices),
    "means": dict(MatchContact.Means.choices),
    "wants": dict(WellbeingCheck.Wants.choices),
    "level": dict(LEVELS),
    "time": dict(TimeEntry.Kind.choices),
    "does": DOES,
    "never": NEVER,
    "unit": UNITS,
    "suits": dict(Match.Suits.choices),
    "told": dict(Seeking.Told.choices),
}


@register.inclusion_tag("peers/parts/badge.html")
def peers_badge(state: str, kind: str) -> dict[str, Any]:
    """A state of this room as word, picture and colour."""
    tone, icon, words = STATES[kind][state]
    return {"tone": tone, "icon": icon, "words": words}


@register.filter
def said(code: Any, kind: str) -> str | Promise:
    """A stored code in the page's language."""
    return WORDS[kind].get(str(code), str(code)) if code not in (None, "") else ""


@register.filter
def as_hours(minutes: int) -> str:
    """Minutes as hours and minutes: 3:20."""
    return f"{minutes // 60}:{minutes % 60:02}"


@register.filter
def month_name(day: dt.date) -> str:
    """November 2026."""
    return date_format(day, "YEAR_MONTH_FORMAT")


@register.filter
def seen(item: str) -> str | Promise:
    """What a competency is called."""
    return SEEN.get(item, item)


@register.filter
def rule_words(rule: str) -> str:
    """What a hard rule is called."""
    return RULES[rule]() if rule in RULES else rule


@register.filter
def left_out_words(code: str) -> str:
    """What has changed since a round was worked out."""
    return LEFT_OUT[code]() if code in LEFT_OUT else code


@register.filter
def language_called(code: str) -> str:
    """What its speakers call a language."""
    return name_of(code) if code else ""


@register.filter
def languages(codes: list[str]) -> str:
    """What their speakers call them."""
    return ", ".join(name_of(code) for code in codes if code)
