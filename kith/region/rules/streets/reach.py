"""Who and what lies within so many minutes of a place, and the shape of that on a map."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets import searching
from kith.region.rules.streets.graph import CLOSED, TICK
from kith.region.rules.streets.searching import Ways
from kith.region.rules.streets.snapping import Snapped

CELL = 10
"""H3 resolution of the shape: cells of about 130 m."""
EVERY = 50.0
"""Metres between two points of a street that are looked at for the shape."""


def nodes_within(ways: Ways, place: Snapped, limit: float) -> NDArray[np.float32]:
    """(nodes) seconds from one place to every crossing, infinite beyond the limit."""
    from kith.region.rules.streets import kernel

    if not 0 <= limit <= searching.LONGEST:
        raise ValueError(f"limit: seconds from 0 to {searching.LONGEST:.0f}")
    over = ways.there
    found = np.full(over.nodes, kernel.FAR, np.int32)
    leaving = searching.ends(ways.streets, over, place, is_leaving=True)
    kernel.reached((over.first, over.head, over.ticks), leaving, 0, int(limit / TICK), found)
    return np.where(found == kernel.FAR, np.inf, found * TICK).astype(np.float32)


def area(ways: Ways, place: Snapped, limit: float, *, cell: int = CELL) -> dict[str, Any]:
    """A GeoJSON geometry (MultiPolygon) of the H3 cells that hold a street reached in time."""
    import h3

    points = _points(ways, nodes_within(ways, place, limit), limit)
    cells = {h3.latlng_to_cell(lat, lon, cell) for lat, lon in points}
    if not cells:
        return {"type": "MultiPolygon", "coordinates": []}
    shape: dict[str, Any] = h3.cells_to_h3shape(sorted(cells), tight=False).__geo_interface__
    return shape


def points_of(ways: Ways) -> NDArray[np.float64]:
    """Points of all streets of these means, every few metres."""
    streets = ways.streets
    used = np.unique(np.concatenate([ways.there.head, ways.back.head]))
    found = [np.column_stack([streets.latitude, streets.longitude])[used]]
    is_used = (ways.there.ahead != CLOSED) | (ways.there.back != CLOSED)
    for link in np.nonzero(is_used & (streets.metres > EVERY))[0]:
        many = int(streets.metres[link] / EVERY) + 1
        found.append(_along(ways, int(link), np.linspace(0, 1, many + 1)))
    return np.concatenate(found)


def _points(ways: Ways, seconds: NDArray[np.float32], limit: float) -> NDArray[np.float64]:
    """Points of the streets that are reached, those of a link one gets only part of the way along
    as far as one gets."""
    streets, over = ways.streets, ways.there
    found = [np.column_stack([streets.latitude, streets.longitude])[np.isfinite(seconds)]]
    for node, ticks, is_back in (
        (streets.start, over.ahead, False), (streets.end, over.back, True),
    ):  # fmt: skip
        left = limit - seconds[node]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(ticks > 0, left / (ticks * TICK), 0)
        for link in np.nonzero((ticks != CLOSED) & (left > 0) & (streets.metres > EVERY))[0]:
            many = int(streets.metres[link] / EVERY) + 1
            at = np.linspace(0, min(1.0, float(share[link])), many + 1)
            found.append(_along(ways, int(link), 1 - at if is_back else at))
    return np.concatenate(found)


def _along(ways: Ways, link: int, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of a link at these shares of its length."""
    from kith.region.rules.streets.graph import metres_between

    streets = ways.streets
    shape = streets.shape[streets.first[link] : streets.first[link + 1]]
    step = metres_between(shape[:-1, 0], shape[:-1, 1], shape[1:, 0], shape[1:, 1])
    along = np.concatenate([[0], np.cumsum(step)])
    at = share * along[-1]
    return np.column_stack([np.interp(at, along, shape[:, k]) for k in range(2)])
