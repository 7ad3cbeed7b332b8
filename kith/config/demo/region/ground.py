"""Where crossings lie and where the river runs. North is up, rows count from the south."""

import math
import random
from dataclasses import dataclass
from functools import cached_property

from kith.config.demo.town import SEED

SOUTH, WEST = 42.3790, -100.9230
ROW, COLUMN = 0.0018, 0.00245
"""Degrees between crossings: about 200 m."""
ROWS, COLUMNS = 31, 28
SHAKE = 0.18
BRIDGES = (4, 13, 21)
"""Columns where a street crosses the river; a footbridge stands at one more."""
FOOTBRIDGE = 17
HILLS = ((42.4170, -100.9110, 95.0, 620.0), (42.4260, -100.8700, 60.0, 800.0),
         (42.3850, -100.8740, 40.0, 700.0))  # fmt: skip
"""Latitude, longitude, metres above the river, and how wide: Alder Hill and two lower ones."""
RIVER_HEIGHT = 610.0


@dataclass(frozen=True)
class Ground:
    """A part of town: all of it, or its south-west corner for tests that need little."""

    rows: int = ROWS
    columns: int = COLUMNS

    @cached_property
    def places(self) -> dict[tuple[int, int], tuple[float, float]]:
        """(row, column) to latitude and longitude; a crossing lies where it lies in every size."""
        found = {}
        for row in range(self.rows):
            for column in range(self.columns):
                chance = random.Random(f"{SEED}/{row}/{column}")  # noqa: S311 - no secret
                found[row, column] = (
                    round(SOUTH + (row + chance.uniform(-SHAKE, SHAKE)) * ROW, 6),
                    round(WEST + (column + chance.uniform(-SHAKE, SHAKE)) * COLUMN, 6),
                )
        return found

    def is_crossed(self, column: int) -> bool:
        """Whether cars get over the river here."""
        return column in BRIDGES

    @property
    def shore(self) -> dict[int, int]:
        """For each column the last row south of the river."""
        return {column: river_row(column) for column in range(self.columns)}

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        latitudes = [lat for lat, _lon in self.places.values()]
        longitudes = [lon for _lat, lon in self.places.values()]
        edge = 0.002
        return (
            round(min(longitudes) - edge, 6), round(min(latitudes) - edge, 6),
            round(max(longitudes) + edge, 6), round(max(latitudes) + edge, 6),
        )  # fmt: skip


def height(latitude: float, longitude: float) -> float:
    """Metres above the sea. Alder Hill is steepest, one in eight, halfway up."""
    found = RIVER_HEIGHT
    for lat, lon, high, wide in HILLS:
        away = math.hypot((latitude - lat) * 111_195, (longitude - lon) * 82_100)
        found += high * math.exp(-((away / wide) ** 2))
    return round(found, 1)


def river_row(column: float) -> int:
    """The river comes from the west below Riverbend and winds to the east."""
    return round(river_line(column) - 0.5)


def river_line(column: float) -> float:
    """Its middle, in rows."""
    return 9.5 + 2.2 * math.sin(column / 4.5)
