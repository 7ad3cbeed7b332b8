"""Many small areas as one shape, for a picture: GeoJSON, longitude first.

H3 cells that touch become one outline; areas of one's own keep theirs; what is only a point is a
small square.
"""

from collections.abc import Sequence
from typing import Any

DIGITS = 5
"""Of a degree: about a metre."""
HALF = 0.0015
"""Degrees from the middle of a square to its edge."""
Ring = list[list[float]]


def outline(
    ids: Sequence[str], shapes: Sequence[Any], middles: Sequence[tuple[float, float]]
) -> dict[str, Any]:
    """A MultiPolygon. ids, middles (latitude, longitude), and shapes where there are any, of the
    same areas."""
    if shapes:
        polygons = [polygon for shape in shapes for polygon in _polygons(shape)]
    else:
        polygons = _cells(ids) or []
    if not polygons:
        polygons = [[_square(latitude, longitude)] for latitude, longitude in middles]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _cells(ids: Sequence[str]) -> list[list[Ring]] | None:
    """None where they are no H3 cells of one size."""
    import h3

    if not ids or not all(h3.is_valid_cell(one) for one in ids):
        return None
    if len({h3.get_resolution(one) for one in ids}) > 1:
        return None
    return _polygons(h3.cells_to_geo(list(ids)))


def _polygons(shape: Any) -> list[list[Ring]]:
    kind, told = shape.get("type"), shape.get("coordinates", ())
    several = told if kind == "MultiPolygon" else [told] if kind == "Polygon" else []
    return [[_ring(ring) for ring in polygon] for polygon in several]


def _ring(ring: Sequence[Sequence[float]]) -> Ring:
    return [[round(float(x), DIGITS), round(float(y), DIGITS)] for x, y, *_up in ring]


def _square(latitude: float, longitude: float) -> Ring:
    south, west, north, east = latitude - HALF, longitude - HALF, latitude + HALF, longitude + HALF
    return _ring([(west, south), (east, south), (east, north), (west, north), (west, south)])
