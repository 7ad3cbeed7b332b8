"""Pictures beside words, drawn into the page itself: no request more, and there without a network.

The build gathers those that are used (`kith.web.scan`) from bootstrap-icons into one file.
"""

import json
from functools import cache, lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kith.web.scan import DRAWN


@lru_cache(1024)
def draw(name: str, extra: str = "") -> SafeString:
    """Hidden from screen readers, who hear the words beside it. A page of results has two hundred,
    of a few kinds."""
    if not name:
        return mark_safe("")
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        f"icon {extra}".strip(), mark_safe(_drawings().get(name, "")),  # noqa: S308 - our build's
    )  # fmt: skip


@cache
def _drawings() -> dict[str, str]:
    """The inside of each icon by its name; none where the front end was not built."""
    drawings: dict[str, str] = json.loads(DRAWN.read_text()) if DRAWN.exists() else {}
    return drawings
