"""The other engine: ferrobus, fed with the trips of the very same day.

It is given a feed that we write: one day, every time filled in, a route for each row of trips that
do not overtake. (It takes the stops of a route's first trip for all trips with as many stops, and
knows no blank times and no frequencies.) It differs from ours in what it does on foot: it walks at
1.4 m/s, snaps to crossings, cuts each street's seconds off to whole ones, and of several stops at a
crossing knows one. And whoever changes waits in the vehicle until it leaves again. So it is no
judge of single minutes; a test holds both to the same answer on a small network where none of that
matters. What it calls transfers are rides. It reads the extract again each time.
"""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.transit import day, seam
from kith.region.rules.transit.day import Day
from kith.region.rules.transit.schedule import Schedule
from kith.region.rules.transit.seam import Answer, Question, Terms

NEAREST = 50
"""Stops around a place."""


class Ferrobus:
    """extract: the `.osm.pbf`. `wait` of the terms is not known to it."""

    name = "ferrobus"

    def __init__(self, extract: Path, schedule: Schedule, terms: Terms | None = None) -> None:
        self._extract, self._schedule, self._terms = extract, schedule, terms or Terms()
        self._models: dict[int, Any] = {}

    def travel_times(self, question: Question) -> Answer:
        """All pairs among all places, for each departure, and of them those that were asked for."""
        import ferrobus

        seam.refuse(question)
        model = self._model(question.weekday)
        places = np.concatenate([question.origins, question.targets])
        points, rows = [], []
        for number, (latitude, longitude) in enumerate(places):
            try:
                points.append(
                    ferrobus.create_transit_point(
                        latitude, longitude, model, self._terms.walk, NEAREST
                    )
                )
                rows.append(number)
            except ValueError:
                continue  # off the map
        found = np.stack([
            self._matrix(model, points, rows, len(places), at) for at in question.departures
        ])  # fmt: skip
        split = len(question.origins)
        return _over_departures(found[:, :split, split:], self.name)

    def _matrix(
        self, model: Any, points: list[Any], rows: list[int], size: int, at: int
    ) -> NDArray[np.float32]:
        import ferrobus

        whole = np.full((size, size), np.inf, np.float32)
        if points:
            told = ferrobus.travel_time_matrix(model, points, at, self._terms.rides)
            took = np.array([[np.inf if s is None else s for s in row] for row in told], np.float32)
            took[took > self._terms.limit] = np.inf
            whole[np.ix_(rows, rows)] = took
        return whole

    def _model(self, weekday: int) -> Any:
        import ferrobus

        if weekday not in self._models:
            with tempfile.TemporaryDirectory() as folder:
                write(Path(folder), self._schedule, day.of_week(self._schedule, weekday))
                self._models[weekday] = ferrobus.create_transit_model(
                    str(self._extract), [folder], None, self._terms.change
                )
        return self._models[weekday]


def write(folder: Path, schedule: Schedule, one: Day) -> None:
    """The day as GTFS files. Trips that began yesterday are left out: a time has no sign there."""
    _table(folder / "stops.txt", ("stop_id", "stop_name", "stop_lat", "stop_lon"), (
        (n, n, lat, lon)
        for n, (lat, lon) in enumerate(zip(schedule.latitude, schedule.longitude, strict=True))
    ))  # fmt: skip
    rows = range(len(one.trips))
    _table(folder / "routes.txt", ("route_id", "route_short_name", "route_type"),
           ((row, row, 3) for row in rows))  # fmt: skip
    _table(folder / "trips.txt", ("route_id", "service_id", "trip_id"), (
        (row, "all", f"{row}-{trip}") for row in rows for trip in range(one.trips[row])
    ))  # fmt: skip
    _table(folder / "stop_times.txt",
           ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"),
           _calls(one))  # fmt: skip
    week = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    _table(folder / "calendar.txt", ("service_id", *week, "start_date", "end_date"),
           [("all", *[1] * 7, "20000101", "20991231")])  # fmt: skip
    _table(folder / "calendar_dates.txt", ("service_id", "date", "exception_type"), [])
    _table(folder / "feed_info.txt", ("feed_publisher_name", "feed_publisher_url", "feed_lang",
           "feed_start_date", "feed_end_date", "feed_version"), [])  # fmt: skip
    _table(folder / "agency.txt", ("agency_id", "agency_name", "agency_url", "agency_timezone"), [])
    _table(folder / "transfers.txt", ("from_stop_id", "to_stop_id", "transfer_type"), [])


def _calls(one: Day) -> Iterator[tuple[object, ...]]:
    for row, trips in enumerate(one.trips):
        stops = one.stop[one.first[row] : one.first[row + 1]]
        for trip in range(trips):
            at = int(one.base[row]) + trip * len(stops)
            if one.departure[at] < 0:
                continue
            for k, stop in enumerate(stops):
                times = _clock(one.arrival[at + k]), _clock(one.departure[at + k])
                yield f"{row}-{trip}", *times, stop, k + 1


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _table(path: Path, head: tuple[str, ...], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        out.writerows(rows)


def _over_departures(found: NDArray[np.float32], name: str) -> Answer:
    """Nearest ranks, as the other engine takes them."""
    ranked = np.sort(found, axis=0)
    low, median, high = (ranked[-(-len(ranked) * q // 100) - 1] for q in (10, 50, 90))
    return Answer(median, low, high, name)
