"""Pure rules of training: schemes as of a day, what is lacking, warnings, and the gate."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.peers.actions import schemes
from kith.peers.rules import observing
from kith.peers.rules.schemes import Lack, lacks, on, read, warning

DAY = dt.date(2026, 11, 22)
ROW = {
    "code": "s", "name": "S", "about": "", "source": "", "is_checked": True, "hours": 40,
    "practice": 10, "learning": 0, "years": 2, "from": dt.date(2020, 1, 1),
}  # fmt: skip


def test_the_version_of_the_day_holds():
    old, new = read([ROW, {**ROW, "hours": 60, "from": dt.date(2026, 1, 1)}])
    assert on([old, new], "s", dt.date(2025, 12, 31)) == old
    assert on([old, new], "s", DAY) == new
    assert on([old, new], "s", dt.date(2019, 1, 1)) is None


def test_what_is_missing_is_said_in_hours():
    (scheme,) = read([ROW])
    assert lacks(scheme, Decimal("38.5"), Decimal(0)) == (
        Lack("hours", Decimal("1.5")), Lack("practice", Decimal(10)),
    )  # fmt: skip
    assert lacks(scheme, Decimal(40), Decimal(10)) == ()


def test_a_certificate_of_a_leap_day_ends_on_the_last_of_february():
    (scheme,) = read([ROW])
    assert scheme.valid_until(dt.date(2028, 2, 29)) == dt.date(2030, 2, 28)


@pytest.mark.parametrize(
    ("days", "mark"), [(91, None), (90, 90), (61, 90), (60, 60), (30, 30), (1, 30), (0, 0), (-9, 0)]
)
def test_warnings_at_90_60_and_30_days(days, mark):
    assert warning(DAY + dt.timedelta(days=days), DAY) == mark


def test_the_presets_say_what_the_published_standard_says_and_what_is_unchecked():
    found = {scheme.code: scheme for scheme in schemes()}
    national, other = found["national-2023"], found["reciprocal"]
    assert (national.hours, national.years, national.is_checked) == (40, 0, True)
    assert (other.hours, other.practice, other.learning, other.years) == (46, 500, 20, 2)
    assert not other.is_checked


@given(st.dictionaries(st.sampled_from(observing.COMPETENCIES), st.integers(1, 4)))
def test_the_gate_opens_only_when_all_was_seen_and_nothing_harms(levels):
    opens = observing.opens_the_gate(levels)
    assert opens == (
        len(levels) == len(observing.COMPETENCIES) and not observing.harmful(levels)
    )  # fmt: skip
