"""C-SSRS: the highest wins, the order of asking is kept, and a blank is not a no."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.measures.rules.triage import ORDER
from kith.measures.tests.filled import result

SEVERITY = {"none": None, "low": "low", "moderate": "moderate", "high": "high"}


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ([0, 0, None, None, None, 0], "none"),
        ([1, 0, None, None, None, 0], "low"),
        ([0, 1, 0, 0, 0, 0], "low"),
        ([1, 1, 1, 0, 0, 0], "moderate"),
        ([0, 0, None, None, None, 1, 0], "moderate"),
        ([1, 1, 1, 1, 0, 0], "high"),
        ([1, 1, 1, 0, 1, 0], "high"),
        ([0, 0, None, None, None, 1, 1], "high"),
        ([1, 1, 1, 1, 1, 1, 0], "high"),
        ([0, 0, 0, 1, 0, 0], "high"),
    ],
)
def test_the_level(answers: list, level: str) -> None:
    scored = result("c-ssrs", answers)
    assert (scored.band, scored.is_scored) == (level, True)
    assert (scored.concern.severity if scored.concern else None) == SEVERITY[level]


@pytest.mark.parametrize(
    ("answers", "at_least", "missing"),
    [
        ([1, 1, 1, 1, 1, None], "high", ("q6",)),
        ([0, 0, None, None, None, None], "none", ("q6",)),
        ([1, 1, None, 0, 0, 0], "low", ("q3",)),
        ([1, None, None, None, None, 0], "low", ("q2",)),
        ([0, 0, None, None, None, 1, None], "moderate", ("q6a",)),
        ([None] * 7, "none", ("q1", "q2", "q6")),
    ],
)
def test_not_asked_to_the_end(answers: list, at_least: str, missing: tuple) -> None:
    scored = result("c-ssrs", answers)
    assert (scored.band, scored.reason, scored.missing) == (at_least, "incomplete", missing)
    assert (scored.concern.severity if scored.concern else None) == SEVERITY[at_least]


@settings(deadline=None)
@given(st.tuples(*[st.sampled_from((0, 1, None))] * 7), st.integers(0, 6))
def test_one_more_yes_never_lowers_the_level(answers, place) -> None:
    more = list(answers)
    more[place] = 1
    before, after = (ORDER.index(result("c-ssrs", list(a)).band) for a in (answers, more))
    assert after >= before


def test_no_combination_hides_intent_or_a_recent_attempt() -> None:
    for answers in itertools.product((0, 1), repeat=7):
        if answers[3] or answers[4] or answers[6]:
            assert result("c-ssrs", list(answers)).band == "high"
