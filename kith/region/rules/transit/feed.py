"""A GTFS zip into columns. Liberal: byte order marks, spaces around names and values, files in a
folder inside the zip, columns in any order. What cannot be used is counted."""

import csv
import io
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.transit.traps import Found, Trap

NEEDED = ("stops.txt", "trips.txt", "stop_times.txt")
BLANK = -1
NOT_ALLOWED = "1"
LATEST = 240
"""Hours; the longest trains take a week."""
MOST = 2**31 - 1
TRAM, UNDERGROUND, TRAIN, BUS, FERRY, OTHER = range(6)
"""The first five are route_types as they stand."""
KINDS = {
    0: TRAM, 1: UNDERGROUND, 2: TRAIN, 3: BUS, 4: FERRY, 5: TRAM, 11: BUS, 12: TRAIN, 100: TRAIN,
    200: BUS, 400: UNDERGROUND, 700: BUS, 800: BUS, 900: TRAM, 1000: FERRY, 1200: FERRY,
}  # fmt: skip
Row = dict[str, str]


class NotAFeed(ValueError):
    """The file cannot be read as GTFS; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Stops:
    """Where vehicles stop: ids, names, degrees."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    stations: dict[str, tuple[str, ...]]
    """Stops of each station, for transfers between stations."""


@dataclass(frozen=True, slots=True)
class Trips:
    """ids, and the index of each one's service; route: the name people know; kind: of vehicle."""

    ids: tuple[str, ...]
    service: tuple[str, ...]
    route: tuple[str, ...]
    kind: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Calls:
    """Every stop of every trip, in the order of trips and sequence. trip, stop: indices; arrival,
    departure: seconds since the start of the service day, BLANK; board, alight; along: distance in
    any unit, NaN where not given."""

    trip: NDArray[np.int32]
    stop: NDArray[np.int32]
    arrival: NDArray[np.int32]
    departure: NDArray[np.int32]
    board: NDArray[np.bool_]
    alight: NDArray[np.bool_]
    along: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. calendar, dates, frequencies, transfers: rows as they stand."""

    name: str
    stops: Stops
    trips: Trips
    calls: Calls
    calendar: tuple[Row, ...]
    dates: tuple[Row, ...]
    frequencies: tuple[Row, ...]
    transfers: tuple[Row, ...]
    agencies: tuple[str, ...]


def read(path: Path, found: Found) -> Feed:
    """Raises NotAFeed."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = _names(archive)
            missing = [name for name in NEEDED if name not in names]
            if missing:
                raise NotAFeed(f"{path.name} is not a GTFS feed: {missing[0]} is missing.")
            return _read(path, _Tables(archive, names), found)
    except (zipfile.BadZipFile, OSError, UnicodeDecodeError, csv.Error) as error:
        raise NotAFeed(f"{path.name} is not a GTFS feed: {error}.") from error


def _read(path: Path, tables: "_Tables", found: Found) -> Feed:
    stops = _stops(tables, found)
    trips = _trips(tables, found)
    if not stops.ids:
        raise NotAFeed(
            f"{path.name} has no stops with a place. Ask for a feed with stops.txt filled."
        )
    if not trips.ids:
        raise NotAFeed(f"{path.name} has no trips.")
    if "shapes.txt" not in tables.names:
        found.add(Trap.NO_SHAPES)
    return Feed(
        path.stem, stops, trips, _calls(tables, stops, trips, found),
        tuple(tables.rows("calendar.txt")), tuple(tables.rows("calendar_dates.txt")),
        tuple(tables.rows("frequencies.txt")), tuple(tables.rows("transfers.txt")),
        tuple(row.get("agency_name", "") for row in tables.rows("agency.txt")),
    )  # fmt: skip


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """File names without their folder; the shallowest wins."""
    found: dict[str, str] = {}
    for full in sorted(archive.namelist(), key=lambda name: (name.count("/"), name)):
        short = full.rsplit("/", 1)[-1].lower()
        if short.endswith(".txt") and not full.startswith("__MACOSX"):
            found.setdefault(short, full)
    return found


class _Tables:
    """The files of one zip, row by row."""

    def __init__(self, archive: zipfile.ZipFile, names: dict[str, str]) -> None:
        self.archive, self.names = archive, names

    def rows(self, name: str) -> Iterator[Row]:
        """Rows as dictionaries without spaces around; none where there is no such file."""
        for head, values in self.plain(name):
            yield dict(zip(head, values, strict=False))

    def plain(self, name: str) -> Iterator[tuple[list[str], list[str]]]:
        """The head and the values of each row."""
        if name not in self.names:
            return
        with self.archive.open(self.names[name]) as file:
            reader = csv.reader(io.TextIOWrapper(file, "utf-8-sig", "replace", newline=""))
            head = [column.strip().lower() for column in next(reader, [])]
            for values in reader:
                if values:
                    yield head, [value.strip() for value in values]


def _stops(tables: _Tables, found: Found) -> Stops:
    rows = {row.get("stop_id", ""): row for row in tables.rows("stops.txt")}
    stations: dict[str, list[str]] = {}
    kept: list[tuple[str, str, float, float]] = []
    for key, row in rows.items():
        if row.get("location_type", "") not in ("", "0"):
            continue
        parent = row.get("parent_station", "")
        place = _place(row) or _place(rows.get(parent, {}))
        if place is None:
            found.add(Trap.NO_PLACE, key)
            continue
        kept.append((key, row.get("stop_name", ""), *place))
        if parent:
            stations.setdefault(parent, []).append(key)
    found.of(Trap.NO_PLACE, len(rows))
    return Stops(
        tuple(row[0] for row in kept), tuple(row[1] for row in kept),
        np.array([row[2] for row in kept]), np.array([row[3] for row in kept]),
        {key: tuple(members) for key, members in stations.items()},
    )  # fmt: skip


def _place(row: Row) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(row["stop_lat"]), float(row["stop_lon"])
    except (KeyError, ValueError):
        return None
    fits = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
    return (latitude, longitude) if fits else None


def _trips(tables: _Tables, found: Found) -> Trips:
    routes = {
        row.get("route_id", ""): row.get("route_short_name") or row.get("route_long_name") or ""
        for row in tables.rows("routes.txt")
    }
    kinds = {
        row.get("route_id", ""): _kind(row.get("route_type", ""))
        for row in tables.rows("routes.txt")
    }
    rows: dict[str, Row] = {}
    for row in tables.rows("trips.txt"):
        if row.get("trip_id", "") in rows:
            found.add(Trap.TWICE, row["trip_id"])
        rows.setdefault(row.get("trip_id", ""), row)
    named = [row.get("route_id", "") for row in rows.values()]
    return Trips(
        tuple(rows),
        tuple(row.get("service_id", "") for row in rows.values()),
        tuple(routes.get(route, route) for route in named),
        tuple(kinds.get(route, BUS) for route in named),
    )


def _kind(text: str) -> int:
    """route_type as one of tram, underground, train, bus, ferry, other; the long list that Google
    added is folded into them."""
    kind = int(text) if text.isdigit() else BUS
    return KINDS.get(kind, KINDS.get(kind // 100 * 100, OTHER))


def _calls(tables: _Tables, stops: Stops, trips: Trips, found: Found) -> Calls:
    """Streams the longest file of a feed into arrays, then sorts."""
    stop_at = {key: number for number, key in enumerate(stops.ids)}
    trip_at = {key: number for number, key in enumerate(trips.ids)}
    whole = array("i")
    along, total = array("d"), 0
    columns = ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time",
               "pickup_type", "drop_off_type", "shape_dist_traveled")  # fmt: skip
    places: list[int] = []
    for head, values in tables.plain("stop_times.txt"):
        if not places:
            places = [head.index(column) if column in head else -1 for column in columns]
        row = [values[at] if 0 <= at < len(values) else "" for at in places]
        total += 1
        trip, stop = trip_at.get(row[0]), stop_at.get(row[1])
        if trip is None or stop is None:
            trap = Trap.UNKNOWN_TRIP if trip is None else Trap.UNKNOWN_STOP
            found.add(trap, row[trip is not None])
            continue
        arrival, departure = _both(row[3], row[4], found)
        number = min(int(row[2]), MOST) if row[2].isdigit() else total
        whole.extend((trip, stop, number, arrival, departure,
                      row[5] != NOT_ALLOWED, row[6] != NOT_ALLOWED))  # fmt: skip
        along.append(_number(row[7]))
    found.of(Trap.BLANK_TIMES, total)
    found.of(Trap.UNKNOWN_STOP, total)
    found.of(Trap.UNKNOWN_TRIP, total)
    table = np.array(whole, np.int32).reshape(-1, 7)
    order = np.lexsort((table[:, 2], table[:, 0]))
    table, far = table[order], np.array(along)[order]
    return Calls(
        table[:, 0].copy(), table[:, 1].copy(), table[:, 3].copy(), table[:, 4].copy(),
        table[:, 5] != 0, table[:, 6] != 0, far,
    )  # fmt: skip


def _both(arrival: str, departure: str, found: Found) -> tuple[int, int]:
    """Two times; where one is left out, it is the other."""
    here, gone = seconds_of(arrival), seconds_of(departure)
    for text, value in ((arrival, here), (departure, gone)):
        if text and value == BLANK:
            found.add(Trap.UNREADABLE_TIME, text)
    if here == BLANK and gone == BLANK:
        found.add(Trap.BLANK_TIMES)
    return (gone if here == BLANK else here), (here if gone == BLANK else gone)


@lru_cache(maxsize=200_000)
def seconds_of(text: str) -> int:
    """`7:05:00` and `25:10:00` as seconds; BLANK for what is no time."""
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(part.strip().isdigit() for part in parts):
        return BLANK
    hours, minutes, seconds = (*map(int, parts), 0)[:3]
    is_time = hours < LATEST and minutes < 60 and seconds < 60
    return hours * 3600 + minutes * 60 + seconds if is_time else BLANK


def _number(text: str) -> float:
    try:
        return float(text) if text else float("nan")
    except ValueError:
        return float("nan")
