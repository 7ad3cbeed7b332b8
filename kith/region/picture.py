"""What a page shows on a map: areas with a legend in words, numbered points, where one starts.

    {% load maps %}
    {% block head %}{% map_files %}{% endblock %}
    {% map picture %}        in the page; the list beside it is always complete

A room makes a Picture of what its member may see; the tag draws it as SVG, which is also what is
printed and what is there without script, and hands the same to MapLibre.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

WIDE, HIGH = 480.0, 400.0
EDGE = 14.0
TONES = ("", "accent", "soft", "off")


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered place. href: where a press leads, such as `#stop-3`. key: comes back when it is
    dragged. tone: "", "accent" (a start), "soft" (an alternative), "off" (banned)."""

    latitude: float
    longitude: float
    name: str
    number: int | str = ""
    href: str = ""
    key: str = ""
    tone: str = ""
    is_draggable: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A shaded area: a GeoJSON Polygon or MultiPolygon. level: of the picture's legend."""

    shape: dict[str, Any]
    level: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """levels: what each shade means, in words, palest first, at most six; "" for one that is left
    out. bounds: west, south, east, north; where none is given, of what is shown."""

    name: str
    points: tuple[Point, ...] = ()
    areas: tuple[Area, ...] = ()
    levels: tuple[str, ...] = ()
    bounds: tuple[float, float, float, float] | None = None


def data(picture: Picture) -> dict[str, Any]:
    """The same for a script."""
    return {
        "bounds": extent(picture),
        "points": [
            {
                "lat": one.latitude, "lon": one.longitude, "name": one.name, "n": str(one.number),
                "href": one.href, "key": one.key, "tone": one.tone, "drag": one.is_draggable,
            }
            for one in picture.points
        ],
        "areas": {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": one.shape,
                 "properties": {"level": one.level, "name": one.name}}
                for one in picture.areas
            ],
        },
    }  # fmt: skip


def extent(picture: Picture) -> tuple[float, float, float, float] | None:
    """West, south, east, north of everything shown."""
    if picture.bounds:
        return picture.bounds
    places = [(one.longitude, one.latitude) for one in picture.points]
    for one in picture.areas:
        places.extend((x, y) for ring in rings(one.shape) for x, y, *_up in ring)
    if not places:
        return None
    xs, ys = zip(*places, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def rings(shape: dict[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """Every ring, holes too."""
    several = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in several:
        yield from polygon


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture in the units of an SVG."""

    width: int
    height: int
    paths: tuple[tuple[int, str, str], ...]
    dots: tuple[tuple[float, float, Point], ...]


def drawn(picture: Picture) -> Drawn | None:
    """Laid flat: a degree of longitude as wide as it is in the middle. None where nothing is."""
    box = extent(picture)
    if box is None:
        return None
    west, south, east, north = box
    flat = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * flat, 1e-4), max(north - south, 1e-4)
    scale = min((WIDE - 2 * EDGE) / wide, (HIGH - 2 * EDGE) / high)
    height = high * scale + 2 * EDGE
    left = (WIDE - wide * scale) / 2

    def at(longitude: float, latitude: float) -> tuple[float, float]:
        x = left + (longitude - west) * flat * scale
        return round(x, 1), round(height - EDGE - (latitude - south) * scale, 1)

    paths = tuple((one.level, one.name, _path(one.shape, at)) for one in picture.areas)
    dots = tuple((*at(one.longitude, one.latitude), one) for one in picture.points)
    return Drawn(round(WIDE), round(height), paths, dots)


def _path(shape: dict[str, Any], at: Any) -> str:
    parts = []
    for ring in rings(shape):
        corners = [at(x, y) for x, y, *_up in ring]
        parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "Z")
    return "".join(parts)
