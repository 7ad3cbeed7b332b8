"""How many live where, by group: a table of H3 cells or of own areas, CSV or GeoJSON.

Columns are named by the caller, or found by the names that such tables usually have. Every other
column of numbers is a group of its own.
"""

import csv
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

IDS = ("id", "h3", "cell", "hex", "hex_id", "h3_id", "area", "code", "geoid", "name")
COUNTS = ("population", "pop", "people", "total", "residents", "inhabitants", "persons")
LATITUDES = ("lat", "latitude", "y")
LONGITUDES = ("lon", "lng", "longitude", "long", "x")
FILES = (".csv", ".geojson", ".json")
Row = Mapping[str, Any]


class Unusable(ValueError):
    """The table cannot be used; the sentence names the row and the column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the caller says about the table; empty: found by name. groups: None for all numbers."""

    id: str = ""
    population: str = ""
    groups: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """One row an area. latitude, longitude (areas): degrees of the middle. counts (areas x groups),
    0 and above; the first group is everybody. shapes: GeoJSON geometries of own areas, or none
    where areas are H3 cells. blank: empty fields that were taken as nobody."""

    ids: tuple[str, ...]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    groups: tuple[str, ...]
    counts: NDArray[np.float64]
    shapes: tuple[Any, ...]
    blank: int

    @property
    def total(self) -> float:
        return float(self.counts[:, 0].sum())

    def group(self, name: str) -> NDArray[np.float64]:
        """(areas) how many of a group live in each."""
        return self.counts[:, self.groups.index(name)]


def read(path: Path, columns: Columns | None = None) -> Population:
    """Raises Unusable."""
    columns = columns or Columns()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{path.name} cannot be read: {error}.") from error
    rows, shapes = _of_csv(path, text) if path.suffix.lower() == ".csv" else _of_json(path, text)
    if not rows:
        raise Unusable(f"{path.name} has no rows.")
    names = list(rows[0])
    key = _named(path, columns.id, names, IDS, "id", "--id-column")
    count = _named(path, columns.population, names, COUNTS, "population", "--population-column")
    ids = [str(row.get(key, "") or "").strip() for row in rows]
    _refuse_twins(path, ids)
    latitude, longitude = _places(path, rows, names, ids, shapes)
    groups = _groups(path, columns, rows, names, (key, count))
    counts, blank = _counts(path, rows, (count, *groups))
    return Population(
        tuple(ids), latitude, longitude, ("population", *groups), counts, tuple(shapes), blank
    )


def _of_csv(path: Path, text: str) -> tuple[list[Row], list[Any]]:
    try:
        dialect = csv.Sniffer().sniff(text[:4096], ",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        reader = csv.DictReader(text.splitlines(), dialect=dialect, restkey="", restval="")
        rows = [{str(k).strip().lower(): v for k, v in row.items()} for row in reader]
    except csv.Error as error:
        raise Unusable(f"{path.name} is not a table: {error}.") from error
    return list(rows), []


def _of_json(path: Path, text: str) -> tuple[list[Row], list[Any]]:
    try:
        features = json.loads(text)["features"]
        rows = [
            {"id": one.get("id", at), **{k.lower(): v for k, v in one["properties"].items()}}
            for at, one in enumerate(features)
        ]
        shapes = [one["geometry"] for one in features]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unusable(f"{path.name} is not a GeoJSON FeatureCollection.") from error
    for at, shape in enumerate(shapes):
        if not isinstance(shape, Mapping) or not list(_corners(shape)):
            raise Unusable(f"{path.name}: feature {at} has no geometry.")
    return list(rows), shapes


def _named(
    path: Path, said: str, names: Sequence[str], usual: Sequence[str], what: str, option: str
) -> str:
    if said:
        if said.lower() in names:
            return said.lower()
        raise Unusable(f"{path.name} has no column {said!r}; there are {', '.join(names)}.")
    found = next((name for name in usual if name in names), None)
    if found is None:
        there = ", ".join(names)
        raise Unusable(
            f"{path.name} has no column for the {what}. Name it: {option}. There: {there}."
        )
    return found


def _refuse_twins(path: Path, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for at, key in enumerate(ids):
        if not key or key in seen:
            why = f"{key!r} stands there twice" if key else "is empty"
            raise Unusable(f"{path.name}, row {at + 2}: the id {why}.")
        seen.add(key)


def _places(
    path: Path, rows: Sequence[Row], names: Sequence[str], ids: Sequence[str], shapes: Sequence[Any]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """From columns, from the shapes, or from the H3 cells."""
    lat = next((name for name in LATITUDES if name in names), None)
    lon = next((name for name in LONGITUDES if name in names), None)
    if shapes:
        found = [_middle(shape) for shape in shapes]
    elif lat and lon:
        found = [
            (_number(path, at, lat, row[lat]), _number(path, at, lon, row[lon]))
            for at, row in enumerate(rows)
        ]
    else:
        found = [_of_cell(path, at, key) for at, key in enumerate(ids)]
    for at, (latitude, longitude) in enumerate(found):
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise Unusable(f"{path.name}, row {at + 2}: no place in degrees.")
    places = np.array(found, float)
    return places[:, 0].copy(), places[:, 1].copy()


def _of_cell(path: Path, at: int, key: str) -> tuple[float, float]:
    import h3

    if not h3.is_valid_cell(key):
        raise Unusable(
            f"{path.name}, row {at + 2}: {key!r} is no H3 cell, and there are no columns for"
            " latitude and longitude."
        )
    latitude, longitude = h3.cell_to_latlng(key)
    return latitude, longitude


def _middle(shape: Mapping[str, Any]) -> tuple[float, float]:
    """The centroid of the largest ring, or the mean of the points of what has no area."""
    rings = list(_rings(shape))
    best, most = None, 0.0
    for ring in rings:
        area, middle = _centroid(ring)
        if area > most:
            best, most = middle, area
    if best is None:
        points = list(_corners(shape))
        best = (sum(p[1] for p in points) / len(points), sum(p[0] for p in points) / len(points))
    return best


def _rings(shape: Mapping[str, Any]) -> Iterable[Sequence[Sequence[float]]]:
    if shape.get("type") == "Polygon":
        yield from shape["coordinates"][:1]
    elif shape.get("type") == "MultiPolygon":
        for polygon in shape["coordinates"]:
            yield from polygon[:1]


def _centroid(ring: Sequence[Sequence[float]]) -> tuple[float, tuple[float, float]]:
    """Area (square degrees) and centroid (latitude, longitude) by the shoelace formula."""
    x = np.array([point[0] for point in ring], float)
    y = np.array([point[1] for point in ring], float)
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = float(cross.sum() / 2)
    if abs(area) < 1e-15:
        return 0.0, (0.0, 0.0)
    longitude = float(((x[:-1] + x[1:]) * cross).sum() / (6 * area))
    return abs(area), (float(((y[:-1] + y[1:]) * cross).sum() / (6 * area)), longitude)


def _corners(shape: Mapping[str, Any]) -> Iterable[Sequence[float]]:
    def walk(part: Any) -> Iterable[Sequence[float]]:
        if isinstance(part, Sequence) and part and isinstance(part[0], int | float):
            yield part
        elif isinstance(part, Sequence) and not isinstance(part, str):
            for inner in part:
                yield from walk(inner)

    return walk(shape.get("coordinates", ()))


def _groups(
    path: Path, columns: Columns, rows: Sequence[Row], names: Sequence[str], taken: Sequence[str]
) -> tuple[str, ...]:
    if columns.groups is not None:
        return tuple(_named(path, name, names, (), "group", "--group") for name in columns.groups)
    rest = [name for name in names if name and name not in (*taken, *LATITUDES, *LONGITUDES)]
    return tuple(name for name in rest if all(_is_number(row.get(name)) for row in rows))


def _is_number(value: Any) -> bool:
    try:
        return value in ("", None) or math.isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _counts(
    path: Path, rows: Sequence[Row], names: Sequence[str]
) -> tuple[NDArray[np.float64], int]:
    counts, blank = np.zeros((len(rows), len(names))), 0
    for at, row in enumerate(rows):
        for column, name in enumerate(names):
            if row.get(name) in ("", None):
                blank += 1
                continue
            number = _number(path, at, name, row[name])
            if number < 0:
                raise Unusable(f"{path.name}, row {at + 2}, {name}: a count is 0 or above.")
            counts[at, column] = number
    return counts, blank


def _number(path: Path, at: int, name: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise Unusable(f"{path.name}, row {at + 2}, {name}: {value!r} is no number.")
    return number
