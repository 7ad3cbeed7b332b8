"""When a circle meets: a rule that repeats, and the days that differ from it.

Days are local wall time: a circle at half past six meets at half past six on the day the clocks
change. Moments come out aware, in UTC. The repeating itself is that of the directory's schedules
(RFC 5545 fields).
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kith.directory.rules.opening import CODES, Rule

LAST_WEEK = 5
LONGEST_SHIFT = dt.timedelta(days=60)
"""A meeting is not moved further than this from its day."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """first_on: the first day, which is one of the rule. byday: "TU", or "1TU" by the month.
    starts_at: local to `zone`. until: the last possible day."""

    first_on: dt.date
    starts_at: dt.time
    minutes: int
    freq: str = "WEEKLY"
    interval: int = 1
    byday: str = ""
    until: dt.date | None = None
    zone: str = "UTC"

    def days(self, start: dt.date, end: dt.date) -> Iterator[dt.date]:
        """The days of the rule in [start, end)."""
        rule = Rule(
            freq=self.freq, interval=self.interval, byday=self.byday, dtstart=self.first_on,
            valid_from=self.first_on, until=self.until,
        )  # fmt: skip
        last = end if self.until is None else min(end, self.until + dt.timedelta(days=1))
        if max(start, self.first_on) < last:
            yield from rule.days(max(start, self.first_on), last)

    def moment(self, day: dt.date, at: dt.time | None = None) -> dt.datetime:
        """The wall time of a day as a moment in UTC."""
        wall = dt.datetime.combine(day, at or self.starts_at, ZoneInfo(self.zone))
        return wall.astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """One day that differs: cancelled, moved (to_day, to_time) or extra (the day itself)."""

    day: dt.date
    kind: str
    to_day: dt.date | None = None
    to_time: dt.time | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """One meeting. day: that of the rule, by which it is known; on: the day on which it is held.
    state: on, moved, extra, cancelled; a cancelled one keeps the moment it would have had."""

    day: dt.date
    on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: str = "on"
    reason: str = ""

    @property
    def is_held(self) -> bool:
        return self.state != "cancelled"


def byday_of(first_on: dt.date, freq: str) -> str:
    """The weekday of the first meeting; by the month the same one of the month: the second Tuesday,
    and the last where it is the fifth."""
    code = CODES[first_on.weekday()]
    if freq != "MONTHLY":
        return code
    nth = (first_on.day - 1) // 7 + 1
    return f"-1{code}" if nth == LAST_WEEK else f"{nth}{code}"


def dates(
    pattern: Pattern, changes: Iterable[Change], start: dt.datetime, end: dt.datetime
) -> list[Date]:
    """Meetings that begin in [start, end), cancelled ones as well, in order."""
    differing = {change.day: change for change in changes}
    zone = ZoneInfo(pattern.zone)
    first = (start.astimezone(zone) - LONGEST_SHIFT).date()
    last = (end.astimezone(zone) + LONGEST_SHIFT).date()
    usual = set(pattern.days(first, last))
    extra = {day for day, change in differing.items() if change.kind == "extra"}
    found = [_date(pattern, day, differing.get(day)) for day in usual | extra]
    return sorted(
        (one for one in found if start <= one.starts_at < end), key=lambda one: one.starts_at
    )


def date_of(pattern: Pattern, changes: Iterable[Change], day: dt.date) -> Date | None:
    """The meeting known by a day, or None: the rule does not name it, and nobody added it."""
    change = next((change for change in changes if change.day == day), None)
    is_usual = day in pattern.days(day, day + dt.timedelta(days=1))
    if not is_usual and (change is None or change.kind != "extra"):
        return None
    return _date(pattern, day, change)


def _date(pattern: Pattern, day: dt.date, change: Change | None) -> Date:
    state = change.kind if change else "on"
    starts, on = pattern.moment(day), day
    if change and state in ("moved", "extra"):
        on = change.to_day or day
        starts = pattern.moment(on, change.to_time)
    return Date(
        day=day, on=on, starts_at=starts, ends_at=starts + dt.timedelta(minutes=pattern.minutes),
        state=state, reason=change.reason if change else "",
    )  # fmt: skip
