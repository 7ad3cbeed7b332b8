"""Whatever the search answers keeps every rule and says its true cost: an independent check agrees.

One test compiles (or loads) the search, which takes seconds the first time.
"""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.outreach.rules.tours import checking, cordeau, reading, searching, writing
from kith.outreach.tests import weeks

CALM = settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


def solved(problem, **terms):
    found = searching.search(problem, **{"steps": 300, "seed": 3, **terms})
    answer = writing.written(problem, found.plan)
    return answer, checking.check(problem, answer)


@CALM
@given(st.integers(0, 10**6))
def test_random_weeks_in_text(seed):
    chance = random.Random(seed)
    days = chance.randint(1, 5)
    stops = []
    for _ in range(chance.randint(1, 25)):
        visits = chance.randint(0, days)
        masks = {sum(1 << d for d in chance.sample(range(days), visits)) for _ in range(3)}
        stops.append((chance.uniform(-50, 50), chance.uniform(-50, 50), chance.choice([0, 0, 5]),
                      chance.randint(0, 9), visits, sorted(masks)))  # fmt: skip
    terms = {"longest": chance.choice([0, 300]), "capacity": chance.choice([0, 20, 40])}
    text = weeks.cordeau(stops, days=days, units=chance.randint(1, 4), **terms)
    _answer, verdict = solved(cordeau.read(text))
    assert verdict.violations == ()


@CALM
@given(st.integers(0, 10**6))
def test_random_weeks_with_hours_crews_breaks_and_tanks(seed):
    chance = random.Random(seed)
    names = [f"s{k}" for k in range(chance.randint(1, 12))]
    places = {name: (chance.uniform(-40, 40), chance.uniform(-40, 40)) for name in names}
    stops = [_stop(chance, name) for name in names]
    units = [_unit(chance, f"van {k}") for k in range(chance.randint(1, 3))]
    wishes = chance.choice([{}, {"within": 15}, {"within": 30, "hour": 3}])
    data = weeks.week(places, stops, units, speed=40, closed=[2], days=chance.choice([7, 14]),
                      regularity=wishes)  # fmt: skip
    _answer, verdict = solved(reading.read(data))
    assert verdict.violations == ()


def _stop(chance, name):
    other = chance.choice(
        [{}, {"per_week": 2, "apart": 2}, {"every": 2}, {"visits": 2, "days": [0, 1, 3, 4]}]
    )
    return weeks.stop(
        name, demand=chance.randint(0, 5), skills=chance.choice([[], [], ["nurse"]]),
        languages=chance.choice([[], [], ["fa"]]),
        hours=chance.choice([["08:00", "18:00"], ["09:00", "13:00"],
                             [["08:30", "12:00"], ["13:00", "17:00"]]]), **other,
    )  # fmt: skip


def _unit(chance, name):
    rest = {"minutes": 30, "from": "11:30", "to": "13:30"}
    return weeks.van(
        name, capacity=chance.choice([6, 20]), skills=chance.choice([[], ["nurse"]]),
        languages=["fa"], longest=chance.choice([480, 600]), slack=chance.choice([0, 20]),
        range_km=chance.choice([90, 400]), cost_day=chance.choice([0, 10]),
        cost_minute=chance.choice([0, 0.5]), **chance.choice([{}, {"break": rest}]),
        **chance.choice([{}, {"refuel": 15}]),
    )  # fmt: skip


def test_the_same_seed_and_steps_give_the_same_answer():
    chance = random.Random(1)
    stops = [(chance.uniform(-9, 9), chance.uniform(-9, 9), 0, 1, 1, [1, 2]) for _ in range(20)]
    problem = cordeau.read(weeks.cordeau(stops, units=2, capacity=6))
    one, other = (solved(problem, steps=2000)[0] for _ in range(2))
    assert one == other
    assert one["status"] == "complete"


@pytest.mark.parametrize("seed", [0, 1, 2**31])
def test_any_seed_will_do(seed):
    problem = cordeau.read(weeks.cordeau([(3, 4, 0, 1, 1, [1, 2])]))
    assert solved(problem, seed=seed)[0]["objective"] == 10.0
