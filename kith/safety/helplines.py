"""The list of numbers that comes with Kith: a file anybody can read and correct.

A number is called verified only while its check is not overdue. Everything else is shown with the
words "check this number": wrong help is worse than a moment's doubt.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kith.core import yamls

FILE = Path(__file__).parent / "data" / "helplines.yaml"


@dataclass(frozen=True, slots=True)
class Line:
    """One number. `dial_string`: what a telephone is given; short codes are not E.164."""

    name: str
    dial_string: str
    country: str
    kind: str = "talk"
    hours: str = ""
    languages: tuple[str, ...] = ()
    audience: str = ""
    source: str = ""
    verified_on: dt.date | None = None
    next_check_due: dt.date | None = None

    def is_verified(self, today: dt.date) -> bool:
        """Checked, and the next check is not overdue."""
        if self.verified_on is None:
            return False
        return self.next_check_due is None or today <= self.next_check_due

    @property
    def dial(self) -> str:
        """The number without the spaces that people need."""
        return dialled(self.dial_string)

    @property
    def is_always_open(self) -> bool:
        return self.hours == "24/7"


def dialled(number: str) -> str:
    """As a telephone wants it."""
    return re.sub(r"[^\d+*#]", "", number)


@cache
def shipped() -> tuple[Line, ...]:
    """Every line of the file, in its order."""
    rows: list[dict[str, Any]] = yamls.read(FILE)["lines"]
    return tuple(
        Line(**{**row, "dial_string": str(row["dial_string"]),
                "languages": tuple(row.get("languages", ()))})
        for row in rows
    )  # fmt: skip


def of_country(country: str, lines: Iterable[Line] | None = None) -> tuple[Line, ...]:
    """Those of one country."""
    return tuple(line for line in lines or shipped() if line.country == country.upper())


def in_order(lines: Iterable[Line], language: str) -> tuple[Line, ...]:
    """Lines that speak one's language first; those that are always open before others. Else as
    they were put."""
    speaks = language.partition("-")[0]

    def place(line: Line) -> tuple[bool, bool, bool]:
        codes = {code.partition("-")[0] for code in line.languages}
        return (line.kind == "emergency", speaks not in codes, not line.is_always_open)

    return tuple(sorted(lines, key=place))
