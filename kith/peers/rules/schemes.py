"""Certification schemes as effective-dated data, and what somebody still lacks for one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

USUAL = (90, 60, 30)
"""Days before a renewal is due on which somebody is told."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a certificate takes from a day on. is_checked: somebody compared it with its source.
    is_offered: new certificates may be given. warns: days before a renewal, the most first."""

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
    warns: tuple[int, ...] = USUAL
    is_offered: bool = True

    def valid_until(self, issued_on: dt.date) -> dt.date | None:
        """The day before the anniversary's end; None where the scheme sets no renewal. A leap day
        is followed by the last of February."""
        return later(issued_on, self.years) if self.years else None


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
            years=row["years"], warns=tuple(row.get("warns", USUAL)),
        )
        for row in rows
    )  # fmt: skip


def on(schemes: Sequence[Scheme], code: str, day: dt.date) -> Scheme | None:
    """The version of a scheme that holds on a day: the latest that began by then, and of two that
    began on the same day the one that stands later in the sequence."""
    begun = [scheme for scheme in schemes if scheme.code == code and scheme.starts_on <= day]
    return max(reversed(begun), key=lambda scheme: scheme.starts_on, default=None)


def offered(schemes: Sequence[Scheme], day: dt.date) -> tuple[Scheme, ...]:
    """The version of each scheme under which a certificate may be given on a day."""
    found = (on(schemes, code, day) for code in dict.fromkeys(one.code for one in schemes))
    return tuple(one for one in found if one is not None and one.is_offered)


def lacks(scheme: Scheme, hours: Decimal, practice: Decimal) -> tuple[Lack, ...]:
    """What is missing for a first certificate."""
    wanted = (("hours", scheme.hours - hours), ("practice", scheme.practice - practice))
    return tuple(Lack(kind, missing) for kind, missing in wanted if missing > 0)


def warning(due_on: dt.date | None, today: dt.date, marks: Sequence[int] = USUAL) -> int | None:
    """The warning that a renewal day has reached: the nearest of the marks, 0 on the day and after;
    None before the first mark and without a day."""
    if due_on is None:
        return None
    left = (due_on - today).days
    return next((mark for mark in sorted({0, *marks}) if left <= mark), None)


def period_began(holds_until: dt.date, years: int) -> dt.date:
    """The first day of a period that ends on a day: learning since then counts for its renewal."""
    return later(holds_until, -years)


def renewed_until(holds_until: dt.date, years: int, today: dt.date) -> dt.date:
    """The end of the next period. Renewed early it follows the old one, renewed late it begins
    today: nobody loses days and nobody is given a gap."""
    return later(max(holds_until, today), years)


def later(day: dt.date, years: int) -> dt.date:
    """The same day so many years on; a leap day becomes the last of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
