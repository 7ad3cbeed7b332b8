"""The trips of one weekday, ready for a search.

The day before is there with what still drives past midnight, the day after with what leaves in its
first hours, so that late evenings have a way home. In a pattern no trip overtakes another: one that
does goes into a row of its own, because the search takes the first trip it can catch.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.transit.schedule import DAY, Ints, Schedule, firsts

NIGHT = 6 * 3600
"""Of the day after, what begins before this hour."""


@dataclass(frozen=True, slots=True)
class Day:
    """Rows are patterns without overtaking. first (rows + 1) into stop, board, alight. trips
    (rows). base (rows) into arrival and departure, trip by trip: base + trip * length + position.
    at (stops + 1) into row and position: where each stop is served."""

    first: NDArray[np.int64]
    stop: Ints
    board: NDArray[np.bool_]
    alight: NDArray[np.bool_]
    trips: Ints
    base: NDArray[np.int64]
    arrival: Ints
    departure: Ints
    at: NDArray[np.int64]
    row: Ints
    position: Ints
    pattern: Ints
    """(rows) of the schedule, for names."""

    @property
    def trip_count(self) -> int:
        return int(self.trips.sum())


def of_week(schedule: Schedule, weekday: int) -> Day:
    """0 is Monday. ValueError for another number than 0 to 6."""
    if weekday not in range(7):
        raise ValueError("weekday: 0 (Monday) to 6 (Sunday)")
    trip, shift = _trips(schedule, weekday)
    rows: list[tuple[int, list[NDArray[np.int32]], list[NDArray[np.int32]]]] = []
    order = np.lexsort((schedule.departure[schedule.times[trip]] + shift, schedule.pattern[trip]))
    began, last = 0, -1
    for one, by in zip(trip[order], shift[order], strict=True):
        pattern = int(schedule.pattern[one])
        began, last = (began, last) if pattern == last else (len(rows), pattern)
        part = slice(schedule.times[one], schedule.times[one + 1])
        arrival = (schedule.arrival[part] + by).astype(np.int32)
        departure = (schedule.departure[part] + by).astype(np.int32)
        for _pattern, here, gone in rows[began:]:
            if (arrival >= here[-1]).all() and (departure >= gone[-1]).all():
                here.append(arrival)
                gone.append(departure)
                break
        else:
            rows.append((pattern, [arrival], [departure]))
    return _laid(schedule, rows)


def _trips(schedule: Schedule, weekday: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Trips and by how many seconds their times are moved."""
    begins = schedule.departure[schedule.times[:-1]] if schedule.trips else np.zeros(0, np.int32)
    ends = schedule.arrival[schedule.times[1:] - 1] if schedule.trips else np.zeros(0, np.int32)
    runs = schedule.runs
    today = np.nonzero(runs[:, weekday])[0]
    before = np.nonzero(runs[:, weekday - 1] & (ends >= DAY))[0]
    after = np.nonzero(runs[:, (weekday + 1) % 7] & (begins < NIGHT))[0]
    shift = [(today, 0), (before, -DAY), (after, DAY)]
    return (
        np.concatenate([trips for trips, _by in shift]),
        np.concatenate([np.full(len(trips), by, np.int64) for trips, by in shift]),
    )


def _laid(schedule: Schedule, rows: list) -> Day:  # type: ignore[type-arg] # of of_week
    pattern = np.array([row[0] for row in rows], np.int32)
    sizes = np.diff(schedule.first)[pattern] if len(rows) else np.zeros(0, np.int64)
    first = firsts(sizes)
    positions = np.concatenate([np.arange(n) for n in sizes] or [np.zeros(0)]).astype(np.int64)
    of = np.repeat(np.arange(len(rows)), sizes)
    taken = schedule.first[pattern][of] + positions if len(rows) else np.zeros(0, np.int64)
    stop = schedule.stop[taken]
    order = np.argsort(stop, kind="stable")
    trips = np.array([len(row[1]) for row in rows], np.int32)
    calls = np.concatenate([[0], np.cumsum(trips * sizes)]).astype(np.int64)
    none = [np.zeros(0, np.int32)]
    return Day(
        first, stop, schedule.board[taken], schedule.alight[taken], trips, calls[:-1],
        np.concatenate([one for row in rows for one in row[1]] or none),
        np.concatenate([one for row in rows for one in row[2]] or none),
        firsts(np.bincount(stop, minlength=schedule.stops)),
        of[order].astype(np.int32), positions[order].astype(np.int32), pattern,
    )  # fmt: skip


def bustle(schedule: Schedule, is_near: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How often something leaves a stop, by weekday (7, from Monday) and hour (24). is_near
    (stops): of those only. Feeds that were cut to a few hours show here, and so do nights."""
    found = np.zeros((7, 24), np.int64)
    sizes = np.diff(schedule.times)
    stop = np.concatenate([
        schedule.stop[schedule.first[p] : schedule.first[p + 1]] for p in schedule.pattern
    ] or [np.zeros(0, np.int32)])  # fmt: skip
    trip = np.repeat(np.arange(schedule.trips), sizes)
    hour, counts = schedule.departure // 3600, is_near[stop] if len(stop) else np.zeros(0, bool)
    counts[schedule.times[1:] - 1] = False  # where it ends nothing leaves
    for weekday in range(7):
        rows = counts & schedule.runs[trip, weekday]
        shifted, now = np.divmod(hour[rows], 24)
        np.add.at(found, ((weekday + shifted) % 7, now), 1)
    return found
