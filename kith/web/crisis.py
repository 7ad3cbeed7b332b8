"""Whom to call now. Asked of the database on every public page, on purpose: it is one small row,
and a number that was changed must not live on in anybody's memory.
"""

import re
from dataclasses import dataclass

from kith.accounts.models import Organization
from kith.safety.queries import help as safety


@dataclass(frozen=True, slots=True)
class Help:
    """A line to talk, and the number for danger; empty where no organisation has said."""

    name: str = ""
    number: str = ""
    emergency: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return re.sub(r"[^\d+*#]", "", self.number)


WIDEST = "112"
"""Reaches emergency help from most mobile phones anywhere; shown where nobody has said."""


def lines() -> list[Help]:
    """Of every organisation here that takes requests and names a line, the oldest first."""
    rows = (
        Organization.objects.filter(takes_requests=True)
        .exclude(crisis_number="", emergency_number="")
        .order_by("created_at", "id")
        .values_list("crisis_name", "crisis_number", "emergency_number")
    )
    return [Help(*row) for row in dict.fromkeys(rows)]


def help_now() -> Help:
    """The first of them, for the line on every page."""
    return next(iter(lines()), Help())


def of_place() -> tuple[list[safety.Shown], list[str]]:
    """More numbers of the place of the oldest organisation that takes requests, and the steps in
    this language as they were reviewed. For the crisis page alone; three queries."""
    first = Organization.objects.filter(takes_requests=True).order_by("created_at", "id").first()
    if first is None:
        return [], []
    return safety.lines(first), safety.public_steps()
