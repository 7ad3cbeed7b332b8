"""All feeds of a region as patterns and trips of one week.

A pattern is a row of stops with where one may get on and off; every trip has exactly one. What runs
by frequencies becomes trips, one every so many seconds from its start (where the feed says that
times are only about so, this is still the fair guess for a median over many departures).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.transit import blanks
from kith.region.rules.transit.calendar import Week
from kith.region.rules.transit.feed import BUS, Feed, seconds_of
from kith.region.rules.transit.traps import Found, Trap

Ints = NDArray[np.int32]
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Schedule:
    """latitude, longitude (stops). first (patterns + 1) into stop, board, alight (positions).
    pattern (trips), runs (trips x 7, from Monday), times (trips + 1) into arrival and departure:
    seconds since the start of the service day. footpath (rows x 3): from stop, to stop, least
    seconds (-1: no changing here)."""

    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    first: NDArray[np.int64]
    stop: Ints
    board: NDArray[np.bool_]
    alight: NDArray[np.bool_]
    pattern: Ints
    runs: NDArray[np.bool_]
    times: NDArray[np.int64]
    arrival: Ints
    departure: Ints
    footpath: Ints
    stop_name: tuple[str, ...]
    route: tuple[str, ...]
    kind: tuple[int, ...] = ()
    """(patterns) of vehicle; empty in what was built before it was kept."""

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Kind of vehicle (BUS where not known) and name, each once, in order."""
        return tuple(sorted(set(self._named())))

    @property
    def line_of(self) -> Ints:
        """(patterns) which of the lines."""
        at = {line: number for number, line in enumerate(self.lines)}
        return np.array([at[line] for line in self._named()], np.int32)

    @property
    def lines_at(self) -> list[set[int]]:
        """(stops) which of the lines stop there and let people on or off."""
        found: list[set[int]] = [set() for _stop in self.stop_name]
        for pattern, line in enumerate(self.line_of):
            calls = slice(self.first[pattern], self.first[pattern + 1])
            used = self.board[calls] | self.alight[calls]
            for stop in self.stop[calls][used]:
                found[stop].add(int(line))
        return found

    def _named(self) -> Iterator[tuple[int, str]]:
        return zip(self.kind or (BUS,) * len(self.route), self.route, strict=True)

    @property
    def stops(self) -> int:
        return len(self.latitude)

    @property
    def trips(self) -> int:
        return len(self.pattern)

    @property
    def patterns(self) -> int:
        return len(self.first) - 1


def merge(parts: Sequence[tuple[Feed, Week, Found]]) -> Schedule:
    """All feeds in one; stops of two feeds stay two stops, however near."""
    made = _Making()
    for feed, week, found in parts:
        base = len(made.names)
        made.names += feed.stops.names
        made.places += zip(feed.stops.latitude, feed.stops.longitude, strict=True)
        _add_trips(made, base, feed, week, found)
        made.footpaths += _footpaths(base, feed, found)
    return made.done()


class _Making:
    """Fills up feed by feed."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.places: list[tuple[float, float]] = []
        self.patterns: dict[tuple[Any, ...], int] = {}
        self.routes: list[str] = []
        self.kinds: list[int] = []
        self.trips: list[tuple[int, NDArray[np.bool_], Ints, Ints]] = []
        self.footpaths: list[tuple[int, int, int]] = []

    def pattern(self, stop: Ints, board: Any, alight: Any, route: str, kind: int) -> int:
        key = (stop.tobytes(), board.tobytes(), alight.tobytes(), route, kind)
        if key not in self.patterns:
            self.patterns[key] = len(self.patterns)
            self.routes.append(route)
            self.kinds.append(kind)
        return self.patterns[key]

    def done(self) -> Schedule:
        self.trips.sort(key=lambda trip: (trip[0], int(trip[3][0])))
        keys = list(self.patterns)
        stop = [np.frombuffer(key[0], np.int32) for key in keys]
        sizes = [len(trip[2]) for trip in self.trips]
        place = np.array(self.places, float).reshape(-1, 2)
        return Schedule(
            place[:, 0].copy(), place[:, 1].copy(), firsts([len(row) for row in stop]),
            _joined(stop, np.int32), _joined([np.frombuffer(k[1], bool) for k in keys], bool),
            _joined([np.frombuffer(k[2], bool) for k in keys], bool),
            np.array([trip[0] for trip in self.trips], np.int32),
            np.array([trip[1] for trip in self.trips], bool).reshape(-1, 7), firsts(sizes),
            _joined([trip[2] for trip in self.trips], np.int32),
            _joined([trip[3] for trip in self.trips], np.int32),
            np.array(self.footpaths, np.int32).reshape(-1, 3), tuple(self.names),
            tuple(self.routes), tuple(self.kinds),
        )  # fmt: skip


def _add_trips(made: _Making, base: int, feed: Feed, week: Week, found: Found) -> None:
    often = _frequencies(feed)
    calls = feed.calls
    edges = np.searchsorted(calls.trip, np.arange(len(feed.trips.ids) + 1))
    for trip, key in enumerate(feed.trips.ids):
        runs = week.runs.get(feed.trips.service[trip])
        rows = slice(int(edges[trip]), int(edges[trip + 1]))
        if runs is None or not runs.any():
            found.add(Trap.NEVER_RUNS, key)
            continue
        if rows.stop - rows.start < 2:
            found.add(Trap.LONELY_CALL, key)
            continue
        times = _whole(feed, rows, found, key)
        if times is None:
            continue
        pattern = made.pattern(
            calls.stop[rows] + np.int32(base), calls.board[rows], calls.alight[rows],
            feed.trips.route[trip], feed.trips.kind[trip],
        )  # fmt: skip
        shifts = list(_starts(often.get(key, ()), int(times[1][0])))
        found.add(Trap.FREQUENCIES, key, len(shifts) if key in often else 0)
        for shift in shifts:
            found.add(Trap.PAST_MIDNIGHT, key, int(times[0][-1] + shift >= DAY))
            made.trips.append(
                (pattern, runs, times[0] + np.int32(shift), times[1] + np.int32(shift))
            )
    for trap in (Trap.NEVER_RUNS, Trap.UNTIMED_TRIP, Trap.TIME_RUNS_BACK, Trap.LONELY_CALL):
        found.of(trap, len(feed.trips.ids))


def _whole(feed: Feed, rows: slice, found: Found, key: str) -> tuple[Ints, Ints] | None:
    calls = feed.calls
    arrival, departure = calls.arrival[rows], calls.departure[rows]
    along = blanks.distances(calls, feed.stops, rows)
    times = blanks.filled(arrival, departure, along)
    if times is None:
        is_untimed = blanks.BLANK in (arrival[0], arrival[-1])
        found.add(Trap.UNTIMED_TRIP if is_untimed else Trap.TIME_RUNS_BACK, key)
    return times


Often = tuple[int, int, int]


def _frequencies(feed: Feed) -> dict[str, list[Often]]:
    """trip id -> (from, until, every), in seconds."""
    found: dict[str, list[Often]] = {}
    for row in feed.frequencies:
        begins, ends = seconds_of(row.get("start_time", "")), seconds_of(row.get("end_time", ""))
        every = row.get("headway_secs", "")
        if begins >= 0 and ends > begins and every.isdigit() and int(every) > 0:
            found.setdefault(row.get("trip_id", ""), []).append((begins, ends, int(every)))
    return found


def _starts(often: Sequence[Often], first: int) -> Iterator[int]:
    """By how much the times of the trip are shifted for each run; once and by nothing where it
    does not run by frequency."""
    if not often:
        yield 0
    for begins, ends, every in often:
        for at in range(begins, ends, every):
            yield at - first


def _footpaths(base: int, feed: Feed, found: Found) -> list[tuple[int, int, int]]:
    """transfers.txt between stops: how long at least, or not at all (type 3)."""
    at = {key: number for number, key in enumerate(feed.stops.ids)}
    rows = []
    for row in feed.transfers:
        kind, least = row.get("transfer_type", ""), row.get("min_transfer_time", "")
        if kind == "2" and least.isdigit():
            seconds = int(least)
        elif kind == "3":
            seconds = -1
        else:
            continue
        for one in _members(feed, row.get("from_stop_id", "")):
            for other in _members(feed, row.get("to_stop_id", "")):
                if one in at and other in at:
                    rows.append((base + at[one], base + at[other], seconds))
    found.add(Trap.TRANSFERS, many=len(rows))
    return rows


def _members(feed: Feed, key: str) -> tuple[str, ...]:
    return feed.stops.stations.get(key, (key,))


def firsts(sizes: Sequence[int] | NDArray[Any]) -> NDArray[np.int64]:
    """Where each of many pieces begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(np.array(sizes, np.int64))]).astype(np.int64)


def _joined(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, kind)
