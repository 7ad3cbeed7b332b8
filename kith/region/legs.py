"""Legs of a journey with names and times of the clock, ready to be put in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kith.region.rules.transit.journeys import Journey

KINDS = ("tram", "underground", "train", "bus", "ferry", "other")
"""Of vehicles, as a schedule numbers them."""


class Named(Protocol):
    """What lines and stops are called: a schedule, or what a table kept of it."""

    @property
    def lines(self) -> "Sequence[tuple[int, str]]": ...

    @property
    def stop_name(self) -> "Sequence[str]": ...


@dataclass(frozen=True, slots=True)
class Leg:
    """start, end: names of stops, empty at a door. leaves, arrives: "10:12". line: kind and name of
    what one rides; None on foot."""

    start: str
    end: str
    leaves: str
    arrives: str
    seconds: int
    line: tuple[str, str] | None = None


def named(journey: "Journey", schedule: Named, lines: Any) -> Iterator[Leg]:
    """lines: of each row of the day."""
    for leg in journey.legs:
        known = None
        if leg.row >= 0:
            kind, name = schedule.lines[lines[leg.row]]
            known = KINDS[kind], name
        yield Leg(
            schedule.stop_name[leg.start] if leg.start >= 0 else "",
            schedule.stop_name[leg.end] if leg.end >= 0 else "",
            clock(leg.leaves), clock(leg.arrives), leg.arrives - leg.leaves, known,
        )  # fmt: skip


def clock(seconds: int) -> str:
    """Of the day, also past midnight."""
    return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"
