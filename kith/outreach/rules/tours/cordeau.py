"""Cordeau's text format for periodic and multi-depot tours.

First line: type, m, n, t. Then t lines "D Q": longest route and capacity, 0 where there is none.
Then one line a place: number, x, y, service, demand, visits, number of patterns, the patterns as
bit masks (the first day is the highest of t bits), and in the types with hours the earliest and
latest beginning. The road costs unrounded Euclidean distance. Periodic: the depot first, m units
each day. Several depots: they come last, m units at each, t of them, and one day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

import numpy as np

from kith.outreach.rules.tours.problem import Option, Problem, Shift, Stop, Unit, Visit, Window

PLAIN, PERIODIC, DEPOTS, SITES = 0, 1, 2, 3
HOURS = 4
"""Types 4 to 7 are 0 to 3 with hours."""


class Misshapen(ValueError):
    """The text is not in this format; the sentence begins with the line."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Site:
    row: _Row
    x: float
    y: float
    service: float = 0.0
    demand: float = 0.0
    visits: int = 0
    masks: tuple[int, ...] = ()
    opens: float = -inf
    closes: float = inf


def read(text: str, name: str = "") -> Problem:
    """The problem in the text, or Misshapen."""
    rows = _rows(text)
    if not rows or len(rows[0].values) < 4:
        raise Misshapen(rows[0].line if rows else 1, "type, units, stops and days are needed")
    kind, m, n, t = (_whole(rows[0], k) for k in range(4))
    has_hours, family = kind >= HOURS, kind % HOURS
    if not 0 <= kind < 2 * HOURS or family == SITES:
        raise Misshapen(rows[0].line, f"type {kind} is not read; 0, 1, 2, 4, 5 and 6 are")
    if m < 1 or t < 1 or n < 0:
        raise Misshapen(rows[0].line, "at least one unit and one day")
    if family == PLAIN:
        t = 1
    limits = [_limits(row) for row in rows[1 : 1 + t]]
    homes = t if family == DEPOTS else 1
    sites = [_site(row, has_hours) for row in rows[1 + t :]]
    if len(limits) < t or len(sites) < homes:
        raise Misshapen(rows[-1].line, f"{t} lines of limits and {homes} of depots are needed")
    # the number of stops is what stands there: one published file says one too many
    depots, customers = (
        (sites[-homes:], sites[:-homes]) if family == DEPOTS else (sites[:1], sites[1:])
    )
    return _problem(name, m, t, limits, depots, customers, family == DEPOTS)


def _rows(text: str) -> list[_Row]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                values = tuple(float(word) for word in line.split())
            except ValueError:
                raise Misshapen(number, "only numbers belong here") from None
            if not all(map(isfinite, values)):
                raise Misshapen(number, "every number must be finite")
            found.append(_Row(number, values))
    return found


def _whole(row: _Row, k: int) -> int:
    value = row.values[k]
    if value != int(value):
        raise Misshapen(row.line, f"{value:g} should be a whole number")
    return int(value)


def _limits(row: _Row) -> tuple[float, float]:
    if len(row.values) != 2 or min(row.values) < 0:
        raise Misshapen(row.line, "longest route and capacity, two numbers from 0 on")
    longest, capacity = row.values
    return longest or inf, capacity or inf


def _site(row: _Row, has_hours: bool) -> _Site:
    values = row.values
    if len(values) < 7:
        padded = values + (0.0,) * (7 - len(values))
        if len(values) < 3:
            raise Misshapen(row.line, "number, x, y, service, demand, visits, patterns")
        return _Site(
            row, padded[1], padded[2], padded[3], padded[4], _whole(_Row(row.line, padded), 5)
        )
    count = _whole(row, 6)
    if count < 0 or len(values) < 7 + count:
        raise Misshapen(row.line, f"{count} patterns should follow")
    if min(values[3:6]) < 0:
        raise Misshapen(row.line, "service, demand and visits are 0 or more")
    masks = tuple(_whole(row, 7 + k) for k in range(count))
    hours = values[7 + count : 9 + count] if has_hours else ()
    opens, closes = hours if len(hours) == 2 else (-inf, inf)
    return _Site(
        row, values[1], values[2], values[3], values[4], _whole(row, 5), masks, opens, closes
    )


def _problem(
    name: str, m: int, t: int, limits: Sequence[tuple[float, float]], depots: Sequence[_Site],
    customers: Sequence[_Site], is_depots: bool,
) -> Problem:  # fmt: skip
    days = 1 if is_depots else t
    points = np.array([(site.x, site.y) for site in (*customers, *depots)], np.float64)
    gap = points[:, None, :] - points[None, :, :]
    km = np.sqrt((gap * gap).sum(axis=2))
    units = []
    for k, depot in enumerate(depots):
        place = len(customers) + k
        for u in range(m):
            own = [limits[k]] if is_depots else limits
            units += _units(f"{k + 1}-{u + 1}" if is_depots else str(u + 1), place, own, depot)
    stops = [_stop(site, place, days, is_depots) for place, site in enumerate(customers)]
    return Problem(days, tuple(stops), tuple(units), km, km, name=name)


def _units(key: str, place: int, limits: Sequence[tuple[float, float]], depot: _Site) -> list[Unit]:
    """One unit, or one for each capacity where that changes from day to day."""
    capacities = sorted({capacity for _longest, capacity in limits})
    return [
        Unit(
            key if len(capacities) == 1 else f"{key}/{capacity:g}", place, place,
            {
                day: Shift(depot.opens, depot.closes, longest)
                for day, (longest, own) in enumerate(limits) if own == capacity
            },
            capacity,
        )
        for capacity in capacities
    ]  # fmt: skip


def _stop(site: _Site, place: int, days: int, is_depots: bool) -> Stop:
    windows = (Window(site.opens, site.closes + site.service),)
    if is_depots:
        patterns: list[tuple[int, ...]] = [(0,)]
    else:
        patterns = [_days(site, mask, days) for mask in dict.fromkeys(site.masks)]
        if not patterns and site.visits in (0, days):
            patterns = [tuple(range(site.visits))]
    if site.visits == 0 and not is_depots:
        patterns = [()]
    return Stop(
        key=f"{site.row.values[0]:g}", place=place, service=site.service, demand=site.demand,
        options=tuple(Option(tuple(Visit(day, windows) for day in days)) for days in patterns),
        asked=1 if is_depots else site.visits, permitted=days,
    )  # fmt: skip


def _days(site: _Site, mask: int, days: int) -> tuple[int, ...]:
    """The first day is the highest bit."""
    if not 0 <= mask < 2**days:
        raise Misshapen(site.row.line, f"pattern {mask} does not fit into {days} days")
    return tuple(day for day in range(days) if mask >> (days - 1 - day) & 1)
