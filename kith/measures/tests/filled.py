"""Filled-in measures for the tests: scored from a list, and strategies that fill them in."""

from typing import Any

from hypothesis import strategies as st

from kith.measures import library
from kith.measures.rules import answers, scoring
from kith.measures.rules.definition import Instrument
from kith.measures.rules.scoring import Result

NAMES = tuple(library.instruments())
SUMMED = tuple(n for n in NAMES if library.get(n).scoring.kind != "triage")


def result(name: str, typed: Any) -> Result:
    """What comes of answers as somebody types them."""
    instrument = library.get(name)
    return scoring.score(instrument, answers.read(instrument, typed))


def number(name: str, typed: Any) -> float | None:
    """The score alone."""
    score = result(name, typed).score
    return None if score is None else float(score)


def whole(instrument: Instrument) -> st.SearchStrategy[list[Any]]:
    """Every item answered."""
    return st.tuples(*(st.sampled_from(item.values) for item in instrument.items)).map(list)


def partly(instrument: Instrument) -> st.SearchStrategy[list[Any]]:
    """Any item may be unanswered."""
    return st.tuples(*(st.sampled_from((None, *item.values)) for item in instrument.items)).map(
        list
    )
