"""Small feeds written in a test: one line from A to D, whatever goes wrong with it."""

import copy
import datetime as dt
from pathlib import Path

from kith.config.demo.region.lines import Feed
from kith.config.demo.region.writing import write_feed
from kith.region.rules.transit import calendar, feed, schedule
from kith.region.rules.transit.calendar import Week
from kith.region.rules.transit.schedule import Schedule
from kith.region.rules.transit.traps import Finding, Found, Trap

TODAY = dt.date(2026, 11, 18)  # a Wednesday
WEEK = {"monday": 1, "tuesday": 1, "wednesday": 1, "thursday": 1, "friday": 1, "saturday": 0,
        "sunday": 0}  # fmt: skip
PLAIN: Feed = {
    "agency.txt": [{"agency_id": "x", "agency_name": "Reed Buses", "agency_timezone": "UTC"}],
    "stops.txt": [
        {"stop_id": key, "stop_name": key, "stop_lat": 50.0, "stop_lon": n * 0.02,
         "location_type": "", "parent_station": ""}
        for n, key in enumerate("ABCD")
    ],
    "routes.txt": [{"route_id": "r", "route_short_name": "343", "route_type": 3}],
    "trips.txt": [{"route_id": "r", "service_id": "work", "trip_id": "t"}],
    "stop_times.txt": [
        {"trip_id": "t", "stop_id": key, "stop_sequence": n, "arrival_time": f"08:{n * 10:02}:00",
         "departure_time": f"08:{n * 10:02}:00", "pickup_type": "", "drop_off_type": ""}
        for n, key in enumerate("ABCD")
    ],
    "calendar.txt": [
        {"service_id": "work", **WEEK, "start_date": "20260101", "end_date": "20261231"}
    ],
    "shapes.txt": [{"shape_id": "s", "shape_pt_lat": 1, "shape_pt_lon": 1}],
}  # fmt: skip


def plain() -> Feed:
    """A feed with nothing wrong, to be spoiled."""
    return copy.deepcopy(PLAIN)


def read(
    folder: Path, tables: Feed, today: dt.date = TODAY
) -> tuple[Schedule, Week, dict[Trap, Finding]]:
    """Through every step up to the schedule."""
    path = folder / "feed.zip"
    write_feed(path, tables)
    found = Found("feed")
    known = feed.read(path, found)
    week = calendar.week_of(known, today, found)
    made = schedule.merge([(known, week, found)])
    return made, week, {finding.trap: finding for finding in found.findings()}
