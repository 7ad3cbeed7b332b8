"""Certification schemes as effective-dated data, and what somebody still lacks for one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a certificate takes from a day on. is_checked: somebody compared it with its source."""

    code: str
    name: str
    about: str
    source: str
    is_checked: bool
    starts_on: dt.date
    hours: Decimal
    practice: Decimal
    learning: Decimal
    years: int

    def valid_until(self, issued_on: dt.date) -> dt.date | None:
        """The day before the anniversary's end; None where the scheme sets no renewal. A leap day
        is followed by the last of February."""
        if not self.years:
            return None
        try:
            return issued_on.replace(year=issued_on.year + self.years)
        except ValueError:
            return issued_on.replace(year=issued_on.year + self.years, day=28)


@dataclass(frozen=True, slots=True)
class Lack:
    """How many hours of a kind are missing."""

    kind: str
    hours: Decimal


def read(rows: Sequence[Mapping[str, Any]]) -> tuple[Scheme, ...]:
    """Schemes of a data file; KeyError names what an entry lacks."""
    return tuple(
        Scheme(
            code=row["code"], name=row["name"], about=row["about"], source=row["source"],
            is_checked=row["is_checked"], starts_on=row["from"], hours=Decimal(row["hours"]),
            practice=Decimal(row["practice"]), learning=Decimal(row["learning"]),
            years=row["years"],
        )
        for row in rows
    )  # fmt: skip


def on(schemes: Sequence[Scheme], code: str, day: dt.date) -> Scheme | None:
    """The version of a scheme that holds on a day: the latest that began by then."""
    begun = [scheme for scheme in schemes if scheme.code == code and scheme.starts_on <= day]
    return max(begun, key=lambda scheme: scheme.starts_on, default=None)


def lacks(scheme: Scheme, hours: Decimal, practice: Decimal) -> tuple[Lack, ...]:
    """What is missing for a first certificate."""
    wanted = (("hours", scheme.hours - hours), ("practice", scheme.practice - practice))
    return tuple(Lack(kind, missing) for kind, missing in wanted if missing > 0)


def warning(due_on: dt.date | None, today: dt.date) -> int | None:
    """The warning that a renewal day has reached: 90, 60, 30 or 0 days; None before and without."""
    if due_on is None:
        return None
    left = (due_on - today).days
    return next((mark for mark in (0, 30, 60, 90) if left <= mark), None)
