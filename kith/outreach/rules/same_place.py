"""Whether two lists mean the same place: the same name at the same spot."""

from collections.abc import Iterable

NEAR = 0.0005
"""Degrees, some fifty metres: as far apart as two people put the same car park."""


class Places:
    """Names with their latitude and longitude in degrees."""

    def __init__(self, known: Iterable[tuple[str, float, float]] = ()) -> None:
        self._spots: dict[str, list[tuple[float, float]]] = {}
        for name, latitude, longitude in known:
            self._spots.setdefault(_called(name), []).append((latitude, longitude))

    def add(self, name: str, latitude: float, longitude: float) -> bool:
        """Whether it is new; it is known from now on."""
        spots = self._spots.setdefault(_called(name), [])
        if any(abs(latitude - lat) < NEAR and abs(longitude - lon) < NEAR for lat, lon in spots):
            return False
        spots.append((latitude, longitude))
        return True


def _called(name: str) -> str:
    return " ".join(name.casefold().split())
