"""What parts of a region are called: the named place nearest to a point."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

KINDS = ("suburb", "quarter", "neighbourhood", "village", "hamlet", "town", "city")
"""OpenStreetMap's `place`, those that say most of where somebody lives first. Cities and towns are
used only where a region has nothing finer."""
COARSE = ("town", "city")
FARTHEST = 5000.0
"""Metres: beyond that a name would mislead."""


@dataclass(frozen=True, slots=True)
class Names:
    """One row a named place. name, kind (places); latitude, longitude (places): degrees."""

    name: tuple[str, ...]
    kind: tuple[str, ...]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]

    def nearest(self, latitude: Any, longitude: Any, within: float = FARTHEST) -> list[str]:
        """(points) the name of the nearest place; "" where none is so many metres near."""
        return [
            self.name[at] if far <= within else "" for at, far in self.near(latitude, longitude)
        ]

    def near(self, latitude: Any, longitude: Any) -> list[tuple[int, float]]:
        """(points) the index of the nearest place and the metres to it; infinite without any."""
        from scipy.spatial import cKDTree

        lat, lon = np.asarray(latitude, float), np.asarray(longitude, float)
        if not self.name or not len(lat):
            return [(-1, np.inf)] * len(lat)
        flat = np.cos(np.radians(lat.mean()))
        metres = 111_195.0
        tree = cKDTree(np.column_stack([self.latitude, self.longitude * flat]) * metres)
        far, at = tree.query(np.column_stack([lat, lon * flat]) * metres)
        return list(zip(at.tolist(), far.tolist(), strict=True))


def read(path: Path) -> Names:
    """Of an extract: nodes with a `place` and a name."""
    import osmium

    found: list[tuple[str, str, float, float]] = []
    for thing in osmium.FileProcessor(str(path), osmium.osm.NODE).with_filter(
        osmium.filter.KeyFilter("place")
    ):
        kind, name = thing.tags.get("place", ""), thing.tags.get("name", "")
        if isinstance(thing, osmium.osm.Node) and kind in KINDS and name:
            found.append((name, kind, thing.location.lat, thing.location.lon))
    fine = [row for row in found if row[1] not in COARSE]
    kept = sorted(fine or found)
    return Names(
        tuple(row[0] for row in kept), tuple(row[1] for row in kept),
        np.array([row[2] for row in kept], float), np.array([row[3] for row in kept], float),
    )  # fmt: skip
