"""What every page of the shell knows. A query is asked only by pages that show it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from kith.core.languages import INTERFACE, is_rtl
from kith.web import crisis


@dataclass(frozen=True, slots=True)
class Choice:
    """A language of the switch, and this same page in it."""

    code: str
    name: str
    rtl: bool
    href: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """Member, languages and direction; crisis help (one query, public pages only)."""
    language = get_language() or "en"
    return {
        "member": getattr(request, "member", None),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "interface_languages": SimpleLazyObject(lambda: _choices(request)),
        "language": language,
        "direction": "rtl" if is_rtl(language) else "ltr",
        "crisis": SimpleLazyObject(crisis.help_now),
        "unread": SimpleLazyObject(lambda: _unread(request)),
    }


def _choices(request: HttpRequest) -> list[Choice]:
    """The language stands in the address, so that a shared link opens as it was read."""
    query = request.GET.copy()
    choices = []
    for language in INTERFACE:
        query["lang"] = language.code
        choices.append(Choice(language.code, language.name, language.rtl, f"?{query.urlencode()}"))
    return choices


def _unread(request: HttpRequest) -> int:
    """Notices of this member that nobody has opened; one query, desk pages only."""
    member = getattr(request, "member", None)
    return member.notices.filter(read_at=None).count() if member else 0
