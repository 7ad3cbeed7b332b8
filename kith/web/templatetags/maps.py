"""A map on a page. `/_components` shows one; `kith.region.picture` says what goes in.

{% load maps %}
{% block head %}{% map_files %}{% endblock %}
{% map picture %}

Numbered points, shaded areas with their legend in words, points that can be dragged: a script hears
`kith:moved` on the element, with `event.detail` of {key, latitude, longitude}; `kithMap.show` on it
takes another picture. Without script the same is drawn as SVG, which is printed as well.
"""

from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kith.region import picture as pictures
from kith.region.models import RegionVersion

register = template.Library()


@register.simple_tag
def map_files() -> SafeString:
    """In the head of a page that shows a map; no other page asks for them."""
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}" defer></script>',
        static("build/map.css"), static("build/map.js"),
    )  # fmt: skip


@register.inclusion_tag("web/components/map.html")
def map(picture: pictures.Picture, key: str = "map", extra: str = "") -> dict[str, Any]:
    """One picture. key: unique on the page. extra: classes of the room's own."""
    version = _below(pictures.extent(picture))
    return {
        "picture": picture, "key": key, "extra": extra, "drawn": pictures.drawn(picture),
        "data": pictures.data(picture) | {"ground": ground(version)}, "data_key": f"{key}-data",
        "levels": [(k, said) for k, said in enumerate(picture.levels) if said],
        "attribution": version.attribution if version and version.has_map else "",
    }  # fmt: skip


def _below(extent: tuple[float, float, float, float] | None) -> RegionVersion | None:
    """The region in which the middle of the picture lies; the newest where that is none of them."""
    known = list(RegionVersion.objects.current().order_by("-built_at", "id"))
    if extent:
        west, south, east, north = extent
        x, y = (west + east) / 2, (south + north) / 2
        for one in known:
            if one.west <= x <= one.east and one.south <= y <= one.north:
                return one
    return known[0] if known else None


def ground(version: RegionVersion | None) -> dict[str, Any] | None:
    """The tiles under it; None where no region is built: the map then has a plain ground."""
    if version is None or not version.has_map:
        return None
    return {
        "tiles": reverse("map_tiles", args=[version.slug, version.digest[:16]]),
        "attribution": version.attribution,
        "bounds": [version.west, version.south, version.east, version.north],
    }
