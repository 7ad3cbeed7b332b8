"""Minutes to every place, worked out beforehand: the same as asked directly, whole or not there."""

import math
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from kith.region import travel
from kith.region.rules.streets.network import Means
from kith.region.tables import held, making, slots
from kith.region.tables.held import Door, Journey
from kith.region.tests import tabled

HOME = (42.400, -100.900)
NEAR = Door(UUID(int=7), 42.4025, -100.8925)
ACROSS = Door(UUID(int=(5 << 64) | 2), 42.412, -100.860)
NOWHERE = Door(UUID(int=9), 42.6, -100.9)
DOORS = [NEAR, ACROSS, NOWHERE]


@pytest.fixture
def few(monkeypatch):
    """Coarse cells, so that the table is made in no time."""
    monkeypatch.setattr(making, "RESOLUTIONS", (7,))


@pytest.fixture
def made(town, few) -> making.Made:
    found = making.make(town, DOORS)
    making.publish([found.folder])
    return found


def test_it_says_what_travel_says_of_the_middle_of_the_cell(town, made) -> None:
    cells = town.cells(7)
    table = held.Table(made.folder)
    row = table.row(HOME)
    spot = [cells.places[row]]
    doors = [(door.latitude, door.longitude) for door in (NEAR, ACROSS)]
    foot = travel.times(town, spot, doors, Means.FOOT).median[0] / 60
    bus = travel.times(town, spot, doors, Means.TRANSIT, hour=10, every=5).median[0] / 60
    for door, walked, rode in zip((NEAR, ACROSS), foot, bus, strict=True):
        column = table.column(door)
        assert abs(table._foot[row, column] - walked) <= 0.5
        assert abs(table._transit["day"][0][row, column] - rode) <= 0.6


def test_a_page_reads_minutes_and_the_line(made) -> None:
    found = held.journeys(HOME, DOORS, weekday=1, hour=10)
    assert set(found) == {NEAR.location, ACROSS.location}
    assert found[NEAR.location].kind == "foot" and found[NEAR.location].minutes < 40
    ride = found[ACROSS.location]
    assert ride.kind in ("bus", "tram") and ride.line and 10 < ride.minutes < 60


def test_nothing_is_known_elsewhere(made) -> None:
    assert held.journeys((41.0, -100.9), DOORS, weekday=1, hour=10) == {}
    assert held.within((41.0, -100.9), 30, on_foot=True, weekday=1, hour=10) is None
    assert held.knows(HOME) and not held.knows((41.0, -100.9))


def test_what_is_within_half_an_hour(made) -> None:
    walk, ride = (
        held.within(HOME, 55, on_foot=on_foot, weekday=1, hour=10) for on_foot in (True, False)
    )
    assert walk.locations.split(",") == [NEAR.location.hex]
    assert ride.locations.split(",") == sorted(door.location.hex for door in (NEAR, ACROSS))
    assert 0 < walk.km < ride.km


def test_how_far_the_farthest_is(made) -> None:
    """As the crow flies, by the law of cosines instead of haversines."""
    south, west, north, east = map(math.radians, (*HOME, ACROSS.latitude, ACROSS.longitude))
    angle = math.acos(math.sin(south) * math.sin(north)
                      + math.cos(south) * math.cos(north) * math.cos(east - west))  # fmt: skip
    reach = held.within(HOME, 55, on_foot=False, weekday=1, hour=10)
    assert reach.km == pytest.approx(6371.0 * angle, rel=1e-4)


def test_two_tables_that_hold_a_place_are_told_together(town, made) -> None:
    some = making.make(town, [ACROSS])
    making.publish([made.folder, some.folder])
    reach = held.within(HOME, 55, on_foot=False, weekday=1, hour=10)
    assert reach.locations.split(",") == sorted(door.location.hex for door in (NEAR, ACROSS))


def test_the_same_again_is_not_worked_out_again(town, made) -> None:
    again = making.make(town, list(reversed(DOORS)))
    assert not again.is_new and again.folder == made.folder
    assert making.make(town, DOORS[:1]).folder != made.folder


def test_killed_half_way_there_is_no_table(town, few, monkeypatch) -> None:
    monkeypatch.setattr(making, "_stops", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        making.make(town, DOORS)
    assert not held.is_there()
    monkeypatch.undo()
    monkeypatch.setattr(making, "RESOLUTIONS", (7,))
    found = making.make(town, DOORS)
    making.publish([found.folder])
    assert [path.name for path in found.folder.parent.iterdir()] == [found.folder.name]
    assert held.is_there()


def test_without_places_there_is_a_table_of_none(town, few) -> None:
    found = making.make(town, [])
    making.publish([found.folder])
    assert held.journeys(HOME, DOORS, weekday=1, hour=10) == {}
    assert held.within(HOME, 30, on_foot=False, weekday=1, hour=10) == held.Reach("", 0.0)


def test_a_table_too_large_has_larger_cells(town, monkeypatch) -> None:
    monkeypatch.setattr(making, "MOST", 1)
    assert making._cells(town, 5).ids.tolist() == town.cells(8).ids.tolist()


def test_stops_near_a_door_are_told_with_their_lines(made) -> None:
    (first, *_rest) = held.stops_near(NEAR)
    assert first.minutes <= 10 and first.lines and first.name
    assert held.stops_near(NOWHERE) == ()


def test_a_door_that_moved_is_unknown(home) -> None:
    tabled.write(HOME, {NEAR: (12, 255, 0)})
    moved = Door(NEAR.location, NEAR.latitude + 0.002, NEAR.longitude)
    assert held.journeys(HOME, [NEAR, moved], weekday=1, hour=10).keys() == {NEAR.location}
    assert held.journeys(HOME, [moved], weekday=1, hour=10) == {}


@pytest.mark.parametrize(
    ("told", "weekday", "hour", "expected"),
    [
        ((12, 10, tabled.coded(0)), 1, 10, Journey(12, "foot")),
        ((40, 25, tabled.coded(0)), 1, 10, Journey(25, "bus", "343")),
        ((40, 25, tabled.coded(1, 3)), 1, 10, Journey(25, "train", "S1", 2)),
        ((40, 40, 0), 1, 10, Journey(40, "foot")),
        ((40, 40, tabled.coded(0)), 1, 10, Journey(40, "foot")),
        ((255, 119, tabled.coded(0)), 4, 17, Journey(119, "bus", "343")),
        ((40, 25, tabled.coded(0)), 1, 20, Journey(40, "foot", no_trips=True)),
        ((40, 25, tabled.coded(0)), 6, 10, Journey(40, "foot", no_trips=True)),
        ((40, 25, tabled.coded(0)), 1, 3, Journey(40, "foot", no_trips=True)),
        ((10, 25, tabled.coded(0)), 1, 3, Journey(10, "foot")),
        ((61, 255, 0), 1, 10, None),
        ((255, 255, 0), 1, 10, None),
    ],
)
def test_the_better_means_at_the_hour_asked_for(home, told, weekday, hour, expected) -> None:
    tabled.write(HOME, {NEAR: told})
    found = held.journeys(HOME, [NEAR], weekday=weekday, hour=hour)
    assert found.get(NEAR.location) == expected


def test_a_table_that_cannot_be_read_is_as_if_it_were_not_there(home) -> None:
    folder = tabled.write(HOME, {NEAR: (12, 255, 0)})
    (folder / "cells.npy").write_bytes(b"")
    held._opened.cache_clear()
    assert held.journeys(HOME, [NEAR], weekday=1, hour=10) == {}


def test_a_slot_takes_its_busiest_hour_where_its_own_is_empty() -> None:
    bustle = np.zeros((7, 24), int)
    assert slots.hour_of(slots.DAY, bustle) is None
    bustle[1, 13:16] = 100, 300, 200
    assert slots.hour_of(slots.DAY, bustle) == 14
    assert slots.hour_of(slots.EVENING, bustle) is None
    bustle[1, 10] = 16
    assert slots.hour_of(slots.DAY, bustle) == 10
    bustle[1, 10] = 15  # next to nothing
    assert slots.hour_of(slots.DAY, bustle) == 14


def test_every_hour_of_the_week_has_its_slot() -> None:
    names = [[slot.name if (slot := slots.at(d, h)) else "" for h in range(24)] for d in (0, 5)]
    assert names[0] == [""] * 6 + ["day"] * 12 + ["evening"] * 6
    assert names[1] == [""] * 6 + ["weekend"] * 18


def test_a_page_loads_no_engine(home) -> None:
    """In a process of its own, for other tests here do load them; that takes a second."""
    tabled.write(HOME, {NEAR: (40, 25, tabled.coded(0))})
    told = subprocess.run(
        [sys.executable, "-c", ASKS, str(home)], capture_output=True, text=True, timeout=60,
        check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert told.stdout.split() == ["25", "[]"]


ASKS = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
import django
django.setup()
from django.conf import settings
settings.HOME = sys.argv[1]
import kith.config.urls
from uuid import UUID
from kith.region.tables import held
door = held.Door(UUID(int=7), 42.4025, -100.8925)
found = held.journeys((42.4, -100.9), [door], weekday=1, hour=10)
heavy = {"numba", "scipy", "ferrobus", "osmium", "duckdb", "pyvrp"}
print(found[door.location].minutes, sorted(heavy & set(sys.modules)))
"""


def test_old_tables_are_thrown_away(town, made) -> None:
    newer = making.make(town, DOORS[:1])
    making.publish([newer.folder])
    assert not made.folder.exists() and held.knows(HOME)
    shutil.rmtree(newer.folder)
    held._opened.cache_clear()
    assert not held.is_there()
