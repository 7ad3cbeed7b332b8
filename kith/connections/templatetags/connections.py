"""Codes into words, pictures and colours, for the pages of this room."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.connections.models import (
    Barrier,
    Consent,
    Contact,
    FollowUp,
    Notice,
    Referral,
    Request,
)
from kith.connections.rows import Entry, NoticeRow
from kith.core.languages import name_of

register = template.Library()

REQUEST_STATES = {
    "new": ("now", "envelope", _("New")),
    "in_hand": ("calm", "person-check", _("In hand")),
    "options": ("wait", "signpost-split", _("Options laid out")),
    "connected": ("good", "link-45deg", _("Connected")),
    "closed": ("off", "check-lg", _("Closed")),
    "withdrawn": ("off", "x-lg", _("Taken back")),
}
REFERRAL_STATES = {
    "draft": ("off", "pencil", _("Draft")),
    "requested": ("wait", "hourglass-split", _("Waits for an answer")),
    "accepted": ("good", "check-lg", _("Accepted")),
    "rejected": ("off", "x-lg", _("Declined")),
    "cancelled": ("off", "x-lg", _("Cancelled")),
    "in-progress": ("good", "arrow-right", _("Started")),
    "on-hold": ("wait", "pause-circle", _("On hold")),
    "failed": ("off", "x-lg", _("Did not work out")),
    "completed": ("good", "check2-all", _("Completed")),
    "entered-in-error": ("off", "x-lg", _("Entered by mistake")),
}
WORDS: dict[str, Any] = {
    "barrier": Barrier.Reason,
    "share": Consent.Share,
    "means": Contact.Means,
    "follow_up": FollowUp.What,
    "reason": Referral.Reason,
    "outcome": Referral.Outcome,
    "channel": Request.Channel,
    "asked_by": Request.AskedBy,
    "next_step": Request.NextStep,
    "closed": Request.ClosedReason,
    "notice": Notice.Kind,
}
ENTRIES = {
    "asked": ("envelope", _("Asked for help")),
    "options": ("signpost-split", _("Options laid out")),
    "chosen": ("hand-thumbs-up", _("Chosen")),
    "passed": ("hand-thumbs-down", _("Not chosen")),
    "referral": ("send", _("Referral sent")),
    "answer": ("reply", _("Referral answered")),
    "contact": ("telephone", _("Contact")),
    "no_contact": ("telephone", _("Nobody answered")),
    "follow_up": ("alarm", _("Follow-up")),
    "dropped": ("x-lg", _("No longer needed")),
    "consent": ("shield-check", _("Agreed to share")),
    "taken_back": ("shield-x", _("Taken back")),
    "withdrawn": ("x-lg", _("Taken back")),
    "closed": ("check-lg", _("Closed")),
    "opened": ("eye", _("Opened")),
    "joined": ("person-plus", _("Joined the care team")),
    "left": ("person-dash", _("Left the care team")),
}


@register.inclusion_tag("connections/parts/badge.html")
def request_badge(state: str) -> dict[str, Any]:
    """The state of a request as word, picture and colour."""
    return _badge(REQUEST_STATES, state)


@register.inclusion_tag("connections/parts/badge.html")
def referral_badge(state: str) -> dict[str, Any]:
    """The state of a referral as word, picture and colour."""
    return _badge(REFERRAL_STATES, state)


def _badge(states: dict, state: str) -> dict[str, Any]:
    tone, icon, words = states[state]
    return {"tone": tone, "icon": icon, "words": words}


@register.filter
def words_of(code: str, kind: str) -> str | Promise:
    """A stored code in the page's language; the code itself where an older version wrote it."""
    if not code:
        return ""
    choices = WORDS[kind]
    return choices(code).label if code in choices.values else code


@register.filter
def language_name(code: str) -> str:
    """What its speakers call a language."""
    return name_of(code) if code else ""


@register.filter
def entry_icon(entry: Entry) -> str:
    return ENTRIES[entry.kind][0]


@register.filter
def entry_words(entry: Entry) -> str | Promise:
    """What a line of a timeline says first."""
    return ENTRIES[entry.kind][1]


@register.filter
def entry_detail(entry: Entry) -> str | Promise:
    """What refines it: a referral's state, a contact's means, a barrier's reason."""
    if entry.kind in ("referral", "answer") and entry.code in REFERRAL_STATES:
        return REFERRAL_STATES[entry.code][2]
    kind = {
        "contact": "means", "no_contact": "means", "closed": "closed", "follow_up": "follow_up",
        "dropped": "follow_up",
    }  # fmt: skip
    return words_of(entry.code, kind[entry.kind]) if entry.kind in kind else ""


@register.filter
def notice_url(notice: NoticeRow) -> str:
    """Where a notice leads; the address says nothing about whom."""
    from django.urls import reverse

    return reverse("notice", args=[notice.id])


@register.filter
def shown_code(code: str) -> str:
    """Ten digits as a telephone number: 555 012 3456."""
    return f"{code[:3]} {code[3:6]} {code[6:]}"
