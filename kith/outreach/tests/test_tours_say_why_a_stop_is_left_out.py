"""Wishes that cannot be kept are named, each with what it lacks and the least that would do."""

import pytest

from kith.outreach.rules.tours import reading, solving
from kith.outreach.tests import weeks

LATE = {"minutes": 60, "from": "11:00", "to": "11:01"}


def answered(stop, unit, **other):
    places = {"a": (30, 40), **other.pop("places", {})}
    stops = [stop, *other.pop("stops", [])]
    return solving.solve(reading.read(weeks.week(places, stops, [unit], **other)), steps=300)


@pytest.mark.parametrize(
    ("stop", "unit", "reason"),
    [
        ({"skills": ["nurse"]}, {}, {"code": "no_skill", "names": ["nurse"], "day": 0}),
        ({"languages": ["fa"]}, {}, {"code": "no_language", "names": ["fa"], "day": 0}),
        ({"demand": 7}, {"capacity": 5}, {"code": "too_much_to_carry", "by": 2.0, "day": 0}),
        ({}, {"range_km": 80}, {"code": "beyond_range", "by": 20.0, "day": 0}),
        ({}, {"longest": 270}, {"code": "too_far_within_the_day", "by": 10.0, "day": 0}),
        ({}, {"longest": 285, "range_km": 60, "refuel": 10},
         {"code": "too_far_within_the_day", "by": 10.0, "day": 0}),
        ({"hours": ["10:00", "12:00"]}, {}, {"code": "hours_too_short", "by": 60.0, "day": 0}),
        ({"hours": ["06:00", "10:00"]}, {}, {"code": "hours_do_not_meet", "by": 110.0, "day": 0}),
        ({"patterns": [["sunday"]]}, {}, {"code": "no_unit_that_day", "day": 6}),
        ({"visits": 3, "days": [0, 1]}, {}, {"code": "more_visits_than_days", "by": 1}),
        ({"patterns": [[0, 1]], "days": [0, 2, 3]}, {}, {"code": "no_permitted_pattern"}),
        ({}, {"break": LATE, "hours": ["08:00", "13:00"]},
         {"code": "no_room_for_the_break", "by": 60.0, "day": 0}),
    ],
)  # fmt: skip
def test_a_stop_that_cannot_be_served_even_alone(stop, unit, reason):
    answer = answered(weeks.stop("a", **stop), weeks.van(**unit))
    assert answer["status"] == "none"
    assert answer["unserved"] == [{"stop": "a", "reasons": [reason]}]
    assert answer["relaxation"] is None
    assert answer["check"]["kept"]


def test_full_weeks_say_how_many_minutes_or_units_would_do():
    """Each alone takes 280 minutes of the only day; both together 190 more."""
    answer = answered(
        weeks.stop("a", days=[0]), weeks.van(hours=["08:00", "13:00"]),
        places={"b": (30, 50)}, stops=[weeks.stop("b", days=[0])],
    )  # fmt: skip
    assert answer["served"] == 1
    assert answer["unserved"][0]["reasons"] == [{"code": "full"}]
    assert answer["relaxation"]["minutes"] == 240.0
    assert (answer["relaxation"]["units"], answer["relaxation"]["like"]) == (1, "van")


@pytest.mark.parametrize("weight", [0, 0.001])
def test_a_stop_that_matters_little_is_served_where_there_is_room(weight):
    answer = answered(
        weeks.stop("a", weight=weight), weeks.van(), places={"b": (0, 0)}, stops=[weeks.stop("b")]
    )
    assert answer["status"] == "complete"


def test_the_stop_that_matters_more_stays():
    for weights, left in (((5, 1), "b"), ((1, 5), "a")):
        answer = answered(
            weeks.stop("a", days=[0], weight=weights[0]), weeks.van(hours=["08:00", "13:00"]),
            places={"b": (40, 30)}, stops=[weeks.stop("b", days=[0], weight=weights[1])],
        )  # fmt: skip
        assert [one["stop"] for one in answer["unserved"]] == [left]
