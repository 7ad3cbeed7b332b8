"""A search can be watched and stopped; what is best by then is kept."""

import random

import pytest

from kith.outreach.rules.tours import checking, cordeau, searching, writing
from kith.outreach.tests import weeks


@pytest.fixture
def problem():
    chance = random.Random(5)
    stops = [(chance.uniform(-9, 9), chance.uniform(-9, 9), 0, 1, 1, [1, 2]) for _ in range(40)]
    return cordeau.read(weeks.cordeau(stops, units=3, capacity=8))


def test_it_tells_how_far_it_is(problem):
    told = []
    found = searching.search(problem, steps=5000, progress=told.append)
    assert told[-1].share == 1.0
    assert told[-1].steps == found.steps == 5000
    assert told[-1].cost == pytest.approx(found.plan.cost)
    assert told[-1].left_out == 0


def test_whoever_asks_stops_it(problem):
    asked = iter([False, True])
    found = searching.search(problem, steps=10**9, should_stop=lambda: next(asked))
    assert (found.ended, found.steps) == ("stopped", 2000)
    assert checking.check(problem, writing.written(problem, found.plan)).is_kept


def test_whoever_stops_it_at_once_gets_a_plan_all_the_same(problem):
    found = searching.search(problem, seconds=60, should_stop=lambda: True)
    assert found.ended == "stopped" and not found.plan.left_out


def test_control_c_keeps_the_best(problem):
    def press(now):
        if now.steps >= 1000:
            raise KeyboardInterrupt

    found = searching.search(problem, steps=10**9, progress=press)
    assert found.ended == "stopped"
    assert not found.plan.left_out


def test_nothing_to_do():
    empty = cordeau.read("1 1 0 1\n0 0\n0 0 0 0 0 0 0\n")
    found = searching.search(empty, seconds=100)
    assert (found.ended, found.plan.routes, found.plan.cost) == ("nothing to do", (), 0)
