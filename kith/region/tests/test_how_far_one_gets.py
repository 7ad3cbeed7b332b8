"""What lies within so many minutes of a place, by every means, and as a labelled circle."""

import h3
import numpy as np
import pytest

from kith.region import travel
from kith.region.rules import cells
from kith.region.rules.streets.network import Means
from kith.region.rules.transit import day
from kith.region.tests import feeds

MIDDLE = (42.400, -100.900)


def area(shape) -> float:
    return sum(h3.cell_area(cell) for cell in cells_in(shape)) if shape["coordinates"] else 0


def cells_in(shape) -> set[str]:
    return set(h3.h3shape_to_cells(h3.geo_to_h3shape(shape), 10))


def test_by_bus_one_gets_further_than_on_foot(town) -> None:
    foot, bus = (
        travel.reach(town, MIDDLE, means, 30, hour=14) for means in (Means.FOOT, Means.TRANSIT)
    )
    assert not foot.is_estimate and not bus.is_estimate and not bus.no_trips
    assert area(bus.shape) > 1.2 * area(foot.shape) > 0
    assert bus.version == town.digest


def test_longer_reaches_further_and_holds_the_place_itself(town) -> None:
    near, far = (cells_in(travel.reach(town, MIDDLE, Means.CAR, m).shape) for m in (3, 8))
    assert near < far and h3.latlng_to_cell(*MIDDLE, 10) in near


def test_at_an_hour_without_trips_it_says_so(town) -> None:
    at_night = travel.reach(town, MIDDLE, Means.TRANSIT, 30, weekday=1, hour=3)
    foot = travel.reach(town, MIDDLE, Means.FOOT, 30)
    assert at_night.no_trips and not at_night.is_estimate
    assert area(at_night.shape) <= 1.2 * area(foot.shape)


@pytest.mark.parametrize("means", list(Means))
def test_without_a_region_it_is_a_circle_and_says_so(means) -> None:
    found = travel.reach(None, MIDDLE, means, 30)
    assert found.is_estimate and found.version == ""
    (((*ring, last),),) = found.shape["coordinates"]
    assert ring[0] == last and h3.latlng_to_cell(*MIDDLE, 10) in cells_in(found.shape)


def test_off_the_map_it_is_a_circle_too(town) -> None:
    assert travel.reach(town, (43, -100.9), Means.FOOT, 10).is_estimate


@pytest.mark.parametrize("minutes", [0, -1, 121, float("nan")])
def test_a_time_that_is_none_is_refused(minutes) -> None:
    with pytest.raises(ValueError, match="minutes"):
        travel.reach(None, MIDDLE, Means.FOOT, minutes)


def test_each_cell_has_one_point_of_a_street(town) -> None:
    found = town.cells(9)
    assert len(found.ids) == len(found.places) == len(set(found.ids.tolist())) > 50
    assert [int(h3.latlng_to_cell(*place, 9), 16) for place in found.places] == found.ids.tolist()
    assert town.on_foot.snap(*found.places.T).metres.max() < 1
    assert cells.shape([])["coordinates"] == []


def test_what_runs_is_counted_by_weekday_and_hour(town) -> None:
    by_hour = town.bustle
    assert by_hour.shape == (7, 24) and by_hour[1, 8] > 100
    assert not town.runs(1, 3) and town.runs(1, 14) and town.runs(1, 14.5)
    assert not travel.Region(town.folder.with_name("none"), "").runs(1, 14)


def test_times_say_that_nothing_runs_at_that_hour(town) -> None:
    spots = [MIDDLE, (42.412, -100.860)]
    for hour, means, expected in ((3, Means.TRANSIT, True), (14, Means.TRANSIT, False),
                                  (3, Means.FOOT, False)):  # fmt: skip
        assert travel.times(town, spots, spots, means, hour=hour, every=30).no_trips is expected
    assert not travel.times(None, spots, spots, Means.TRANSIT, hour=3).no_trips


def test_the_last_stop_of_a_trip_is_no_departure(tmp_path) -> None:
    schedule, _week, _traps = feeds.read(tmp_path, feeds.plain())
    found = day.bustle(schedule, np.ones(4, bool))
    assert found.sum() == 3 * 5 and found[0, 8] == 3 and found[5].sum() == 0
    assert day.bustle(schedule, np.array([True, False, False, True])).sum() == 5
