"""One journey told in legs: as long as the engine says, and such that one could really do it."""

import numpy as np
import pytest

from kith.region import legs, travel, words
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways
from kith.region.rules.transit import journeys, own, seam
from kith.region.rules.transit.journeys import Journey, Leg
from kith.region.rules.transit.seam import Question, Terms
from kith.region.tests import drawn, feeds
from kith.region.tests.test_times_by_public_transport import SIDE, grid, random_schedule


@pytest.mark.parametrize("seed", range(3))
def test_it_takes_as_long_and_begins_with_the_line_the_engine_says(tmp_path, seed) -> None:
    _path, ways, places = grid(tmp_path, 0.008)
    schedule = random_schedule(places, seed)
    engine = own.Own(ways, schedule, Terms(walk=700, change=600, wait=45, limit=5400))
    spots = np.random.default_rng(seed).uniform(0, (SIDE - 1) * 0.008, (5, 2))
    lines = engine.lines(2)
    rides = 0
    for at in seam.every(20, 8):
        found = engine.travel_times(Question(spots, spots, 2, (at,)))
        for i, j in np.ndindex(5, 5):
            (told,) = engine.journeys(Question(spots[i : i + 1], spots[j : j + 1], 2, (at,)))
            assert (told.seconds if told else np.inf) == found.median[i, j]
            if told is None:
                continue
            assert found.rides[i, j] == len(told.rides)
            assert found.line[i, j] == (lines[told.rides[0].row] if told.rides else -1)
            assert_possible(told)
            rides += len(told.rides)
    assert rides > 5


def assert_possible(told: Journey) -> None:
    """Each leg begins where and not before the last ended; a ride only after the wait."""
    assert told.legs[0].start == told.legs[-1].end == -1
    for before, leg in zip(told.legs, told.legs[1:], strict=False):
        assert leg.start == before.end
        assert leg.leaves >= before.arrives + (45 if leg.row >= 0 else 0)
    assert all(leg.arrives >= leg.leaves for leg in told.legs)


def street(tmp_path) -> Ways:
    """Straight past the stops of the small feed, east along the fiftieth parallel."""
    nodes = {n: (50.0, n * 0.005 - 0.005) for n in range(15)}
    ways = [(list(nodes), {"highway": "residential"})]
    return Ways(drawn.streets(tmp_path, nodes, ways)[0], Means.FOOT)


def test_a_bus_along_one_street(tmp_path) -> None:
    schedule, _week, _traps = feeds.read(tmp_path, feeds.plain())
    engine = own.Own(street(tmp_path), schedule)
    home, goal = np.array([[50.0, -0.002]]), np.array([[50.0, 0.061]])
    (told,) = engine.journeys(Question(home, goal, 0, (7 * 3600 + 50 * 60,)))
    walk, ride, last = told.legs
    assert (walk.start, walk.end, walk.leaves) == (-1, 0, 7 * 3600 + 50 * 60)
    assert (ride.start, ride.end, ride.leaves, ride.arrives) == (0, 3, 8 * 3600, 8 * 3600 + 1800)
    assert (last.start, last.end) == (3, -1)
    assert schedule.lines[engine.lines(0)[ride.row]] == (3, "343")


def test_nobody_gets_there_when_nothing_runs_and_it_is_too_far(tmp_path) -> None:
    schedule, _week, _traps = feeds.read(tmp_path, feeds.plain())
    engine = own.Own(street(tmp_path), schedule, Terms(limit=1200))
    home, goal = np.array([[50.0, -0.002]]), np.array([[50.0, 0.061]])
    assert engine.journeys(Question(home, goal, 5, (8 * 3600,))) == [None]


def test_the_typical_one_begins_as_most_do() -> None:
    def by(row: int, leaves: int, seconds: int) -> Journey:
        return Journey(leaves, (Leg(0, 1, leaves, leaves + seconds, row),))

    found = [by(0, 0, 900), by(0, 60, 700), by(1, 120, 300), by(0, 180, 800), None]
    journey, median = journeys.typical(found, [7, 8])
    assert (journey.leaves, median) == (180, 800)
    assert journeys.typical([None, None, by(0, 0, 60)], [7]) is None
    assert journeys.typical([], []) is None


def test_it_is_told_in_words(town) -> None:
    told = travel.route(town, (42.400, -100.900), (42.412, -100.860), weekday=1, hour=10)
    assert told.version == town.digest and 600 < told.seconds < 3600
    first, *_middle, last = [words.leg(leg) for leg in told.legs]
    assert first.startswith("Walk ") and " to " in first and "minute" in first
    assert last.startswith("Walk ") and " to " not in last
    ride = next(leg for leg in told.legs if leg.line)
    kind, name = ride.line
    assert words.leg(ride) == (
        f"{ride.leaves} {kind} {name} from {ride.start}, {ride.arrives} at {ride.end}"
    )


def test_at_night_there_is_no_route_and_without_timetables_neither(town) -> None:
    assert travel.route(town, (42.400, -100.900), (42.430, -100.840), hour=3) is None
    bare = travel.Region(town.folder.with_name("none"), "")
    assert travel.route(bare, (42.400, -100.900), (42.412, -100.860)) is None


@pytest.mark.parametrize(
    ("kind", "line", "expected"),
    [("bus", "343", "by bus 343"), ("foot", "", "on foot"), ("bus", "", "by public transport"),
     ("other", "Lift", "by Lift"), ("train", "x" * 99, "by train " + "x" * 30)],
)  # fmt: skip
def test_means_have_names(kind, line, expected) -> None:
    assert words.by_means(kind, line) == expected


def test_after_midnight_the_clock_begins_again() -> None:
    assert legs.clock(25 * 3600 + 5 * 60 + 59) == "01:05"
