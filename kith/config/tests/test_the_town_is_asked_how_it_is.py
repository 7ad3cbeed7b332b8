"""The demo's measures: months of them, in several languages, in every state that life makes."""

import datetime as dt
from random import Random

from kith.config.demo import measures
from kith.measures import library
from kith.measures.rules import answers, scoring

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def test_the_same_chance_makes_the_same_months() -> None:
    first, second = (
        list(measures.occasions(Random(4), NOW - dt.timedelta(days=150), NOW)) for _ in range(2)
    )
    assert first == second and first
    assert all(asked.at < NOW for asked in first)


def test_answers_are_answers_and_nobody_is_in_danger() -> None:
    for name in {name for names in measures.PAIRS for name in names}:
        instrument = library.get(name)
        for share in (0.0, 0.5, 1.0):
            given = measures.answers(instrument, share, Random(share))
            result = scoring.score(instrument, answers.read(instrument, given))
            assert result.score is not None and result.concern is None


def test_a_good_share_scores_better_than_a_bad_one() -> None:
    for name in ("gad-7", "core-10", "who-5"):
        instrument = library.get(name)
        good, bad = (
            scoring.score(
                instrument,
                answers.read(instrument, measures.answers(instrument, share, Random(1))),
            ).score
            for share in (0.05, 0.95)
        )
        assert good > bad if instrument.better == "higher" else good < bad
