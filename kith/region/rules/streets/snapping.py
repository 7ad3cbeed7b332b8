"""Places onto the nearest street that a means may use.

A tree of points every few metres along all links finds the links that could be nearest; the exact
foot of the perpendicular is then taken on each. Degrees are turned into metres around each place,
which is exact enough for the few hundred metres that matter here.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets.graph import CLOSED, EARTH, Ints, Streets

EVERY = 40.0
"""Metres between two points of the tree."""
CANDIDATES = 12
FARTHEST = 500.0
"""Metres; a place farther from every street than this is off the map."""
OFF = -1
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Snapped:
    """Where places touch the streets. link (places): OFF where none is near enough. share (places):
    how far along the link, 0 at its start to 1. metres (places): how far away, infinite if OFF."""

    link: Ints
    share: Floats
    metres: Floats

    @property
    def is_on(self) -> NDArray[np.bool_]:
        on: NDArray[np.bool_] = self.link != OFF
        return on

    def taking(self, rows: NDArray[Any]) -> "Snapped":
        """Only these rows."""
        return Snapped(self.link[rows], self.share[rows], self.metres[rows])


class Snapper:
    """Built once for a network, asked often. `usable` (links): which links may be touched."""

    def __init__(self, streets: Streets, usable: NDArray[np.bool_]) -> None:
        from scipy.spatial import cKDTree

        self._segments = _segments(streets, usable)
        piece, share = _dotted(self._segments)
        self._piece = piece
        s = self._segments
        dots = s.begin[piece] + share[:, None] * (s.end[piece] - s.begin[piece])
        self._tree = cKDTree(_on_sphere(dots[:, 0], dots[:, 1])) if len(dots) else None

    def snap(self, latitude: Floats, longitude: Floats, farthest: float = FARTHEST) -> Snapped:
        """degrees in. ValueError where a place is not on the globe."""
        lat, lon = np.atleast_1d(latitude).astype(float), np.atleast_1d(longitude).astype(float)
        if not (np.isfinite(lat).all() and np.isfinite(lon).all() and (np.abs(lat) <= 90).all()):
            raise ValueError("places are latitude and longitude in degrees")
        off = Snapped(
            np.full(len(lat), OFF, np.int32), np.zeros(len(lat)), np.full(len(lat), np.inf)
        )
        if self._tree is None or not len(lat):
            return off
        reach = (farthest + EVERY) / EARTH
        _far, near = self._tree.query(_on_sphere(lat, lon), CANDIDATES, distance_upper_bound=reach)
        row, column = np.nonzero(near < len(self._piece))
        if not len(row):
            return off
        piece = self._piece[near[row, column]]
        metres, share = self._perpendicular(piece, lat[row], lon[row])
        return self._nearest(off, row, piece, metres, share, farthest)

    def _perpendicular(self, piece: Any, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
        """Metres to each segment, and where along it (0 to 1) the foot lies."""
        s = self._segments
        scale = np.column_stack([np.ones(len(lat)), np.cos(np.radians(lat))]) * np.radians(EARTH)
        place = np.column_stack([lat, lon])
        along = (s.end[piece] - s.begin[piece]) * scale
        toward = _wrapped(place - s.begin[piece]) * scale
        length = (along**2).sum(axis=1)
        share = np.clip((along * toward).sum(axis=1) / np.where(length > 0, length, 1), 0, 1)
        return np.sqrt(((toward - share[:, None] * along) ** 2).sum(axis=1)), share

    def _nearest(
        self, off: Snapped, row: Any, piece: Any, metres: Floats, share: Floats, farthest: float
    ) -> Snapped:
        """The nearest for each place; of equals, the first link."""
        s = self._segments
        order = np.lexsort((s.link[piece], metres.round(3), row))
        row, piece, metres, share = row[order], piece[order], metres[order], share[order]
        is_best = np.concatenate([[True], np.diff(row) > 0]) & (metres <= farthest)
        row, piece = row[is_best], piece[is_best]
        off.link[row] = s.link[piece]
        off.share[row] = s.low[piece] + share[is_best] * (s.high[piece] - s.low[piece])
        off.metres[row] = metres[is_best]
        return off


@dataclass(frozen=True, slots=True)
class _Segments:
    """Straight pieces of links: begin, end (pieces x 2) degrees; low, high: share of the link."""

    link: Ints
    begin: Floats
    end: Floats
    low: Floats
    high: Floats
    metres: Floats


def _segments(streets: Streets, usable: NDArray[np.bool_]) -> _Segments:
    from kith.region.rules.streets.graph import metres_between

    sizes = np.diff(streets.first)
    link = np.repeat(np.arange(streets.links, dtype=np.int32), sizes)
    same = link[:-1] == link[1:]
    begin, end = streets.shape[:-1], streets.shape[1:]
    metres = np.where(same, metres_between(begin[:, 0], begin[:, 1], end[:, 0], end[:, 1]), 0.0)
    along = np.concatenate([[0.0], np.cumsum(metres)])
    base = along[streets.first[:-1]]
    total = along[streets.first[1:] - 1] - base
    kept = np.nonzero(same & usable[link[:-1]])[0]
    of = link[kept]
    whole = np.where(total[of] > 0, total[of], 1.0)
    return _Segments(
        of, begin[kept], end[kept], (along[kept] - base[of]) / whole,
        (along[kept + 1] - base[of]) / whole, metres[kept],
    )  # fmt: skip


def _dotted(segments: _Segments) -> tuple[NDArray[np.int64], Floats]:
    """Points along the pieces: which piece, and where on it."""
    many = np.ceil(segments.metres / EVERY).astype(np.int64) + 1
    piece = np.repeat(np.arange(len(many)), many)
    at = np.arange(len(piece)) - np.repeat(np.cumsum(many) - many, many)
    return piece, at / np.maximum(np.repeat(many, many) - 1, 1)


def _on_sphere(latitude: Floats, longitude: Floats) -> Floats:
    """Unit vectors, so that distances hold everywhere, the poles and the date line included."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _wrapped(degrees: Floats) -> Floats:
    """Differences of latitude and longitude, the short way round."""
    degrees[:, 1] = (degrees[:, 1] + 180) % 360 - 180
    return degrees


def usable_by_car(streets: Streets) -> NDArray[np.bool_]:
    """Links where a car may stop."""
    used: NDArray[np.bool_] = (streets.forward != CLOSED) | (streets.backward != CLOSED)
    return used
