"""Unanswered items: made up by the instrument's own rule, or no score."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.measures import library
from kith.measures.tests.filled import NAMES, SUMMED, number, partly, result


@pytest.mark.parametrize(
    ("name", "answers", "score"),
    [
        ("phq-9", [1] * 8 + [None], 9),
        ("phq-9", [3, 3, 3, 0, 0, 0, 0, None, None], 12),  # 11.57
        ("phq-9", [2, 2, 2, 2, 2, 2, 0, 0, None], 14),  # 13.5 goes up
        ("phq-9", [1, 1, 1, 1, 0, 0, 0, 0, None], 5),  # 4.5 goes up, and into the next band
        ("phq-8", [3, 3, 3, 3, 3, 3, None, None], 24),
        ("phq-8", [1, 1, 1, 1, 1, 1, 1, None], 8),
        ("core-10", [2] + [None] * 9, 20),
        ("core-10", [None, 4] + [None] * 8, 0),
        ("core-10", [1, None, None] + [1] * 7, 10),
        ("core-10", [2, 2, 2, 2, 2, 2, 2, 2, 4, None], 22.22),
        ("whodas-12", [1] * 11 + [None], 12),
        ("whodas-12", [4] + [0] * 10 + [None], 4.36),
        ("djg-6", [1, 3, 3, 1, 3, None], 5),
        ("djg-6", [None, 1, 1, 3, 1, 3], 0),
    ],
)
def test_what_is_made_up(name: str, answers: list, score: float) -> None:
    assert number(name, answers) == score


@pytest.mark.parametrize(
    ("name", "answers", "reason"),
    [
        ("phq-9", [1] * 6 + [None] * 3, "too_many_missing"),
        ("phq-9", [None] * 9, "nothing_answered"),
        ("phq-8", [0] * 5 + [None] * 3, "too_many_missing"),
        ("phq-2", [3, None], "incomplete"),
        ("gad-2", [None, 0], "incomplete"),
        ("gad-7", [3] * 6 + [None], "incomplete"),
        ("core-10", [None] * 10, "nothing_answered"),
        ("who-5", [5, 5, 5, 5, None], "incomplete"),
        ("swemwbs", [5] * 6 + [None], "incomplete"),
        ("djg-6", [1, 1, 1, 1, None, None], "too_many_missing"),
        ("k10", [5] * 9 + [None], "incomplete"),
        ("k6", [4] * 5 + [None], "incomplete"),
        ("whodas-12", [4] * 10 + [None] * 2, "too_many_missing"),
        ("ucla-3", [3, 3, None], "incomplete"),
        ("pcl-5", [0] * 19 + [None], "incomplete"),
        ("ribs", [None] * 4 + [5, 5, 5, None], "incomplete"),
        ("ribs", [1, 1, 1, 1] + [None] * 4, "nothing_answered"),
        ("ssosh", [1] * 9 + [None], "incomplete"),
    ],
)
def test_what_cannot_be_scored(name: str, answers: list, reason: str) -> None:
    scored = result(name, answers)
    assert (scored.score, scored.reason, scored.band) == (None, reason, "")


def test_an_incomplete_part_has_no_score() -> None:
    scored = result("djg-6", [1, 3, 3, 1, 3, None])
    assert dict(scored.subscales) == {"emotional": None, "social": 3}


def test_an_unanswered_ninth_question_is_not_an_all_clear() -> None:
    scored = result("phq-9", [0] * 8 + [None])
    assert scored.score == 0
    assert scored.safety_unanswered == ("q9",)
    assert scored.concern is None


@settings(deadline=None)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_every_unanswered_item_is_named(data, name) -> None:
    instrument = library.get(name)
    answers = data.draw(partly(instrument))
    scored = result(name, answers)
    if instrument.scoring.kind != "triage":
        empty = {i.id for i, a in zip(instrument.items, answers, strict=True) if a is None}
        assert set(scored.missing) == empty & {i.id for i in instrument.scored_items}
        assert scored.answered + len(scored.missing) == scored.asked
    assert (scored.score is None) or scored.is_scored


@settings(deadline=None)
@given(data=st.data(), name=st.sampled_from(SUMMED))
def test_leaving_the_lowest_answers_out_never_lowers_a_mean(data, name) -> None:
    """What was left out is not counted as the lowest."""
    instrument = library.get(name)
    if instrument.scoring.missing.rule not in ("mean", "any"):
        return
    answers = data.draw(partly(instrument))
    lowest = [
        (max(i.numbers) if i.reversed else min(i.numbers)) if a is None else a
        for i, a in zip(instrument.items, answers, strict=True)
    ]
    left_out, filled = result(name, answers), result(name, lowest)
    if left_out.score is not None and filled.score is not None:
        assert left_out.score >= filled.score
