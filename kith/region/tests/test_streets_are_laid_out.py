"""Links between crossings, barriers, islands, and what is refused."""

import numpy as np
import pytest

from kith.region.rules.streets import reading, searching
from kith.region.rules.streets.graph import CLOSED, TICK
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways
from kith.region.tests import drawn

STEP = 0.001
ROW = {n: (50.0, n * STEP) for n in range(1, 8)}
STREET = {"highway": "residential"}


def test_bends_are_no_crossings(tmp_path) -> None:
    found, _left = drawn.streets(tmp_path, ROW, [([1, 2, 3, 4, 5], STREET), ([3, 6], STREET)])
    assert (found.nodes, found.links) == (4, 3)
    assert sorted(np.diff(found.first)) == [2, 3, 3]


def test_length_and_time_are_those_of_the_sphere(tmp_path) -> None:
    found, _left = drawn.streets(tmp_path, ROW, [([1, 2], STREET)])
    metres = 6_371_008.8 * np.radians(STEP) * np.cos(np.radians(50.0))
    assert found.metres[0] == pytest.approx(metres, rel=1e-6)
    assert found.foot[0] == round(metres / 1.25 / 0.1)


def test_a_post_stops_cars_and_nobody_else(tmp_path) -> None:
    tags = {3: {"barrier": "bollard"}}
    found, left = drawn.streets(tmp_path, ROW, [([1, 2, 3, 4, 5, 6], STREET)], tags)
    assert (found.foot >= 0).all()
    assert (found.links, (found.forward == CLOSED).sum(), left.car_links) == (4, 2, 0)
    ends = drawn.at(ROW[1], ROW[6])
    for means, seconds in ((Means.FOOT, found.foot.sum() * TICK), (Means.CAR, np.inf)):
        ways = Ways(found, means)
        times = searching.times(ways, ways.snap(*ends), ways.snap(*ends), 3600)
        assert times[0, 1] == pytest.approx(seconds)


def test_a_small_island_is_left_out_and_counted(tmp_path) -> None:
    places = {n: (50.0 + n // 50 * STEP, n % 50 * STEP) for n in range(60)}
    main = [([n, n + 1], STREET) for n in range(40)]
    found, left = drawn.streets(tmp_path, places, [*main, ([50, 51], STREET)])
    assert found.links == 40
    assert (left.foot_islands, left.foot_links, left.car_islands) == (1, 1, 1)


def test_two_banks_without_a_bridge_are_both_kept(tmp_path) -> None:
    places = {n: (50.0 + n // 50 * STEP, n % 50 * STEP) for n in range(100)}
    banks = [([n, n + 1], STREET) for n in (*range(40), *range(50, 90))]
    found, left = drawn.streets(tmp_path, places, banks)
    assert (found.links, left.foot_islands) == (80, 0)


def test_a_way_over_the_edge_is_cut(tmp_path) -> None:
    found, left = drawn.streets(tmp_path, ROW, [([1, 2, 99, 3, 4], STREET), ([2, 3], STREET)])
    assert (found.links, left.cut) == (3, 1)


def test_a_street_that_one_can_only_leave_is_none_for_cars(tmp_path) -> None:
    ways = [([1, 2, 3], STREET), ([4, 2], {**STREET, "oneway": "yes"})]
    found, left = drawn.streets(tmp_path, ROW, ways)
    assert (found.forward != CLOSED).sum() == 2
    assert left.car_links == 1


def test_a_file_that_is_no_extract_is_refused(tmp_path) -> None:
    path = tmp_path / "notes.osm.pbf"
    path.write_text("this is not it")
    with pytest.raises(
        reading.NotAnExtract, match=r"notes\.osm\.pbf is not an OpenStreetMap extract"
    ):
        reading.read(path)


def test_an_extract_that_was_cut_short_is_refused(ground, tmp_path) -> None:
    path = tmp_path / "half.osm.pbf"
    path.write_bytes(ground.extract.read_bytes()[:3000])
    with pytest.raises(reading.NotAnExtract, match=r"half\.osm\.pbf is not an OpenStreetMap"):
        reading.read(path)


def test_an_extract_without_streets_is_refused(tmp_path) -> None:
    path = drawn.write(tmp_path / "empty.osm", ROW, [([1, 2], {"building": "yes"})])
    with pytest.raises(reading.NotAnExtract, match="has no streets or paths"):
        reading.read(path)
