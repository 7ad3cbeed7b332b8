"""Times between places: those of another Dijkstra, both ways, within a limit."""

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from kith.region.rules.streets import reach, searching
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways
from kith.region.tests import drawn

STEP = 0.001
ROW = {n: (0.0, n * STEP) for n in range(1, 8)}
STREET = {"highway": "residential"}
A_STEP = 6_371_008.8 * np.radians(STEP) / 1.25


def between(ways: Ways, origins, targets, limit=3600.0):
    return searching.times(ways, ways.snap(*origins), ways.snap(*targets), limit)


@pytest.mark.parametrize("means", [Means.FOOT, Means.CAR])
def test_as_scipy_finds_them(town_streets, means) -> None:
    ways = Ways(town_streets, means)
    chance = np.random.default_rng(3)
    nodes = chance.choice(town_streets.nodes, 40, replace=False)
    over = ways.there
    tail = np.repeat(np.arange(over.nodes), np.diff(over.first))
    order = np.lexsort((over.ticks, over.head, tail))
    tail, head, ticks = tail[order], over.head[order], over.ticks[order]
    first = np.concatenate([[True], (np.diff(tail) != 0) | (np.diff(head) != 0)])
    matrix = coo_array((ticks[first] + 1e-9, (tail[first], head[first])), (over.nodes,) * 2)
    wanted = np.rint(dijkstra(matrix.tocsr(), indices=nodes)[:, nodes]) * 0.1
    places = town_streets.latitude[nodes], town_streets.longitude[nodes]
    found = between(ways, places, places, 6 * 3600.0)
    assert np.isfinite(wanted).mean() > 0.9
    np.testing.assert_allclose(found, wanted, atol=0.25)  # snapped to a thousandth of a link


def test_forwards_and_backwards_agree(town_streets) -> None:
    ways = Ways(town_streets, Means.CAR)
    chance = np.random.default_rng(4)
    west, south, east, north = town_streets.bounds
    origins = chance.uniform(south, north, 30), chance.uniform(west, east, 30)
    targets = origins[0][:5], origins[1][:5]
    few = between(ways, origins, targets)
    many = between(ways, origins, origins)[:, :5]
    np.testing.assert_array_equal(few, many)


def test_a_one_way_street_is_longer_the_other_way(tmp_path) -> None:
    places = {1: (0.0, 0.0), 2: (0.0, STEP), 3: (STEP, STEP), 4: (STEP, 0.0)}
    round_it = [([1, 2], {**STREET, "oneway": "yes"}), ([2, 3, 4, 1], STREET)]
    ways = Ways(drawn.streets(tmp_path, places, round_it)[0], Means.CAR)
    found = between(ways, drawn.at(places[1], places[2]), drawn.at(places[1], places[2]))
    assert found[1, 0] == pytest.approx(3 * found[0, 1], rel=0.01)


def test_along_one_link_nobody_goes_round(tmp_path) -> None:
    ways = Ways(drawn.streets(tmp_path, ROW, [([1, 7], STREET)])[0], Means.FOOT)
    found = between(ways, drawn.at((0.0, 2 * STEP)), drawn.at((0.0, 2.5 * STEP), (0.0, 1.5 * STEP)))
    np.testing.assert_allclose(found[0], A_STEP / 2, rtol=0.01)


def test_the_way_to_the_street_is_walked(tmp_path) -> None:
    ways = Ways(drawn.streets(tmp_path, ROW, [([1, 7], STREET)])[0], Means.FOOT)
    found = ways.snap(*drawn.at((STEP, 2 * STEP), (-STEP, 4 * STEP)))
    assert found.metres == pytest.approx([111.19, 111.19], abs=0.2)
    assert found.share == pytest.approx([1 / 6, 1 / 2], abs=1e-6)
    seconds = between(ways, drawn.at((STEP, 2 * STEP)), drawn.at((-STEP, 4 * STEP)))
    assert seconds[0, 0] == pytest.approx(4 * A_STEP, rel=0.01)


def test_too_far_from_a_street_is_off_the_map(tmp_path) -> None:
    ways = Ways(drawn.streets(tmp_path, ROW, [([1, 7], STREET)])[0], Means.FOOT)
    far = drawn.at((10 * STEP, STEP), (0.0, STEP))
    assert list(ways.snap(*far).is_on) == [False, True]
    assert list(ways.snap(*far, farthest=2000).is_on) == [True, True]
    assert np.isinf(between(ways, far, far)[0]).all()


def test_beyond_the_limit_is_not_reached(tmp_path) -> None:
    ways = Ways(drawn.streets(tmp_path, ROW, [([1, 2, 3, 4, 5, 6, 7], STREET)])[0], Means.FOOT)
    goals = drawn.at(*ROW.values())
    found = between(ways, drawn.at(ROW[1]), goals, 3 * A_STEP + 1)
    assert list(np.isfinite(found[0])) == [True] * 4 + [False] * 3
    assert found[0, 0] == 0


def test_nobody_and_nowhere(town_streets) -> None:
    ways = Ways(town_streets, Means.FOOT)
    here = town_streets.latitude[:1], town_streets.longitude[:1]
    assert between(ways, drawn.at(), here).shape == (0, 1)
    assert between(ways, here, drawn.at()).shape == (1, 0)


@pytest.mark.parametrize("limit", [-1.0, float("nan"), float("inf")])
def test_a_limit_that_is_none_is_refused(town_streets, limit) -> None:
    ways = Ways(town_streets, Means.FOOT)
    here = town_streets.latitude[:1], town_streets.longitude[:1]
    with pytest.raises(ValueError, match="limit"):
        between(ways, here, here, limit)


@pytest.mark.parametrize("place", [(float("nan"), 0.0), (91.0, 0.0)])
def test_a_place_that_is_none_is_refused(town_streets, place) -> None:
    with pytest.raises(ValueError, match="degrees"):
        Ways(town_streets, Means.FOOT).snap(*drawn.at(place))


def test_reach_grows_with_the_minutes_and_holds_what_is_reached(town_streets) -> None:
    import h3

    ways = Ways(town_streets, Means.FOOT)
    here = ways.snap(*drawn.at((42.4, -100.9)))
    sizes = []
    for minutes in (5, 10, 20):
        seconds = reach.nodes_within(ways, here, minutes * 60)
        cells = set(h3.geo_to_cells(reach.area(ways, here, minutes * 60), reach.CELL))
        inside = np.nonzero(np.isfinite(seconds))[0]
        for node in inside:
            place = town_streets.latitude[node], town_streets.longitude[node]
            assert h3.latlng_to_cell(*place, reach.CELL) in cells
        sizes.append((len(inside), len(cells)))
    assert sizes == sorted(sizes) and sizes[0][0] < sizes[1][0] < sizes[2][0]


def test_nothing_is_reached_from_off_the_map(town_streets) -> None:
    ways = Ways(town_streets, Means.FOOT)
    nowhere = ways.snap(*drawn.at((0.0, 0.0)))
    assert reach.area(ways, nowhere, 600) == {"type": "MultiPolygon", "coordinates": []}


def test_a_degree_of_longitude_is_shorter_in_the_north(tmp_path) -> None:
    places = {1: (60.0, 10.0), 2: (60.002, 10.0)}
    ways = Ways(drawn.streets(tmp_path, places, [([1, 2], STREET)])[0], Means.FOOT)
    found = ways.snap(*drawn.at((60.001, 10.002)))
    assert found.metres[0] == pytest.approx(111.195, abs=0.05)
    assert found.share[0] == pytest.approx(0.5, abs=1e-6)
