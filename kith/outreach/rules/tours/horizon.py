"""The days of a plan, and the ways a file may name some of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kith.outreach.rules.tours.fields import limited
from kith.region.rules.fields import Unclear, many

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Horizon:
    """starts_on: the date of day 0, or None where days have no dates (then day 0 is a Monday).

    calendars: named sets of days, such as school terms. closed: days on which nobody goes out.
    """

    days: int
    starts_on: dt.date | None = None
    calendars: Mapping[str, frozenset[int]] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()

    def weekday(self, day: int) -> int:
        """0 is Monday."""
        return (day + (self.starts_on.weekday() if self.starts_on else 0)) % 7

    def week(self, day: int) -> int:
        """Weeks begin on Mondays; the first one has number 0."""
        return (day + (self.starts_on.weekday() if self.starts_on else 0)) // 7

    @property
    def weeks(self) -> int:
        """How many weeks it touches."""
        return self.week(self.days - 1) + 1

    @property
    def labels(self) -> tuple[str, ...]:
        """What each day is called: its date, or the number of the week and the weekday."""
        if self.starts_on is None:
            return tuple(
                f"week {self.week(d) + 1} {WEEKDAYS[self.weekday(d)]}" for d in range(self.days)
            )
        return tuple((self.starts_on + dt.timedelta(days=d)).isoformat() for d in range(self.days))


def read(data: Mapping[str, Any]) -> Horizon:
    """From the fields `days`, `starts_on`, `calendars` and `closed` of the file."""
    days = limited(data.get("days"), "days", 1, MOST_DAYS)
    starts_on = _date(data["starts_on"], "starts_on") if "starts_on" in data else None
    bare = Horizon(days, starts_on)
    calendars = data.get("calendars", {})
    if not isinstance(calendars, Mapping):
        raise Unclear("calendars", "an object of named lists of days")
    named = {
        str(name): some_days(value, f"calendars.{name}", bare) for name, value in calendars.items()
    }
    return Horizon(
        days, starts_on, named, some_days(data.get("closed", []), "closed", bare, outside=True)
    )


def some_days(value: Any, at: str, horizon: Horizon, outside: bool = False) -> frozenset[int]:
    """Numbers, dates, weekdays, names of calendars, and [from, to] pairs of dates or numbers."""
    found: set[int] = set()
    for k, one in enumerate(many(value, at)):
        found |= _days(one, f"{at}[{k}]", horizon, outside)
    return frozenset(found)


def _days(one: Any, at: str, horizon: Horizon, outside: bool) -> set[int]:
    if isinstance(one, str) and one.lower() in WEEKDAYS:
        weekday = WEEKDAYS.index(one.lower())
        return {day for day in range(horizon.days) if horizon.weekday(day) == weekday}
    if isinstance(one, str) and one in horizon.calendars:
        return set(horizon.calendars[one])
    if isinstance(one, list | tuple):
        if len(one) != 2:
            raise Unclear(at, "a pair [from, to] of days")
        low, high = (_day(side, f"{at}[{k}]", horizon) for k, side in enumerate(one))
        return set(range(max(0, low), min(high, horizon.days - 1) + 1))
    day = _day(one, at, horizon)
    if not 0 <= day < horizon.days:
        if outside or isinstance(one, str):
            return set()
        raise Unclear(at, f"days go from 0 to {horizon.days - 1}")
    return {day}


def _day(one: Any, at: str, horizon: Horizon) -> int:
    if isinstance(one, str):
        if horizon.starts_on is None:
            raise Unclear(at, f"{one!r} is no weekday and no calendar; dates need starts_on")
        return (_date(one, at) - horizon.starts_on).days
    return limited(one, at, 0, MOST_DAYS)


def _date(value: Any, at: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unclear(at, "a date such as “2026-03-02” is needed") from None
