"""The cells of a region where people walk, each with the point of a street that stands for it.

H3 cells are all of about the same size: of resolution 9 some 350 metres across, of 10 some 130.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets import reach
from kith.region.rules.streets.graph import metres_between
from kith.region.rules.streets.searching import Ways


@dataclass(frozen=True, slots=True)
class Cells:
    """ids (rising), places (cells x 2): latitude and longitude of a street in each, the point
    nearest to its middle."""

    ids: NDArray[np.uint64]
    places: NDArray[np.float64]


def of_streets(ways: Ways, resolution: int) -> Cells:
    """Every cell that holds a street one may use."""
    import h3.api.numpy_int as h3

    points = reach.points_of(ways)
    ids = np.array([h3.latlng_to_cell(lat, lon, resolution) for lat, lon in points], np.uint64)
    cells = np.unique(ids)
    middles = np.array([h3.cell_to_latlng(cell) for cell in cells], float).reshape(-1, 2)
    at = np.searchsorted(cells, ids)
    off = metres_between(points[:, 0], points[:, 1], middles[at, 0], middles[at, 1])
    order = np.lexsort((points[:, 1], points[:, 0], off.round(2), at))
    first = order[np.concatenate([[True], np.diff(at[order]) > 0])] if len(order) else order
    return Cells(cells, np.ascontiguousarray(points[first]))


def shape(ids: Any) -> dict[str, Any]:
    """A GeoJSON geometry (MultiPolygon) of these cells."""
    import h3.api.numpy_int as h3

    if not len(ids):
        return {"type": "MultiPolygon", "coordinates": []}
    found: dict[str, Any] = h3.cells_to_h3shape(np.sort(ids), tight=False).__geo_interface__
    return found
