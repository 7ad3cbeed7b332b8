"""The picture of a choice, drawn here: where people live, what they have, the numbered stops.

What stands without script, on paper, and where no map was built. Dots of one kind are one path:
thousands of places are a few kilobytes.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from kith.outreach.choosing import Page

WIDTH, MARGIN = 640.0, 26.0
TALLEST = 720.0
ORDER = ("care", "left", "new")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stop on the picture. number: 0 where it is not chosen."""

    x: float
    y: float
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """dots: (what they have, size, path), the gained last so that they lie on top."""

    width: float
    height: float
    dots: Sequence[tuple[str, int, str]]
    marks: Sequence[Mark]


def picture(page: Page) -> Picture | None:
    """None before there is an answer, or where nobody lives."""
    areas = page.answer["areas"] if page.answer else []
    if not areas:
        return None
    lines = [*page.others, *page.chosen]
    bounds = _Bounds([(row[0], row[1]) for row in areas] + [line.place for line in lines])
    paths: dict[tuple[str, int], list[str]] = defaultdict(list)
    for latitude, longitude, has, size in areas:
        x, y = bounds.at(latitude, longitude)
        paths[has, size].append(f"M{x:.0f} {y:.0f}h0")
    dots = [(has, size, "".join(paths[has, size])) for has, size in sorted(
        paths, key=lambda key: (ORDER.index(key[0]), key[1]))]  # fmt: skip
    marks = [Mark(*bounds.at(*line.place), line.number, line.stop.name) for line in lines]
    return Picture(WIDTH, bounds.height, dots, marks)


class _Bounds:
    """From degrees to the picture, north up, as wide as it is on the ground."""

    def __init__(self, places: Iterable[Sequence[Any]]) -> None:
        listed = list(places)
        self.north, south = max(p[0] for p in listed), min(p[0] for p in listed)
        self.west, east = min(p[1] for p in listed), max(p[1] for p in listed)
        self.narrow = max(0.01, cos(radians((self.north + south) / 2)))
        across = max((east - self.west) * self.narrow, 1e-4)
        down = max(self.north - south, 1e-4)
        self.scale = min((WIDTH - 2 * MARGIN) / across, (TALLEST - 2 * MARGIN) / down)
        self.left = (WIDTH - across * self.scale) / 2
        self.height = round(down * self.scale + 2 * MARGIN)

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = self.left + (longitude - self.west) * self.narrow * self.scale
        return round(x, 1), round(MARGIN + (self.north - latitude) * self.scale, 1)
