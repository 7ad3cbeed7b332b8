"""A van breaks down at eleven: what has begun stays, the others take what they can."""

import pytest

from kith.outreach.rules.tours import reading, replanning, solving
from kith.outreach.tests import weeks
from kith.region.rules.fields import Unclear

PLACES = {"a": (10, 0), "b": (20, 0), "c": (0, 10), "d": (0, 20)}
SHORT = {"setup": 10, "service": 100, "packup": 10, "days": [0]}
WEEK = weeks.week(
    PLACES,
    [{"id": "a", **SHORT, "units": ["one"], "demand": 3}, {"id": "b", **SHORT},
     {"id": "c", **SHORT, "units": ["two"]}, {"id": "d", **SHORT}],
    [weeks.van("one", capacity=5, range_km=200), weeks.van("two", cost_day=50)],
)  # fmt: skip


@pytest.fixture(scope="module")
def plan():
    problem = reading.read(WEEK)
    answer = solving.solve(problem, steps=500)
    assert answer["status"] == "complete"
    return problem, answer


def called(answer):
    return {r["unit"]: [v["stop"] for v in r["visits"]] for r in answer["routes"]}


def test_the_others_take_what_the_broken_one_had_not_reached(plan):
    problem, answer = plan
    first = {unit: stops[0] for unit, stops in called(answer).items()}
    leaves = next(r for r in answer["routes"] if r["unit"] == "one")["visits"][0]["leaves"]
    rest = replanning.rest_of_day(problem, answer, day=0, now=leaves + 1, broken=frozenset({"one"}))
    assert rest.fixed["one"] == (first["one"],)
    again = solving.solve(rest.problem, steps=500)
    assert again["check"]["kept"]
    assert set(called(again)) <= {"two"}
    left = {one["stop"] for one in again["unserved"]}
    waiting = {"a", "b", "c", "d"} - {s for stops in rest.fixed.values() for s in stops}
    assert {s for stops in called(again).values() for s in stops} | left == waiting
    assert left <= {"a"}


def test_whoever_is_on_the_way_drives_on(plan):
    problem, answer = plan
    route = next(r for r in answer["routes"] if r["unit"] == "two")
    rest = replanning.rest_of_day(problem, answer, day=0, now=route["leaves"] + 1)
    assert rest.fixed["two"] == (route["visits"][0]["stop"],)
    two = next(unit for unit in rest.problem.units if unit.key == "two")
    assert two.shifts[0].opens == route["visits"][0]["leaves"]
    assert two.cost_day == 0


def test_supplies_and_tank_that_were_used_are_gone(plan):
    problem, answer = plan
    route = next(r for r in answer["routes"] if r["unit"] == "one")
    rest = replanning.rest_of_day(problem, answer, day=0, now=route["back"])
    one = next(unit for unit in rest.problem.units if unit.key == "one")
    assert one.capacity == 5 - route["load"]
    assert 100 < one.reach < 200
    assert rest.problem.stops == () or "one" not in called(answer)


def test_before_the_day_begins_nothing_is_fixed(plan):
    problem, answer = plan
    rest = replanning.rest_of_day(problem, answer, day=0, now=0)
    assert set(rest.fixed.values()) == {()}
    assert len(rest.problem.stops) == 4
    assert rest.problem.units[1].cost_day == 50


def test_unknown_units_and_days_are_named(plan):
    problem, answer = plan
    with pytest.raises(Unclear, match="broken: no unit is called 'three'"):
        replanning.rest_of_day(problem, answer, day=0, now=0, broken=frozenset({"three"}))
    with pytest.raises(Unclear, match="day: "):
        replanning.rest_of_day(problem, answer, day=9, now=0)
