"""Buses and a tram, as two feeds with the habits of real ones.

The bus leaves most of its times blank and runs past midnight; the tram has only frequencies and
dates, no calendar and no shapes. One stop of the bus lies far outside of the map.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kith.config.demo.region.ground import Ground
from kith.config.demo.town import TIME_ZONE

Row = dict[str, object]
Feed = dict[str, list[Row]]
MINUTES_A_BLOCK = 0.7
TIMED = 6
"""Only every sixth stop has a time."""


@dataclass(frozen=True, slots=True)
class Line:
    """Calls at every second crossing on its way. minutes: between two departures."""

    name: str
    way: tuple[tuple[int, int], ...]
    minutes: int
    late: bool = False


def lines(ground: Ground) -> list[Line]:
    """Buses along the main streets and over two bridges."""
    rows, columns = ground.rows - 1, ground.columns - 1
    found = [
        Line("1", ((6, 0), (6, columns)), 12, late=True),
        Line("2", ((18, 0), (18, columns)), 15),
        Line("3", ((0, 4), (rows, 4)), 15),
        Line("4", ((0, 21), (rows, 21)), 20),
        Line("5", ((24, 2), (24, 13), (2, 13), (2, columns)), 30),
    ]
    fit = set(ground.places)
    return [line for line in found if all(corner in fit for corner in line.way)]


def tram(ground: Ground) -> Line | None:
    """From the station through the middle, over the middle bridge."""
    way = ((28, 13), (0, 13))
    return Line("T", way, 8) if all(corner in ground.places for corner in way) else None


def bus_feed(ground: Ground, today: dt.date) -> Feed:
    """Valid around today, with a Sunday of its own."""
    monday = today - dt.timedelta(days=today.weekday())
    valid = {"start_date": _day(monday - dt.timedelta(weeks=8)),
             "end_date": _day(monday + dt.timedelta(weeks=26))}  # fmt: skip
    week = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    feed: Feed = {
        "agency.txt": [_agency("L", "Larkhaven Lines")],
        "calendar.txt": [
            {"service_id": "work", **dict.fromkeys(week, 1), "sunday": 0, **valid},
            {"service_id": "rest", **dict.fromkeys(week, 0), "sunday": 1, **valid},
        ],
        "calendar_dates.txt": [],
        "routes.txt": [], "trips.txt": [], "stop_times.txt": [], "shapes.txt": [],
        "stops.txt": [{"stop_id": "away", "stop_name": "Capital City", "stop_lat": 42.9,
                       "stop_lon": -100.5}],
    }  # fmt: skip
    for line in lines(ground):
        feed["routes.txt"].append(_route("L", line.name, 3))
        for service, every in (("work", line.minutes), ("rest", 2 * line.minutes)):
            last = 25 * 60 if line.late else 22 * 60
            for begins in range(6 * 60, last, every):
                _add_trip(feed, ground, line, service, begins)
    _add_stops(feed, ground)
    return feed


def tram_feed(ground: Ground, today: dt.date) -> Feed:
    """Frequencies and dates only."""
    line = tram(ground)
    feed: Feed = {"agency.txt": [_agency("T", "Larkhaven Tram")], "routes.txt": [],
                  "trips.txt": [], "stop_times.txt": [], "stops.txt": [], "frequencies.txt": [],
                  "calendar_dates.txt": []}  # fmt: skip
    if line is None:
        return feed
    monday = today - dt.timedelta(days=today.weekday())
    feed["calendar_dates.txt"] = [
        {"service_id": "daily", "date": _day(monday + dt.timedelta(days=days)), "exception_type": 1}
        for days in range(-14, 60)
    ]
    feed["routes.txt"].append(_route("T", line.name, 0))
    for turned in (False, True):
        trip = _add_trip(feed, ground, line, "daily", 6 * 60, turned=turned, times_every=1)
        feed["frequencies.txt"] += [
            {
                "trip_id": trip,
                "start_time": "06:00:00",
                "end_time": "20:00:00",
                "headway_secs": 480,
            },
            {
                "trip_id": trip,
                "start_time": "20:00:00",
                "end_time": "24:00:00",
                "headway_secs": 900,
            },
        ]
    _add_stops(feed, ground)
    return feed


def _add_trip(
    feed: Feed, ground: Ground, line: Line, service: str, begins: int, *,
    turned: bool | None = None, times_every: int = TIMED,
) -> str:  # fmt: skip
    """One trip there, and for buses one back as well; the first one's id."""
    for back in (False, True) if turned is None else (turned,):
        trip = f"{line.name}-{service}-{'b' if back else 'a'}-{begins}"
        calls = list(_calls(line))[:: -1 if back else 1]
        feed["trips.txt"].append(
            {"route_id": line.name, "service_id": service, "trip_id": trip,
             "direction_id": int(back)}
        )  # fmt: skip
        for number, at in enumerate(calls):
            is_timed = number % times_every == 0 or number == len(calls) - 1
            when = (
                _clock(begins * 60 + round(number * 2 * MINUTES_A_BLOCK * 60)) if is_timed else ""
            )
            feed["stop_times.txt"].append(
                {"trip_id": trip, "arrival_time": when, "departure_time": when,
                 "stop_id": _stop(at), "stop_sequence": number + 1}
            )  # fmt: skip
    return f"{line.name}-{service}-{'b' if turned else 'a'}-{begins}"


def _calls(line: Line) -> Iterator[tuple[int, int]]:
    """Every second crossing, and the last."""
    passed = [line.way[0]]
    for (row, column), (to_row, to_column) in zip(line.way, line.way[1:], strict=False):
        many = max(abs(to_row - row), abs(to_column - column))
        for k in range(1, many + 1):
            passed.append(
                (row + (to_row - row) * k // many, column + (to_column - column) * k // many)
            )
    yield from passed[:-1:2]
    yield passed[-1]


def _add_stops(feed: Feed, ground: Ground) -> None:
    wanted = dict.fromkeys(str(call["stop_id"]) for call in feed["stop_times.txt"])
    for stop in wanted:
        row, column = map(int, stop.split("-"))
        latitude, longitude = ground.places[row, column]
        feed["stops.txt"].append({"stop_id": stop, "stop_name": f"Stop {stop}",
                                  "stop_lat": latitude, "stop_lon": longitude})  # fmt: skip


def _stop(at: tuple[int, int]) -> str:
    return f"{at[0]}-{at[1]}"


def _route(agency: str, name: str, kind: int) -> Row:
    return {"route_id": name, "agency_id": agency, "route_short_name": name,
            "route_long_name": f"Line {name}", "route_type": kind}  # fmt: skip


def _agency(key: str, name: str) -> Row:
    return {"agency_id": key, "agency_name": name, "agency_url": "https://larkhaven.example/",
            "agency_timezone": TIME_ZONE}  # fmt: skip


def _day(day: dt.date) -> str:
    return day.strftime("%Y%m%d")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
