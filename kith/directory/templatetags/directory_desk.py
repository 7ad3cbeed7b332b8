"""Names for the desk's pages of the directory."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

SECTION_NAMES: dict[str, str | Promise] = {
    "words": _("Words"), "stop": _("Take it out of sight"), "check": _("Checking"),
    "taking": _("Does it take people now?"), "steward": _("Look after it"),
    "languages": _("Languages spoken there"), "costs": _("Costs in detail"),
    "phones": _("Telephone"), "contacts": _("Whom to ask for"),
    "areas": _("Where people must live"), "documents": _("What to bring"),
    "websites": _("More on the web"), "texts": _("In other languages"),
    "doors": _("Places and hours"), "hours": _("Hours"), "door-hours": _("Hours"),
    "needs": _("What it helps with"), "communities": _("Who it is made with"),
    "place": _("A place"), "addresses": _("Address"), "place-hours": _("Hours"),
    "place-access": _("Getting in and around"), "place-phones": _("Telephone"),
    "place-contacts": _("Whom to ask for"), "free-places": _("Free places"),
}  # fmt: skip


@register.filter
def section_name(name: str) -> str | Promise:
    """What a section is called on its page."""
    return SECTION_NAMES.get(name, name)


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """A member's name by id; nothing for whoever is of another organisation."""
    return names.get(key, "")
