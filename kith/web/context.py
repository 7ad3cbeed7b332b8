"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from kith.core.languages import INTERFACE, is_rtl


def shell(request: HttpRequest) -> dict[str, Any]:
    """Member, languages and direction."""
    language = get_language() or "en"
    return {
        "member": getattr(request, "member", None),
        "interface_languages": INTERFACE,
        "language": language,
        "direction": "rtl" if is_rtl(language) else "ltr",
    }
