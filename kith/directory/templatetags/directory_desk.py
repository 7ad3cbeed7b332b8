"""Names for the desk's pages of the directory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Role
from kith.directory import access

register = template.Library()


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of the directory at the desk, and whose it is."""

    name: str
    url: str
    icon: str
    title: str | Promise
    roles: tuple[Role, ...]


TABS = (
    Tab("list", "desk_directory", "list-ul", _("Services"), access.READERS),
    Tab("checks", "desk_checks", "telephone", _("Checks"), access.EDITORS),
    Tab("suggestions", "desk_suggestions", "chat-dots", _("Suggestions"), access.EDITORS),
    Tab("duplicates", "desk_duplicates", "files", _("Duplicates"), access.EDITORS),
    Tab("words", "desk_words", "translate", _("Words"), access.NAMERS),
    Tab("imports", "desk_imports", "download", _("Import"), access.KEEPERS),
)


@register.inclusion_tag("directory/desk/parts/tabs.html", takes_context=True)
def directory_tabs(context: template.Context, current: str) -> dict[str, Any]:
    """The pages this member may open: a tab never leads to a closed door."""
    member = context["member"]
    return {"tabs": [tab for tab in TABS if member.has_role(*tab.roles)], "current": current}


SECTION_NAMES: dict[str, str | Promise] = {
    "words": _("Words"), "house": _("Who offers it"), "check": _("Checking"),
    "stop": _("Take it out of sight"),
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
