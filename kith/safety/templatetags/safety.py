"""What pages show of this room.

{% load safety %}
{% concerns_first member %}        on Today: every open concern with its clock, before all else
{% help_now organization %}        to a person: numbers and steps at once, never "alert sent"
{% concern_badge row %}            the state as word, picture and colour
{{ code|reason_words }}            why it was raised
"""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Organization
from kith.safety import clocks, helplines
from kith.safety.queries import desk, help

register = template.Library()

STATES: dict[str, tuple[str, str | Promise]] = {
    "raised": ("exclamation-triangle", _("Nobody has it yet")),
    "acknowledged": ("person", _("Somebody has it")),
    "engaged": ("chat-dots", _("With the person")),
    "consulted": ("people", _("Supervisor consulted")),
    "handing_over": ("send", _("Being handed over")),
    "emergency": ("telephone", _("Emergency help is coming")),
    "held": ("shield-check", _("They have the person")),
    "following": ("alarm", _("Follow-ups")),
    "closed": ("check-lg", _("Closed")),
}
REASONS: dict[str, str | Promise] = {
    "member_worried": _("Somebody of us was worried"),
    "said_unsafe": _("Said so when asking for help"),
    "contact_worried": _("After a contact"),
    "item_positive": _("An answer in a questionnaire"),
    "asked_for_somebody": _("Asked for somebody on a device that was handed to them"),
}


@register.filter
def reason_words(code: str) -> str | Promise:
    """Why it was raised. A rule of a room that named none: that it was one."""
    return REASONS.get(code, _("An answer that needs a look"))


@register.filter
def dial(number: str) -> str:
    """A number as a telephone wants it."""
    return helplines.dialled(number)


@register.inclusion_tag("safety/parts/badge.html")
def concern_badge(row: desk.Row) -> dict[str, Any]:
    """`row`: of `queries.desk`."""
    icon, words = STATES[row.concern.state]
    return {"tone": "off" if not row.concern.is_open else row.tone, "icon": icon, "words": words}


@register.inclusion_tag("safety/parts/first.html")
def concerns_first(member: Member) -> dict[str, Any]:
    """Open concerns, for Today. Two queries, none for members who do not work with people."""
    return {"rows": desk.open_rows(member)}


@register.inclusion_tag("safety/parts/now.html")
def help_now(
    organization: Organization, severity: str = "", country: str = "", language: str = ""
) -> dict[str, Any]:
    """For somebody in danger, in the same answer as whatever they sent. `severity` of the concern
    that was raised, if one was: then the page says who looks."""
    live = clocks.of(organization.id)
    return {
        "organization": organization,
        "lines": help.lines(organization, country=country, language=language),
        "steps": help.steps(organization, language),
        "is_raised": bool(severity),
        "is_live": bool(live.live_since),
    }
