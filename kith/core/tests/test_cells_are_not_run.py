"""What begins like a formula is shown as text, whoever wrote it."""

import datetime as dt

import pytest

from kith.core.spreadsheets import harmless


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_formula_gets_an_apostrophe(said: str) -> None:
    assert harmless(said) == f"'{said}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [("Ann", "Ann"), ("", ""), (None, ""), (-3, -3), (dt.date(2026, 1, 2), "2026-01-02")],
)
def test_the_rest_stays(value: object, cell: object) -> None:
    assert harmless(value) == cell
