"""Every trap of a feed is mended or left out, counted, and said."""

import datetime as dt
import zipfile

import numpy as np
import pytest

from kith.region.rules.transit import day, feed
from kith.region.rules.transit.traps import Found, Trap
from kith.region.tests import feeds


def times(made, trip=0) -> list[int]:
    rows = slice(made.times[trip], made.times[trip + 1])
    return [int(at) for at in made.departure[rows]]


def hour(text: str) -> int:
    return feed.seconds_of(text)


def test_a_feed_without_faults_says_nothing(tmp_path) -> None:
    made, week, found = feeds.read(tmp_path, feeds.plain())
    assert found == {}
    assert (made.stops, made.patterns, made.trips, made.route) == (4, 1, 1, ("343",))
    assert week.monday == dt.date(2026, 11, 16)
    assert list(made.runs[0]) == [True] * 5 + [False] * 2


def test_blank_times_follow_the_distance(tmp_path) -> None:
    tables = feeds.plain()
    for row in tables["stop_times.txt"][1:3]:
        row["arrival_time"] = row["departure_time"] = ""
    tables["stops.txt"][1]["stop_lon"] = 0.01
    made, _week, found = feeds.read(tmp_path, tables)
    assert times(made) == [hour("8:00"), hour("8:05"), hour("8:20"), hour("8:30")]
    assert (found[Trap.BLANK_TIMES].count, found[Trap.BLANK_TIMES].of) == (2, 4)


def test_blank_times_follow_the_feeds_own_distance(tmp_path) -> None:
    tables = feeds.plain()
    for row, far in zip(tables["stop_times.txt"], (0, 1, 5, 10), strict=True):
        row["shape_dist_traveled"] = far
    for row in tables["stop_times.txt"][1:3]:
        row["arrival_time"] = row["departure_time"] = ""
    made, _week, _found = feeds.read(tmp_path, tables)
    assert times(made) == [hour("8:00"), hour("8:03"), hour("8:15"), hour("8:30")]


def test_a_trip_without_an_end_is_left_out(tmp_path) -> None:
    tables = feeds.plain()
    tables["stop_times.txt"][3]["arrival_time"] = tables["stop_times.txt"][3]["departure_time"] = ""
    made, _week, found = feeds.read(tmp_path, tables)
    assert made.trips == 0
    assert (found[Trap.UNTIMED_TRIP].count, found[Trap.UNTIMED_TRIP].example) == (1, "t")


def test_time_that_runs_back_is_left_out(tmp_path) -> None:
    tables = feeds.plain()
    tables["stop_times.txt"][2]["arrival_time"] = "07:00:00"
    made, _week, found = feeds.read(tmp_path, tables)
    assert made.trips == 0 and found[Trap.TIME_RUNS_BACK].count == 1


def test_an_unreadable_time_counts_as_blank(tmp_path) -> None:
    tables = feeds.plain()
    tables["stop_times.txt"][1] |= {"arrival_time": "ten", "departure_time": "08:61:00"}
    made, _week, found = feeds.read(tmp_path, tables)
    assert times(made)[1] == hour("8:10")
    assert found[Trap.UNREADABLE_TIME].count == 2


@pytest.mark.parametrize(
    ("begins", "ends", "trap", "monday"),
    [
        ("20190101", "20190630", Trap.CALENDAR_EXPIRED, dt.date(2019, 6, 24)),
        ("20280103", "20281231", Trap.CALENDAR_TO_COME, dt.date(2028, 1, 3)),
    ],
)
def test_a_calendar_of_another_time_moves_to_a_week_that_runs(
    tmp_path, begins, ends, trap, monday
) -> None:
    tables = feeds.plain()
    tables["calendar.txt"][0] |= {"start_date": begins, "end_date": ends}
    made, week, found = feeds.read(tmp_path, tables)
    assert week.monday == monday and found[trap].example == str(monday)
    assert made.runs[0].sum() == 5


def test_a_week_of_holidays_is_not_taken(tmp_path) -> None:
    tables = feeds.plain()
    tables["calendar_dates.txt"] = [
        {"service_id": "work", "date": f"202611{day}", "exception_type": 2} for day in (18, 19)
    ]
    _made, week, found = feeds.read(tmp_path, tables)
    assert week.monday == dt.date(2026, 11, 23)
    assert Trap.THIN_WEEK in found


def test_a_feed_with_dates_only_runs_on_them(tmp_path) -> None:
    tables = feeds.plain()
    del tables["calendar.txt"]
    tables["calendar_dates.txt"] = [{"service_id": "work", "date": "20261121", "exception_type": 1}]
    made, week, found = feeds.read(tmp_path, tables)
    assert list(np.nonzero(made.runs[0])[0]) == [5]
    assert week.begins == week.ends == dt.date(2026, 11, 21)
    assert Trap.ONLY_DATES in found


def test_without_any_calendar_everything_runs(tmp_path) -> None:
    tables = feeds.plain()
    del tables["calendar.txt"]
    made, week, found = feeds.read(tmp_path, tables)
    assert made.runs.all() and week.begins is None and Trap.NO_CALENDAR in found


def test_frequencies_become_trips(tmp_path) -> None:
    tables = feeds.plain()
    tables["frequencies.txt"] = [
        {"trip_id": "t", "start_time": "06:00:00", "end_time": "07:00:00", "headway_secs": 900}
    ]
    made, _week, found = feeds.read(tmp_path, tables)
    assert [times(made, trip)[0] for trip in range(made.trips)] == [
        hour("6:00"), hour("6:15"), hour("6:30"), hour("6:45"),
    ]  # fmt: skip
    assert found[Trap.FREQUENCIES].count == 4


def test_past_midnight_belongs_to_the_next_morning_as_well(tmp_path) -> None:
    tables = feeds.plain()
    for n, row in enumerate(tables["stop_times.txt"]):
        row["arrival_time"] = row["departure_time"] = f"{23 + n}:50:00"
    made, _week, found = feeds.read(tmp_path, tables)
    assert found[Trap.PAST_MIDNIGHT].count == 1
    saturday = day.of_week(made, 5)  # Friday's last bus
    assert list(saturday.departure) == [at - 86400 for at in times(made)]
    assert day.of_week(made, 6).trip_count == 0
    tuesday = day.of_week(made, 1)  # its own, and Monday's
    assert list(tuesday.departure[::4]) == [times(made)[0] - 86400, times(made)[0]]


def test_the_first_bus_of_tomorrow_takes_one_home_tonight(tmp_path) -> None:
    tables = feeds.plain()
    for n, row in enumerate(tables["stop_times.txt"]):
        row["arrival_time"] = row["departure_time"] = f"00:{n * 10 + 10}:00"
    made, _week, _found = feeds.read(tmp_path, tables)
    assert list(day.of_week(made, 6).departure) == [at + 86400 for at in times(made)]


def test_one_that_overtakes_has_a_row_of_its_own(tmp_path) -> None:
    tables = feeds.plain()
    tables["trips.txt"].append({"route_id": "r", "service_id": "work", "trip_id": "fast"})
    for n, row in enumerate(feeds.plain()["stop_times.txt"]):
        at = f"08:{5 + n:02}:00"
        tables["stop_times.txt"].append({**row, "trip_id": "fast", "arrival_time": at,
                                         "departure_time": at})  # fmt: skip
    made, _week, _found = feeds.read(tmp_path, tables)
    assert (made.patterns, list(day.of_week(made, 0).trips)) == (1, [1, 1])


def test_stops_without_a_place_take_that_of_their_station(tmp_path) -> None:
    tables = feeds.plain()
    tables["stops.txt"][1] |= {"stop_lat": "", "stop_lon": "", "parent_station": "S"}
    tables["stops.txt"][2] |= {"stop_lat": 0, "stop_lon": 0}
    tables["stops.txt"].append({"stop_id": "S", "stop_lat": 51.0, "stop_lon": 1.0,
                                "location_type": 1})  # fmt: skip
    made, _week, found = feeds.read(tmp_path, tables)
    assert list(made.latitude) == [50.0, 51.0, 50.0]
    assert found[Trap.NO_PLACE].example == "C"
    assert found[Trap.UNKNOWN_STOP].count == 1


def test_calls_of_nobody_are_counted(tmp_path) -> None:
    tables = feeds.plain()
    tables["stop_times.txt"][3]["trip_id"] = "ghost"
    tables["trips.txt"].append({"route_id": "r", "service_id": "work", "trip_id": "idle"})
    tables["trips.txt"].append({"route_id": "r", "service_id": "never", "trip_id": "asleep"})
    tables["trips.txt"].append({"route_id": "r", "service_id": "work", "trip_id": "t"})
    made, _week, found = feeds.read(tmp_path, tables)
    assert made.trips == 1
    assert {trap: found[trap].example for trap in found} == {
        Trap.UNKNOWN_TRIP: "ghost", Trap.LONELY_CALL: "idle", Trap.NEVER_RUNS: "asleep",
        Trap.TWICE: "t",
    }  # fmt: skip


def test_no_shapes_is_said_and_changes_nothing(tmp_path) -> None:
    tables = feeds.plain()
    del tables["shapes.txt"]
    made, _week, found = feeds.read(tmp_path, tables)
    assert made.trips == 1 and list(found) == [Trap.NO_SHAPES]


def test_transfers_hold_between_stations_too(tmp_path) -> None:
    tables = feeds.plain()
    for row in tables["stops.txt"][:2]:
        row["parent_station"] = "S"
    tables["transfers.txt"] = [
        {"from_stop_id": "S", "to_stop_id": "D", "transfer_type": 2, "min_transfer_time": 240},
        {"from_stop_id": "C", "to_stop_id": "D", "transfer_type": 3},
        {"from_stop_id": "C", "to_stop_id": "A", "transfer_type": 0},
    ]
    made, _week, found = feeds.read(tmp_path, tables)
    assert made.footpath.tolist() == [[0, 3, 240], [1, 3, 240], [2, 3, -1]]
    assert found[Trap.TRANSFERS].count == 3


def test_spaces_marks_and_folders_do_not_matter(tmp_path) -> None:
    feeds.read(tmp_path, feeds.plain())
    odd = tmp_path / "odd.zip"
    with zipfile.ZipFile(tmp_path / "feed.zip") as whole, zipfile.ZipFile(odd, "w") as out:
        for name in whole.namelist():
            text = whole.read(name).decode().replace(",", " , ").replace("\n", "\r\n")
            out.writestr(f"gtfs/{name}", "\ufeff" + text)
        out.writestr("__MACOSX/gtfs/stops.txt", "nonsense")
    assert feed.read(odd, Found("odd")).stops.ids == ("A", "B", "C", "D")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7:05:00", 25500), ("25:10:00", 90600), ("07:05", 25500), ("-1:00:00", -1),
     ("07:60:00", -1), ("999999999:00:00", -1), ("", -1), ("7", -1)],
)  # fmt: skip
def test_a_time_is_one_or_blank(text, seconds) -> None:
    assert feed.seconds_of(text) == seconds


def test_what_is_no_feed_is_refused(tmp_path) -> None:
    path = tmp_path / "feed.zip"
    path.write_text("not a zip")
    with pytest.raises(feed.NotAFeed, match=r"feed\.zip is not a GTFS feed"):
        feed.read(path, Found("x"))


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [("stops.txt", [], "stops.txt is missing"), ("trips.txt", [], "trips.txt is missing"),
     ("stops.txt", [{"stop_id": "A", "stop_lat": "", "stop_lon": ""}], "no stops with a place")],
)  # fmt: skip
def test_a_feed_without_the_needful_is_refused(tmp_path, name, rows, why) -> None:
    tables = feeds.plain()
    tables[name] = rows
    with pytest.raises(feed.NotAFeed, match=why):
        feeds.read(tmp_path, tables)
