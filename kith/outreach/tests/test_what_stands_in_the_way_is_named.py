"""Whether a unit may stop somewhere on a day: each reason by its name, the gravest first."""

import datetime as dt
from dataclasses import replace

import pytest

from kith.outreach.rules.readiness import SOON, Known, Lack, lacks

DAY = dt.date(2031, 5, 12)
READY = Known(
    state="agreed", agreements=[(dt.date(2031, 1, 1), None)], needs_host=True, permit="none",
    permit_until=None, has_welcome=True,
)  # fmt: skip
ENDS = DAY + dt.timedelta(days=10)


def test_nothing_is_missing() -> None:
    assert lacks(READY, DAY) == []


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"state": "resting"}, Lack("is_resting")),
        ({"agreements": []}, Lack("no_agreement")),
        ({"agreements": [(DAY, DAY)]}, Lack("agreement_ends", DAY, stops=False)),
        ({"agreements": [(dt.date(2030, 1, 1), ENDS)]}, Lack("agreement_ends", ENDS, stops=False)),
        ({"agreements": [(dt.date(2030, 1, 1), dt.date(2031, 5, 11))]},
         Lack("agreement_over", dt.date(2031, 5, 11))),
        ({"agreements": [(dt.date(2031, 5, 13), None)]}, Lack("no_agreement")),
        ({"permit": ""}, Lack("permit_unknown")),
        ({"permit": "asked"}, Lack("permit_asked")),
        ({"permit": "given", "permit_until": ENDS}, Lack("permit_ends", ENDS, stops=False)),
        ({"permit": "given", "permit_until": dt.date(2031, 5, 11)},
         Lack("permit_over", dt.date(2031, 5, 11))),
        ({"has_welcome": False}, Lack("nobody_welcomes", stops=False)),
    ],
)  # fmt: skip
def test_each_by_its_name(change, lack) -> None:
    assert lacks(replace(READY, **change), DAY) == [lack]


def test_no_host_is_asked_on_public_ground() -> None:
    assert lacks(replace(READY, needs_host=False, agreements=[]), DAY) == []


def test_a_later_yes_counts_more_than_one_that_ends() -> None:
    two = [(dt.date(2030, 1, 1), ENDS), (dt.date(2031, 1, 1), DAY + SOON + dt.timedelta(days=1))]
    assert lacks(replace(READY, agreements=two), DAY) == []


def test_what_keeps_us_away_stands_first() -> None:
    found = lacks(replace(READY, has_welcome=False, permit="asked"), DAY)
    assert [lack.code for lack in found] == ["permit_asked", "nobody_welcomes"]
