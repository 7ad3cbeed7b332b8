"""Distance on the Earth as a sphere, and the cells by which places are found.

The mean radius of the IUGG is 6371.0088 km; a sphere is wrong by 0.5 % at most, which is less than
the walk from the kerb. Chords on the unit sphere grow with the great circle, so ordering by chord
is ordering by distance, everywhere, poles and date line included.
"""

import math
from dataclasses import dataclass

RADIUS_KM = 6371.0088
SIZES = (0.05, 0.4, 3.2)
"""Cell heights in degrees of latitude: 5.5, 44 and 356 km. As in kith_cell of the database."""

MOST_CELLS = 40
OWN_DOOR_KM = 0.03


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    latitude: float
    longitude: float

    def rounded(self) -> "Point":
        """To about a hundred metres: enough to search from, too coarse to name a door."""
        return Point(round(self.latitude, 3), round(self.longitude, 3))


def is_on_earth(latitude: float, longitude: float) -> bool:
    """Also false for NaN."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def great_circle_km(a: Point, b: Point) -> float:
    """Haversine: exact also for neighbours (Sinnott, Sky and Telescope 68(2), 1984)."""
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    across = math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * across
    return 2 * RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def chord(km: float) -> float:
    """Length through the unit sphere of a way along it; 2 from half the circumference on."""
    return 2 * math.sin(min(km / RADIUS_KM, math.pi) / 2)


def km(chord_length: float) -> float:
    """The way along the Earth for a chord."""
    return 2 * RADIUS_KM * math.asin(min(1.0, chord_length / 2))


def columns(size: float, row: int) -> int:
    """How many cells a row has, so that cells stay about square."""
    middle = min(90.0, (row + 0.5) * size - 90)
    return max(1, math.floor(360 / size * math.cos(math.radians(middle))))


def cell(point: Point, size: float) -> tuple[int, int]:
    """Row and column of a point."""
    row = math.floor((point.latitude + 90) / size)
    count = columns(size, row)
    return row, min(count - 1, math.floor((point.longitude + 180) / 360 * count))


def cover(point: Point, radius_km: float) -> tuple[int, set[tuple[int, int]]] | None:
    """Level (1..3) and cells that hold every point within the radius; None if it is too wide."""
    for level, size in enumerate(SIZES, start=1):
        cells = _cover(point, radius_km, size)
        if len(cells) <= MOST_CELLS:
            return level, cells
    return None


def _cover(point: Point, radius_km: float, size: float) -> set[tuple[int, int]]:
    angle = radius_km / RADIUS_KM
    reach = math.degrees(angle)
    south, north = max(-90.0, point.latitude - reach), min(90.0, point.latitude + reach)
    width = _half_width(point.latitude, angle)
    found: set[tuple[int, int]] = set()
    for row in range(math.floor((south + 90) / size), math.floor((north + 90) / size) + 1):
        count = columns(size, row)
        first = math.floor((point.longitude - width + 180) / 360 * count)
        last = math.floor((point.longitude + width + 180) / 360 * count)
        if len(found) > MOST_CELLS * 4:
            break
        found |= {(row, column % count) for column in range(first, min(last, first + count) + 1)}
    return found


def _half_width(latitude: float, angle: float) -> float:
    """Degrees of longitude to each side; all of them where the circle holds a pole."""
    ratio = math.sin(min(angle, math.pi / 2)) / max(1e-12, math.cos(math.radians(latitude)))
    return 180.0 if ratio >= 1 else math.degrees(math.asin(ratio))


def minutes_on_foot(distance_km: float) -> int:
    """An estimate where no streets are loaded: 1.3 times the straight line, 4.8 km an hour."""
    return max(1, round(distance_km * 1.3 / 4.8 * 60))
