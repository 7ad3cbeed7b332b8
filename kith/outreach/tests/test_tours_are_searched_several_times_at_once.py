"""Several searches begin, the better go on, and the best plan is kept whoever found it."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest

from kith.outreach.rules.tours import arrays, checking, racing, reading, searching, writing
from kith.outreach.rules.tours.problem import Problem
from kith.outreach.tests import weeks


@pytest.fixture
def problem() -> Problem:
    """Hours, breaks and tanks that must be filled: everything that a walk through a day writes."""
    chance = random.Random(7)
    places = {f"s{k}": (chance.uniform(-30, 30), chance.uniform(-30, 30)) for k in range(12)}
    stops = [weeks.stop(name, service=30, hours=["09:00", "16:30"]) for name in places]
    rest = {"minutes": 30, "from": "11:30", "to": "13:30"}
    vans = [weeks.van(name, **{"break": rest}, range_km=90, refuel=10) for name in ("one", "two")]
    return reading.read(weeks.week(places, stops, vans))


def raced(problem: Problem, workers: int, looks: list[float]) -> racing.Race:
    net = arrays.net(problem, arrays.slots(problem))
    race = racing.race(problem, net, seed=3, count=4, workers=workers)
    with ThreadPoolExecutor(2) as threads:
        for share in looks:
            race.run(threads if workers > 1 else None, 10.0, 200, share)
    return race


def test_half_of_them_is_given_up_twice(problem: Problem) -> None:
    counts = [
        len(raced(problem, workers, looks).chains)
        for workers, looks in ((1, [0.3]), (1, [0.4]), (1, [0.4, 0.7]), (2, [0.7]), (1, [0.9]))
    ]
    assert counts == [4, 2, 1, 2, 1]


def test_those_that_do_worse_lately_are_given_up(problem: Problem) -> None:
    net = arrays.net(problem, arrays.slots(problem))
    race = racing.race(problem, net, seed=3, count=4, workers=1)
    begun = list(race.chains)
    race.run(None, 10.0, 200, 0.1)
    for chain, lately in zip(begun, (4.0, 1.0, 3.0, 2.0), strict=True):
        chain.lately = lately
    race.run(None, 10.0, 1, 0.4)
    assert race.chains == [begun[1], begun[3]]


def test_side_by_side_they_find_what_they_find_one_after_the_other(problem: Problem) -> None:
    alone, together = (raced(problem, workers, [0.0] * 5) for workers in (1, 2))
    assert [one.cost for one in together.chains] == [one.cost for one in alone.chains]
    assert len({one.cost for one in alone.chains}) > 1
    rooms = [one.net.clock.fuel for one in together.chains]
    assert not any(np.shares_memory(a, b) for a, b in combinations(rooms, 2))


def test_the_best_plan_is_kept_even_of_one_that_was_given_up(problem: Problem) -> None:
    race = raced(problem, 1, [0.0])
    best = min(chain.cost for chain in race.chains)
    for chain in race.chains:
        chain.lately = -chain.cost
    race.run(None, 1e9, 1, 0.9)
    assert race.winner.cost <= best


def test_more_begin_where_there_is_time_for_them(problem: Problem) -> None:
    assert [racing.starts(problem, seconds, 1) for seconds in (0.1, 1, 2, 30)] == [1, 2, 4, 4]
    assert [racing.starts(problem, 30, workers) for workers in (2, 4, 16, 64)] == [8, 16, 16, 64]


def test_on_two_processors_every_rule_is_kept(problem: Problem) -> None:
    found = searching.search(problem, seconds=0.2, workers=2)
    assert found.ended == "time"
    assert checking.check(problem, writing.written(problem, found.plan)).is_kept
