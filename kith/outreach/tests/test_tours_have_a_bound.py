"""No plan betters the bound, and where the bound is all there is to pay it is met."""

import random

import pytest

from kith.outreach.rules.tours import bounding, cordeau, reading, searching
from kith.outreach.tests import weeks


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_betters_it(seed):
    chance = random.Random(seed)
    stops = [
        (chance.uniform(-9, 9), chance.uniform(-9, 9), 0, chance.randint(1, 4),
         *chance.choice([(1, [1, 2, 4]), (2, [3, 5]), (3, [7])]))
        for _ in range(12)
    ]  # fmt: skip
    problem = cordeau.read(weeks.cordeau(stops, days=3, units=6, capacity=chance.choice([8, 40])))
    found = searching.search(problem, steps=2000)
    bound = bounding.bound(problem)
    assert not found.plan.left_out
    assert 0.6 * found.plan.cost < bound <= found.plan.cost + 1e-6


def test_it_is_met_where_each_stop_fills_a_unit():
    stops = [(3, 4, 0, 5, 1, [1, 2]), (6, 8, 0, 5, 2, [3])]
    assert bounding.bound(cordeau.read(weeks.cordeau(stops, units=2, capacity=5))) == 50.0


def test_prices_and_days_out_count():
    data = weeks.week(
        {"a": (10, 0)}, [weeks.stop("a", skip_price=15)], [weeks.van(cost_day=7)], days=21,
        closed=[[7, 13]],
    )  # fmt: skip
    assert bounding.bound(reading.read(data)) == pytest.approx(2 * 20 + 2 * 7 + 15)


def test_units_that_carry_nothing_have_one_too():
    stops = [weeks.stop("a", demand=0), weeks.stop("b", demand=1)]
    data = weeks.week({"a": (10, 0), "b": (0, 10)}, stops, [weeks.van(capacity=0)])
    assert 0 < bounding.bound(reading.read(data)) <= 40


def test_none_where_there_is_nothing_to_bound():
    assert bounding.bound(cordeau.read("1 1 0 1\n0 0\n0 0 0 0 0 0 0\n")) is None
