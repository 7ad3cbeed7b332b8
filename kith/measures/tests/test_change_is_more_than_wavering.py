"""Reliable and clinically significant change."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.measures import library
from kith.measures.rules import change
from kith.measures.rules.change import NotComparable, Point
from kith.measures.rules.completion import Rate, follow_up
from kith.measures.rules.definition import ChangeValues

CORE = library.get("core-10")


def compare(name: str, before: float, after: float) -> change.Change:
    return change.compare(library.get(name), Point(D(str(before))), Point(D(str(after))))


def test_the_worked_example_of_jacobson_and_truax() -> None:
    """1991, page 14: from 32.5 to 47.5, SD 10 and r 0.80: 6.32 of wavering, an index of 2.37."""
    rci = change.reliable_change_index(D("32.5"), D("47.5"), D(10), D("0.80"))
    assert round(rci, 2) == D("2.37")
    assert round(change.standard_error(D(10), D("0.80")), 2) == D("6.32")


def test_their_cut_off_lies_between_the_two_groups() -> None:
    assert change.cut_off(D(40), D("7.5"), D(60), D("7.5")) == 50


def test_the_line_of_core_10_is_that_of_its_manual() -> None:
    line = change.cut_off(D("19.7"), D("7.7"), D("4.7"), D("4.8"))
    assert round(line, 2) == D("10.46")  # so a whole score of 11 is the first above it


@pytest.mark.parametrize(
    ("name", "before", "after", "verdict", "recovered", "reliable"),
    [
        ("phq-9", 16, 10, "improved", False, False),
        ("phq-9", 15, 9, "improved", True, True),
        ("phq-9", 10, 9, "unchanged", True, False),
        ("phq-9", 12, 7, "unchanged", True, False),
        ("phq-9", 9, 2, "improved", False, False),
        ("phq-9", 4, 10, "worse", False, False),
        ("gad-7", 12, 8, "improved", False, False),
        ("gad-7", 11, 7, "improved", True, True),
        ("gad-7", 8, 7, "unchanged", True, False),
        ("core-10", 24, 17, "improved", False, False),
        ("core-10", 24, 18, "unchanged", False, False),
        ("core-10", 17, 10, "improved", True, True),
        ("core-10", 10, 20, "worse", False, False),
    ],
)
def test_a_verdict(name, before, after, verdict, recovered, reliable) -> None:
    found = compare(name, before, after)
    assert (found.verdict, found.is_recovered, found.is_reliable_recovery) == (
        verdict, recovered, reliable
    )  # fmt: skip


def test_higher_is_better_for_wellbeing() -> None:
    who = replace(library.get("who-5"), change=ChangeValues("made up", reliable=D(10)))
    up = change.compare(who, Point(D(40)), Point(D(60)))
    assert (up.verdict, up.is_recovered) == ("improved", None)
    assert change.compare(who, Point(D(60)), Point(D(40))).verdict == "worse"


def test_pairs_of_two_kinds_are_not_compared() -> None:
    before = Point(D(10), version="1999", language="en", mode="link")
    for after in (replace(before, language="es"), replace(before, mode="paper"),
                  replace(before, version="2")):  # fmt: skip
        with pytest.raises(NotComparable):
            change.compare(library.get("phq-9"), before, after)


def test_nothing_is_said_where_nothing_is_known() -> None:
    with pytest.raises(NotComparable):
        compare("ucla-3", 9, 3)


@pytest.mark.parametrize(("sd", "r"), [(0, "0.8"), (-1, "0.8"), (5, "1"), (5, "-0.1")])
def test_a_spread_that_cannot_be(sd, r) -> None:
    with pytest.raises(NotComparable):
        change.standard_error(D(sd), D(r))


scores = st.integers(0, 40).map(D)


@settings(deadline=None)
@given(scores, scores)
def test_there_and_back_is_the_same_distance(before, after) -> None:
    there = change.reliable_change_index(before, after, D("7.7"), D("0.9"))
    back = change.reliable_change_index(after, before, D("7.7"), D("0.9"))
    assert there == -back


@settings(deadline=None)
@given(scores, scores)
def test_better_one_way_is_worse_the_other(before, after) -> None:
    turned = {"improved": "worse", "worse": "improved", "unchanged": "unchanged"}
    there = change.compare(CORE, Point(before), Point(after)).verdict
    assert change.compare(CORE, Point(after), Point(before)).verdict == turned[there]


@settings(deadline=None)
@given(scores)
def test_no_change_is_never_reliable(score) -> None:
    assert change.compare(CORE, Point(score), Point(score)).verdict == "unchanged"


def test_the_rate_of_those_who_answered_again() -> None:
    assert follow_up([1, 2, 3, 0, 1]) == Rate(2, 4)
    assert (Rate(2, 4).percent, Rate(1, 3).percent, Rate(2, 3).percent) == (50, 33, 67)
    assert Rate(0, 0).percent is None
