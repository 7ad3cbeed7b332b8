"""Hours of a month: lines of a day and a kind, added up. Nobody whom a peer met is named here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """Minutes of one kind of work on one day. kind: a code of `TimeEntry.Kind`. is_own: written by
    the peer, not taken from another page."""

    on: dt.date
    kind: str
    minutes: int
    is_own: bool = False


def added(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line a day, kind and origin, in order; what took no time is left out."""
    sums: dict[tuple[dt.date, str, bool], int] = defaultdict(int)
    for line in lines:
        sums[line.on, line.kind, line.is_own] += line.minutes
    rows = (Line(on, kind, minutes, own) for (on, kind, own), minutes in sums.items() if minutes)
    return tuple(sorted(rows))


def total(lines: Iterable[Line]) -> int:
    """Minutes of all lines."""
    return sum(line.minutes for line in lines)


def by_kind(lines: Iterable[Line]) -> dict[str, int]:
    """Minutes of each kind, the most first and then by code."""
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.kind] += line.minutes
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def first_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    """The first day of the month after."""
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
