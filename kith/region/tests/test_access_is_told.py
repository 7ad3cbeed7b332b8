"""The answer to a question of access: four areas in two districts, counted by hand.

Minutes to the one service: Hill 10 and 50, Mill 20 and never. 100 people each, but 4 at Mill's end.
"""

import numpy as np
import pytest

from kith.region.rules.asking import access, reaching
from kith.region.rules.asking import question as asking
from kith.region.rules.asking.access import Side
from kith.region.rules.asking.question import Access
from kith.region.rules.population import Population

PEOPLE = Population(
    ("a", "b", "c", "d"), np.array([1.0, 1.0, 2.0, 2.0]), np.array([1.0, 1.1, 1.0, 1.1]),
    ("population", "no_car"),
    np.array([[100.0, 40.0], [100.0, 60.0], [100.0, 10.0], [4.0, 4.0]]), (), 0,
)  # fmt: skip
DISTRICTS = ["Hill", "Hill", "Mill", "Mill"]
NOW = Side(np.array([[10.0], [50.0], [20.0], [np.inf]]), np.array([6.0]))


def told(asked: Access, then: Side | None = None) -> dict:
    shape = lambda which: {"type": "MultiPolygon", "coordinates": np.nonzero(which)[0].tolist()}  # noqa: E731
    return access.answer(asked, PEOPLE, DISTRICTS, NOW, then, shape)


def test_groups_within_and_without():
    everybody, no_car = told(Access(minutes=30, method="2sfca"))["groups"]
    assert everybody == {
        "group": "all", "people": 304, "inside": 200, "outside": 104,
        "per": pytest.approx(1000 * 6 / 304, abs=1e-3), "ratio": 1.0,
    }  # fmt: skip
    assert (no_car["people"], no_car["inside"], no_car["outside"]) == (114, 50, 64)


def test_the_worst_served_places_come_first_with_the_minutes_of_the_one_in_the_middle():
    assert told(Access(minutes=30))["worst"] == [{"place": "Hill", "people": 100, "minutes": 50}]
    assert told(Access(minutes=5))["worst"] == [
        {"place": "Hill", "people": 200, "minutes": 10},
        {"place": "Mill", "people": 104, "minutes": 20},
    ]


def test_sentences_speak_of_the_group_that_was_asked_for():
    asked = Access(minutes=30, group="no_car")
    assert told(asked)["worst"] == [{"place": "Hill", "people": 60, "minutes": 50}]


def test_a_few_people_are_not_told_apart():
    mill = next(row for row in told(Access(minutes=30))["districts"] if row["place"] == "Mill")
    assert (mill["people"], mill["inside"], mill["outside"]) == (104, None, None)
    assert [row[4] for row in told(Access(minutes=30))["rows"]] == [100, 100, 100, None]


def test_an_edge_is_inside_and_a_band_counts_less():
    assert told(Access(minutes=20, method="2sfca"))["groups"][0]["inside"] == 200
    plain = told(Access(minutes=30, method="2sfca"))["rows"]
    bands = told(Access(minutes=30, method="e2sfca"))["rows"]
    assert plain[0][6] == plain[2][6]
    assert bands[2][6] == pytest.approx(0.68 * bands[0][6], abs=1e-3)


def test_shades_compare_with_the_mean_and_leave_out_where_nobody_has_anything():
    shades = told(Access(minutes=30, method="2sfca"))["shades"]
    assert {one["level"]: one["shape"]["coordinates"] for one in shades} == {0: [1, 3], 3: [0, 2]}


def test_a_plan_is_told_as_people_gained():
    then = Side(np.array([[10.0, 90], [50.0, 5], [20.0, 90], [np.inf, 90]]), np.array([6.0, 1.0]))
    plan = told(Access(minutes=30), then)["plan"]
    everybody, no_car = plan["change"]
    assert (everybody["gained"], everybody["inside"], no_car["gained"]) == (100, 300, 60)
    assert everybody["after"] > everybody["before"]
    assert plan["worst"] == []  # four people are too few to speak of


def test_who_takes_nobody_is_no_help():
    full = Side(NOW.minutes, np.array([0.0]))
    found = access.answer(
        Access(minutes=60), PEOPLE, DISTRICTS, full, None,
        lambda which: {"type": "MultiPolygon", "coordinates": []},
    )  # fmt: skip
    assert found["groups"][0]["inside"] == 0 and found["services"] == 0


def test_a_question_is_kept_and_read_again():
    asked = Access(minutes=20, plan="typed", places=((1.0, 2.0, 3.0, "Mill"),))
    assert asking.access_of(asking.kept(asked) | {"unknown": 1}) == asked


def test_a_reach_has_thirds():
    assert (reaching.bands(45), reaching.bands(10)) == ((15, 30, 45), (10,))
    near = reaching.people_within(PEOPLE, np.array([10, 50, 20, np.inf]), (15, 30))
    assert [row["people"] for row in near] == [100, 200]
    assert near[0]["groups"] == {"no_car": 40}


def test_nobody_beyond_the_minutes_is_told_to_take_them():
    now = Side(np.array([[30.2], [30.2], [10.0], [10.0]]), np.array([6.0]))
    found = access.answer(
        Access(minutes=30), PEOPLE, DISTRICTS, now, None,
        lambda which: {"type": "MultiPolygon", "coordinates": []},
    )  # fmt: skip
    assert found["worst"] == [{"place": "Hill", "people": 200, "minutes": 31}]
