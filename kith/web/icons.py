"""Pictures beside words, from a sprite. The public one stays small: it has none of the desk's."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def draw(context: template.Context, name: str, extra: str = "") -> SafeString:
    """Hidden from screen readers, who hear the words beside it."""
    if not name:
        return mark_safe("")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f"icon {extra}".strip(), static(f"build/{_sprite(context)}.svg"), name,
    )  # fmt: skip


def use_desk_sprite(context: template.Context) -> None:
    """Said by the desk's own head, before anything is drawn on the page."""
    if request := getattr(context, "request", None):
        request.icons = "icons-desk"


def _sprite(context: template.Context) -> str:
    return getattr(getattr(context, "request", None), "icons", "icons")
