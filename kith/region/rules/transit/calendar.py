"""Which services run, and the week that stands for all weeks.

A feed is often older, or younger, than the day it is read. Then the ordinary week nearest to that
day is taken: one with at least nine in ten of the trips of the busiest week, so that no holiday
decides how far people can get. Each feed has its own week.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.transit.feed import Feed
from kith.region.rules.transit.traps import Found, Trap

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINARY = 0.9
LONGEST = 800
"""Days that are looked at; some calendars run to the year 2099."""


@dataclass(frozen=True, slots=True)
class Week:
    """Monday of the week that was taken; when the feed is valid; runs: services that run at all,
    with (7) whether on each day. `begins` and `ends` are None where no calendar says."""

    monday: dt.date
    begins: dt.date | None
    ends: dt.date | None
    runs: Mapping[str, NDArray[np.bool_]]


def week_of(feed: Feed, today: dt.date, found: Found) -> Week:
    """The week for a feed, seen from `today`."""
    rules = [rule for row in feed.calendar if (rule := _rule(row)) is not None]
    dates = [one for row in feed.dates if (one := _exception(row)) is not None]
    begins, ends = _valid(rules, dates)
    if begins is None or ends is None:
        found.add(Trap.NO_CALENDAR)
        return Week(_monday(today), None, None, dict.fromkeys(feed.trips.service, np.ones(7, bool)))
    if not any(any(days) for _service, days, _from, _to in rules):
        found.add(Trap.ONLY_DATES)
    low, days = _looked_at(begins, ends, today)
    runs = _runs(rules, dates, low, days)
    trips = Counter(feed.trips.service)
    load = np.zeros(days, np.int64)
    for service, on in runs.items():
        load += trips[service] * on
    first = _best_week(load, low, today)
    monday = low + dt.timedelta(days=first)
    _tell(found, feed, monday, begins, ends, today)
    return Week(monday, begins, ends, {s: on[first : first + 7] for s, on in runs.items()})


Rule = tuple[str, tuple[bool, ...], dt.date, dt.date]
Exception_ = tuple[str, dt.date, bool]


def _rule(row: Mapping[str, str]) -> Rule | None:
    low, high = _day(row.get("start_date", "")), _day(row.get("end_date", ""))
    if low is None or high is None or high < low:
        return None
    return row.get("service_id", ""), tuple(row.get(day) == "1" for day in WEEKDAYS), low, high


def _exception(row: Mapping[str, str]) -> Exception_ | None:
    day = _day(row.get("date", ""))
    return (
        None if day is None else (row.get("service_id", ""), day, row.get("exception_type") == "1")
    )


def _valid(rules: list[Rule], dates: list[Exception_]) -> tuple[dt.date | None, dt.date | None]:
    """From the first to the last day on which anything may run."""
    days = [day for _s, on, low, high in rules if any(on) for day in (low, high)]
    days += [day for _service, day, is_added in dates if is_added]
    return (min(days), max(days)) if days else (None, None)


def _looked_at(begins: dt.date, ends: dt.date, today: dt.date) -> tuple[dt.date, int]:
    """Whole weeks of the valid days that lie nearest to today, from a Monday."""
    half = dt.timedelta(days=LONGEST // 2)
    middle = min(max(today, begins), ends)
    low = _monday(max(begins, middle - half))
    high = min(ends, middle + half)
    return low, ((high - low).days // 7 + 1) * 7


def _runs(
    rules: list[Rule], dates: list[Exception_], low: dt.date, days: int
) -> dict[str, NDArray[np.bool_]]:
    """service -> (days) whether it runs."""
    runs: dict[str, NDArray[np.bool_]] = {}
    for service, on, begins, ends in rules:
        first, last = max((begins - low).days, 0), min((ends - low).days + 1, days)
        row = runs.setdefault(service, np.zeros(days, bool))
        if first < last:
            row[first:last] |= np.tile(on, days // 7)[first:last]
    for service, day, is_added in dates:
        at = (day - low).days
        if 0 <= at < days:
            runs.setdefault(service, np.zeros(days, bool))[at] = is_added
    return runs


def _best_week(load: NDArray[np.int64], low: dt.date, today: dt.date) -> int:
    """Index of the Monday of the ordinary week nearest to today; of equals, the later."""
    weeks = load.reshape(-1, 7).sum(axis=1)
    ordinary = np.nonzero(weeks >= ORDINARY * weeks.max())[0]
    this = (_monday(today) - low).days // 7
    return int(min(ordinary, key=lambda week: (abs(week - this), -week))) * 7


def _tell(
    found: Found, feed: Feed, monday: dt.date, begins: dt.date, ends: dt.date, today: dt.date
) -> None:
    if ends < today:
        found.add(Trap.CALENDAR_EXPIRED, monday)
    elif begins > today:
        found.add(Trap.CALENDAR_TO_COME, monday)
    elif monday != _monday(today):
        found.add(Trap.THIN_WEEK, monday)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None
