"""Visits that are fixed stay on their day, at their hour; the others are planned around them."""

import pytest

from kith.outreach.rules.tours import reading, solving
from kith.outreach.tests import weeks
from kith.region.rules.fields import Unclear

PLACES = {"a": (10, 0), "b": (10, 1)}


def planned(**fixed):
    stops = [weeks.stop("a", **fixed), weeks.stop("b")]
    week = weeks.week(PLACES, stops, [weeks.van()], days=14, starts_on="2026-03-02")
    return solving.solve(reading.read(week), steps=300)


def test_by_date_and_by_number_with_and_without_an_hour():
    answer = planned(fixed={"2026-03-04": "10:00", "8": None})
    begins = {route["day"]: visit["begins"] for route in answer["routes"]
              for visit in route["visits"] if visit["stop"] == "a"}  # fmt: skip
    assert begins.keys() == {2, 8}
    assert begins[2] == 600
    assert answer["check"]["kept"]
    assert answer["status"] == "complete"


def test_an_hour_that_the_host_does_not_give_is_said():
    answer = planned(fixed={"2": "10:00"}, hours=["12:00", "17:00"])
    assert answer["unserved"] == [
        {"stop": "a", "reasons": [{"code": "hours_do_not_meet", "by": 120.0, "day": 2}]}
    ]


def test_a_day_that_is_closed_is_said():
    answer = planned(fixed={"2": "10:00"}, closed=["2026-03-04"])
    assert answer["unserved"][0]["reasons"] == [{"code": "no_permitted_pattern"}]


@pytest.mark.parametrize(
    ("fixed", "sentence"),
    [
        ({"monday": None}, r"stops\[0\].fixed.monday: one day"),
        ({"99": None}, r"stops\[0\].fixed.99\[0\]: days go from 0 to 13"),
        ({"2": "ten"}, r"stops\[0\].fixed.2: a time"),
        (["2"], r"stops\[0\].fixed: an object"),
    ],
)
def test_what_cannot_be_fixed_is_named(fixed, sentence):
    with pytest.raises(Unclear, match=sentence):
        planned(fixed=fixed)
