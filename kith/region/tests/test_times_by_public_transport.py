"""Both engines agree; ours finds what a scan of all connections finds."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from kith.region.rules.streets import graph, reading, searching
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways
from kith.region.rules.transit import day, ferro, own, seam
from kith.region.rules.transit.schedule import Schedule
from kith.region.rules.transit.seam import Question, Terms
from kith.region.tests import drawn, feeds

STREET = {"highway": "residential"}
SIDE = 4
FAR = 2**30


def grid(folder, step: float):
    """A square of crossings `step` degrees apart."""
    places = {r * SIDE + c + 1: (r * step, c * step) for r in range(SIDE) for c in range(SIDE)}
    ways = [([r * SIDE + c + 1 for c in range(SIDE)], STREET) for r in range(SIDE)]
    ways += [([r * SIDE + c + 1 for r in range(SIDE)], STREET) for c in range(SIDE)]
    path = drawn.as_pbf(drawn.write(folder / "grid.osm", places, ways))
    streets, _left = graph.lay_out(reading.read(path))
    return path, Ways(streets, Means.FOOT), np.array(list(places.values()))


def random_schedule(places, seed: int, lines: int = 6, trips: int = 8) -> Schedule:
    """Lines that wander over all crossings; no two trips of a line overtake."""
    chance = np.random.default_rng(seed)
    stop, pattern, arrival, departure, first, times = [], [], [], [], [0], [0]
    for line in range(lines):
        way = chance.permutation(len(places))[: chance.integers(3, 7)]
        stop.append(way)
        first.append(first[-1] + len(way))
        ride = np.cumsum(chance.integers(60, 400, 2 * len(way)))
        for start in np.sort(chance.integers(8 * 3600, 9 * 3600, trips)):
            arrival.append(start + ride[::2] - ride[0])
            departure.append(start + ride[1::2] - ride[0])
            pattern.append(line)
            times.append(times[-1] + len(way))
    return Schedule(
        places[:, 0].copy(), places[:, 1].copy(), np.array(first),
        np.concatenate(stop).astype(np.int32),
        np.ones(first[-1], bool), np.ones(first[-1], bool), np.array(pattern, np.int32),
        np.ones((len(pattern), 7), bool), np.array(times), np.concatenate(arrival).astype(np.int32),
        np.concatenate(departure).astype(np.int32), np.zeros((0, 3), np.int32),
        ("",) * len(places), ("",) * lines,
    )  # fmt: skip


def by_scan(schedule, ways, engine, terms, question):
    """Earliest arrivals by looking at every connection in the order of departure (connection scan;
    Dibbelt and others, 2013), one departure at a time, plainly."""
    stops = engine.stopping
    change = [{} for _ in range(schedule.stops)]
    for s in range(schedule.stops):
        rows = slice(stops.change.first[s], stops.change.first[s + 1])
        change[s] = dict(zip(stops.change.which[rows], stops.change.seconds[rows], strict=True))
    one = day.of_week(schedule, question.weekday)
    connections = []
    for row in range(len(one.trips)):
        length = one.first[row + 1] - one.first[row]
        for trip in range(one.trips[row]):
            at = one.base[row] + trip * length
            for k in range(length - 1):
                p = one.first[row] + k
                connections.append((one.departure[at + k], one.arrival[at + k + 1], one.stop[p],
                                    one.stop[p + 1], (row, trip)))  # fmt: skip
    connections.sort()
    origins, targets = ways.snap(*question.origins.T), ways.snap(*question.targets.T)
    access = searching.near(ways, origins, stops.snapped, terms.walk)
    egress = searching.near(ways, targets, stops.snapped, terms.walk)
    direct = np.ceil(searching.times(ways, origins, targets, terms.limit))
    out = np.full((len(question.departures), *direct.shape), np.inf)
    for d, now in enumerate(question.departures):
        for i in range(len(direct)):
            ready, down, aboard = [FAR] * schedule.stops, [FAR] * schedule.stops, set()
            for a in range(access.first[i], access.first[i + 1]):
                ready[access.which[a]] = now + access.seconds[a]
            for leaves, comes, here, there, trip in connections:
                if trip in aboard or ready[here] + terms.wait <= leaves:
                    aboard.add(trip)
                    if comes < down[there]:
                        down[there] = comes
                        ready[there] = min(ready[there], comes)
                        for other, walk in change[there].items():
                            ready[other] = min(ready[other], comes + walk)
            for j in range(direct.shape[1]):
                best = direct[i, j]
                for e in range(egress.first[j], egress.first[j + 1]):
                    best = min(best, down[egress.which[e]] + egress.seconds[e] - now)
                out[d, i, j] = best if best <= terms.limit else np.inf
    ranked = np.sort(out, axis=0)
    return [ranked[-(-len(ranked) * q // 100) - 1] for q in (10, 50, 90)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("step", [0.004, 0.008])
def test_as_a_scan_of_all_connections(tmp_path, seed, step) -> None:
    _path, ways, places = grid(tmp_path, step)
    schedule = random_schedule(places, seed)
    terms = Terms(walk=700, change=600, wait=45, rides=9, limit=5400)
    engine = own.Own(ways, schedule, terms)
    chance = np.random.default_rng(seed)
    spots = chance.uniform(-step / 4, (SIDE - 1) * step, (12, 2))
    question = Question(spots, places, 2, seam.every(7, 8))
    found = engine.travel_times(question)
    for ours, wanted in zip(
        (found.low, found.median, found.high),
        by_scan(schedule, ways, engine, terms, question), strict=True,
    ):  # fmt: skip
        np.testing.assert_array_equal(ours, wanted)
    walked = searching.times(ways, ways.snap(*spots.T), ways.snap(*places.T), terms.limit)
    assert (found.low < walked - 60).mean() > 0.2  # the buses are of use


@pytest.mark.parametrize("seed", range(2))
def test_two_engines_agree(tmp_path, seed) -> None:
    path, ways, places = grid(tmp_path, 0.1)  # 11 km: nobody walks to the next stop
    schedule = random_schedule(places, seed)
    schedule = replace(schedule, departure=schedule.arrival)  # see `ferro`: no stay at stops
    terms = Terms(walk=600, change=600, wait=0, rides=4, limit=7200)
    question = Question(places, places, 2, seam.every(10, 8))
    ours = own.Own(ways, schedule, terms).travel_times(question)
    theirs = ferro.Ferrobus(path, schedule, terms).travel_times(question)
    apart = ~np.eye(len(places), dtype=bool)
    assert np.isfinite(ours.median[apart]).mean() > 0.2
    for name in ("low", "median", "high"):
        np.testing.assert_array_equal(getattr(ours, name)[apart], getattr(theirs, name)[apart])


def test_the_answer_is_worked_out_by_hand(tmp_path) -> None:
    made, _week, _found = feeds.read(tmp_path, feeds.plain())
    places = {n: (50.0, n * 0.02) for n in range(4)}
    streets, _left = drawn.streets(tmp_path, places, [(range(4), STREET)])
    engine = own.Own(Ways(streets, Means.FOOT), made, Terms(walk=300, wait=60, limit=7200))
    spots = np.array(list(places.values()))
    early = engine.travel_times(Question(spots, spots, 0, (7 * 3600 + 50 * 60,)))
    assert early.median[0, 3] == 2400  # ten minutes until it leaves, half an hour on the bus
    walked = np.ceil(float(streets.foot[0]) * 0.1)  # a street has one link: it has no crossing
    late = engine.travel_times(Question(spots, spots, 0, (8 * 3600 - 59,)))
    assert late.median[0, 3] == pytest.approx(walked, abs=2)  # a second too late to board
    sunday = engine.travel_times(Question(spots, spots, 6, (7 * 3600 + 50 * 60,)))
    assert sunday.median[0, 3] == pytest.approx(walked, abs=2)


def test_where_one_may_not_get_on_one_does_not(tmp_path) -> None:
    tables = feeds.plain()
    tables["stop_times.txt"][0]["pickup_type"] = 1
    tables["stop_times.txt"][2]["drop_off_type"] = 1
    made, _week, _found = feeds.read(tmp_path, tables)
    places = {n: (50.0, n * 0.02) for n in range(4)}
    streets, _left = drawn.streets(tmp_path, places, [(range(4), STREET)])
    engine = own.Own(Ways(streets, Means.FOOT), made, Terms(walk=100, wait=0, limit=3600))
    spots = np.array(list(places.values()))
    found = engine.travel_times(Question(spots, spots, 0, (8 * 3600 + 540,))).median
    assert found[1, 3] == 60 + 1200
    assert found[0, 3] > found[1, 3] and found[1, 2] > 60 + 600


def test_a_spread_needs_buses_that_are_rare(tmp_path) -> None:
    made, _week, _found = feeds.read(tmp_path, feeds.plain())
    places = {n: (50.0, n * 0.1) for n in range(4)}
    streets, _left = drawn.streets(tmp_path, places, [(range(4), STREET)])
    made = replace(made, longitude=np.arange(4) * 0.1)
    engine = own.Own(Ways(streets, Means.FOOT), made, Terms(walk=100, wait=0, limit=7200))
    spots = np.array(list(places.values()))
    found = engine.travel_times(Question(spots, spots, 0, seam.every(10, 7.5)))
    assert (found.low[0, 3], found.median[0, 3], found.high[0, 3]) == (1800, 3000, np.inf)


@pytest.mark.parametrize(
    ("weekday", "departures", "why"),
    [(7, (1,), "weekday"), (0, (), "at least one"), (0, (108000,), "below 108000")],
)
def test_a_question_that_is_none_is_refused(tmp_path, weekday, departures, why) -> None:
    _path, ways, places = grid(tmp_path, 0.01)
    engine = own.Own(ways, random_schedule(places, 1))
    with pytest.raises(ValueError, match=why):
        engine.travel_times(Question(places, places, weekday, departures))


def test_off_the_map_is_never_reached(tmp_path) -> None:
    _path, ways, places = grid(tmp_path, 0.01)
    engine = own.Own(ways, random_schedule(places, 1))
    away = np.array([[10.0, 10.0]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = engine.travel_times(Question(away, places, 0, (8 * 3600,)))
    assert np.isinf(found.low).all()


def test_stops_off_the_map_are_counted_and_passed_through(tmp_path) -> None:
    _path, ways, places = grid(tmp_path, 0.01)
    schedule = random_schedule(places, 3)
    schedule.latitude[4] += 1
    assert own.Own(ways, schedule).stopping.off_the_map == 1


def test_after_midnight_the_next_day_begins(tmp_path) -> None:
    tables = feeds.plain()
    for n, row in enumerate(tables["stop_times.txt"]):
        row["arrival_time"] = row["departure_time"] = f"00:{n * 10 + 10}:00"
    made, _week, _found = feeds.read(tmp_path, tables)
    places = {n: (50.0, n * 0.02) for n in range(4)}
    streets, _left = drawn.streets(tmp_path, places, [(range(4), STREET)])
    engine = own.Own(Ways(streets, Means.FOOT), made, Terms(walk=100, wait=0))
    spots = np.array(list(places.values()))
    late = engine.travel_times(Question(spots, spots, 6, seam.every(60, 23.75)))
    assert late.median[0, 3] == 1500 + 1800  # Monday's first bus, on Sunday evening


def test_a_feed_of_which_nothing_is_left_leaves_the_walk(tmp_path) -> None:
    tables = feeds.plain()
    tables["stop_times.txt"][0] |= {"arrival_time": "", "departure_time": ""}
    made, _week, _found = feeds.read(tmp_path, tables)
    assert made.trips == made.patterns == 0
    places = {n: (50.0, n * 0.02) for n in range(4)}
    streets, _left = drawn.streets(tmp_path, places, [(range(4), STREET)])
    spots = np.array(list(places.values()))
    found = own.Own(Ways(streets, Means.FOOT), made).travel_times(Question(spots, spots, 0, (0,)))
    assert found.median[0, 1] == pytest.approx(float(streets.foot[0]) / 30, abs=2)


def test_rules_about_changing_hold_over_the_streets(tmp_path) -> None:
    _path, ways, places = grid(tmp_path, 0.003)  # 267 seconds to the next crossing
    rules = np.array([[0, 1, -1], [0, 4, 400], [1, 0, 5], [2, 2, 90], [0, 15, 50]], np.int32)
    schedule = replace(random_schedule(places, 1), footpath=rules)
    found = own.Own(ways, schedule).stopping
    pairs = {
        (int(one), int(found.change.which[at])): int(found.change.seconds[at])
        for one in range(schedule.stops)
        for at in range(found.change.first[one], found.change.first[one + 1])
    }
    assert (0, 1) not in pairs
    assert (pairs[0, 4], pairs[1, 0], pairs[0, 15]) == (400, 267, 50)
    assert list(np.nonzero(found.least)[0]) == [2] and found.least[2] == 90
