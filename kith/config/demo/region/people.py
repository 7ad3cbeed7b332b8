"""How many live in each cell, by group: more around the middles of the districts."""

import math
import random
from collections.abc import Iterator

from kith.config.demo.region.ground import Ground
from kith.config.demo.town import DISTRICTS, SEED

RESOLUTION = 9
GROUPS = ("population", "no_car", "under_18", "over_64", "newcomers", "veterans")
NEWCOMERS = {"Old Harbour": 0.3, "Station Fields": 0.25, "Lantern Quarter": 0.2}


def cells(ground: Ground) -> Iterator[dict[str, object]]:
    """One row a cell: id, latitude, longitude, and how many of each group."""
    import h3

    west, south, east, north = ground.bounds
    shape = h3.LatLngPoly([(south, west), (south, east), (north, east), (north, west)])
    for cell in sorted(h3.polygon_to_cells(shape, RESOLUTION)):
        latitude, longitude = h3.cell_to_latlng(cell)
        yield {"id": cell, "lat": round(latitude, 6), "lon": round(longitude, 6),
               **_lives(cell, latitude, longitude)}  # fmt: skip


def _lives(cell: str, latitude: float, longitude: float) -> dict[str, object]:
    chance = random.Random(f"{SEED}/{cell}")  # noqa: S311 - no secret
    pull, nearest, least = 0.0, DISTRICTS[0], math.inf
    for district in DISTRICTS:
        far = math.hypot((latitude - district.latitude) * 111,
                         (longitude - district.longitude) * 82)  # fmt: skip
        pull += district.weight * math.exp(-((far / 0.9) ** 2))
        if far < least:
            nearest, least = district, far
    many = int(60 * pull * chance.uniform(0.6, 1.4))
    shares = (0.22 + 0.2 * chance.random(), 0.22, 0.16, NEWCOMERS.get(nearest.name, 0.06), 0.06)
    counts = [many, *(int(many * share * chance.uniform(0.8, 1.2)) for share in shares)]
    return dict(zip(GROUPS, counts, strict=True))
