"""When something is open. The reference that the SQL of search is tested against.

Everything is local wall time: a door that opens at nine opens at nine on the day the clocks change.
A day owns its openings, also the part after midnight: "Friday 22:00 to 02:00" belongs to Friday, so
a holiday on Saturday does not close it, and a holiday on Friday does.

Minutes count from the day's own midnight, 0..2880; spans are half-open [start, end), sorted and
disjoint. Three answers: open, closed, and call first, which is what unknown hours mean.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateutil import rrule

DAY = 1440
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Span = tuple[int, int]


class State(enum.StrEnum):
    """What to say at the door."""

    OPEN = "open"
    CLOSED = "closed"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Rule:
    """One HSDS schedule row (RFC 5545 fields). opens, closes: minutes of the day, None if unsaid.

    No day, date or repetition at all: the rule speaks of public holidays.
    """

    opens: int | None = None
    closes: int | None = None
    byday: str = ""
    freq: str = ""
    interval: int = 1
    count: int | None = None
    dtstart: dt.date | None = None
    until: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    bymonthday: str = ""
    byyearday: str = ""
    byweekno: str = ""
    closed: bool = False
    certain: bool = True

    @property
    def speaks_of_holidays(self) -> bool:
        dated = self.valid_from or self.valid_to or self.dtstart
        repeated = self.byday or self.bymonthday or self.byyearday or self.byweekno or self.freq
        return not dated and not repeated

    @property
    def is_unsure(self) -> bool:
        return not self.certain or (not self.closed and (self.opens is None or self.closes is None))

    def span(self) -> Span:
        """closes = opens is the whole day; before it, past midnight; 23:59 means midnight."""
        assert self.opens is not None and self.closes is not None
        if self.closes == DAY - 1:
            return self.opens, DAY
        return self.opens, self.closes + (DAY if self.closes <= self.opens else 0)

    def days(self, start: dt.date, end: dt.date) -> Iterator[dt.date]:
        """The days in [start, end) on which this rule speaks. Raises ValueError on bad fields."""
        first = max(filter(None, (self.valid_from, start)), default=start)
        last = min(filter(None, (self.valid_to, end - dt.timedelta(1))))
        if self.freq == "" and not self._repeats():
            yield from self._dates(first, last)
            return
        for moment in self._recurrence(first, last):
            day = moment.date()
            if day > last:
                return
            if day >= first:
                yield day

    def _repeats(self) -> bool:
        return bool(self.byday or self.bymonthday or self.byyearday or self.byweekno)

    def _dates(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """One day (dtstart), or each day of valid_from to valid_to."""
        if self.dtstart:
            first = max(first, self.dtstart)
            last = min(last, self.until or self.dtstart)
        elif not self.valid_from:
            return
        for number in range((last - first).days + 1):
            yield first + dt.timedelta(number)

    def _recurrence(self, first: dt.date, last: dt.date) -> rrule.rrule:
        anchor = self.dtstart or self.valid_from or _monday(first)
        days = [_weekday(code) for code in self.byday.upper().split(",") if code.strip()]
        until = min(filter(None, (self.until, last)))
        return rrule.rrule(
            rrule.MONTHLY if self.freq == "MONTHLY" else rrule.WEEKLY,
            dtstart=_midnight(anchor),
            interval=self.interval or 1,
            byweekday=days or None,
            bymonthday=_numbers(self.bymonthday),
            byyearday=_numbers(self.byyearday),
            byweekno=_numbers(self.byweekno),
            **({"count": self.count} if self.count else {"until": _midnight(until)}),
        )


@dataclass(frozen=True, slots=True)
class Hours:
    """What is known of one listing. weekly: spans of Monday..Sunday, None if nothing is certain.

    dated: the truth about days that differ. on_holidays: closed, open (as ever) or unknown.
    """

    weekly: tuple[tuple[Span, ...], ...] | None = None
    is_complete: bool = False
    on_holidays: str = "unknown"
    dated: Mapping[dt.date, tuple[Span, ...]] = field(default_factory=dict)
    holidays: frozenset[dt.date] = frozenset()

    def on(self, day: dt.date) -> tuple[Span, ...]:
        """Openings that begin on a day."""
        if day in self.dated:
            return self.dated[day]
        if day in self.holidays and self.on_holidays == "closed":
            return ()
        return self.weekly[day.weekday()] if self.weekly else ()

    def is_doubtful(self, day: dt.date) -> bool:
        """A public holiday, and nobody has said what happens then."""
        return day in self.holidays and day not in self.dated and self.on_holidays == "unknown"

    def state(self, wall: dt.datetime) -> State:
        """Open, closed or call first at a local wall time (naive)."""
        if self.weekly is None:
            return State.CALL
        minute, today = wall.hour * 60 + wall.minute, wall.date()
        for day, at in ((today, minute), (today - dt.timedelta(1), minute + DAY)):
            if any(start <= at < end for start, end in self.on(day)):
                return State.CALL if self.is_doubtful(day) else State.OPEN
        return State.CLOSED if self.is_complete else State.CALL

    def closes_at(self, wall: dt.datetime) -> dt.datetime | None:
        """When the opening that holds this moment ends; None if it does not end within the week.

        Openings that touch are one: a house that is open day and night does not close at midnight.
        """
        end = wall
        for ahead in range(-1, 9):
            day = wall.date() + dt.timedelta(ahead)
            for start, stop in self.on(day):
                if _midnight(day, start) <= end < _midnight(day, stop):
                    end = _midnight(day, stop)
        return end if end < wall + dt.timedelta(7) else None

    def next_opening(self, wall: dt.datetime, days: int = 14) -> dt.datetime | None:
        """The next certain opening after a moment at which it is not open."""
        for ahead in range(days + 1):
            day = wall.date() + dt.timedelta(ahead)
            if self.is_doubtful(day):
                continue
            for start, _end in self.on(day):
                moment = _midnight(day, start)
                if moment > wall:
                    return moment
        return None

    def next_stop(self, wall: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
        """The next dated opening on a day that has no weekly hours: where the van stands."""
        for day in sorted(self.dated):
            if self.weekly and self.weekly[day.weekday()]:
                continue
            for start, end in self.dated[day]:
                if _midnight(day, end) > wall:
                    return _midnight(day, start), _midnight(day, end)
        return None


def hours_of(
    rules: Sequence[Rule], start: dt.date, end: dt.date, holidays: frozenset[dt.date] = frozenset()
) -> Hours:
    """What rules come to between two days: the week, and the days in [start, end) that differ."""
    opening = [rule for rule in rules if not rule.closed and not rule.is_unsure]
    if not opening:
        return Hours(holidays=holidays)
    plain = [rule for rule in opening if is_plain(rule, start, end)]
    weekly = tuple(
        merged(rule.span() for rule in plain if code in _codes(rule.byday)) for code in CODES
    )
    return Hours(
        weekly=weekly,
        is_complete=not any(rule.is_unsure for rule in rules),
        on_holidays=_on_holidays(rules, weekly),
        dated=dict(_dated(rules, plain, weekly, start, end, holidays)),
        holidays=holidays,
    )


def is_plain(rule: Rule, start: dt.date, end: dt.date) -> bool:
    """The same every week from before `start` (yesterday is asked too) to `end`."""
    codes = _codes(rule.byday)
    return (
        rule.freq in ("WEEKLY", "")
        and bool(codes)
        and all(code in CODES for code in codes)
        and (rule.interval or 1) == 1
        and rule.count is None
        and not (rule.bymonthday or rule.byyearday or rule.byweekno)
        and all(day is None or day < start for day in (rule.valid_from, rule.dtstart))
        and all(day is None or day >= end for day in (rule.valid_to, rule.until))
    )


def _on_holidays(rules: Sequence[Rule], weekly: tuple[tuple[Span, ...], ...]) -> str:
    if any(rule.speaks_of_holidays and rule.closed and not rule.is_unsure for rule in rules):
        return "closed"
    always = all(day and day[0][0] == 0 and day[0][1] >= DAY for day in weekly)
    return "open" if always else "unknown"


def _dated(
    rules: Sequence[Rule],
    plain: Sequence[Rule],
    weekly: tuple[tuple[Span, ...], ...],
    start: dt.date,
    end: dt.date,
    holidays: frozenset[dt.date],
) -> Iterator[tuple[dt.date, tuple[Span, ...]]]:
    """Days that other than plain rules speak about. An exception that closes beats what opens; a
    day on which the place says it is closed for the holiday stays closed unless a date opens it."""
    opened: dict[dt.date, list[Span]] = {}
    shut: set[dt.date] = set()
    closes_on_holidays = _on_holidays(rules, weekly) == "closed"
    for rule in rules:
        if rule.is_unsure or rule in plain:
            continue
        for day in _days_of(rule, start - dt.timedelta(1), end, holidays):
            if rule.closed:
                shut.add(day)
            else:
                opened.setdefault(day, []).append(rule.span())
    for day in sorted(opened.keys() | shut):
        if day in shut:
            yield day, ()
            continue
        usual = () if closes_on_holidays and day in holidays else weekly[day.weekday()]
        yield day, merged([*usual, *opened[day]])


def _days_of(
    rule: Rule, start: dt.date, end: dt.date, holidays: frozenset[dt.date]
) -> Iterable[dt.date]:
    if rule.speaks_of_holidays:
        return [] if rule.closed else [day for day in holidays if start <= day < end]
    try:
        return list(rule.days(start, end))
    except ValueError:
        return []  # fields that mean nothing: the import has reported them


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, touching and overlapping ones made one."""
    done: list[Span] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return tuple(done)


def _codes(byday: str) -> list[str]:
    return [code.strip() for code in byday.upper().split(",") if code.strip()]


def _weekday(code: str) -> rrule.weekday:
    code = code.strip()
    if code[-2:] not in CODES:
        raise ValueError(code)
    return rrule.weekday(CODES.index(code[-2:]), int(code[:-2]) if code[:-2] else None)


def _numbers(text: str) -> list[int] | None:
    return [int(number) for number in text.split(",") if number.strip()] or None


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


def _midnight(day: dt.date, minutes: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
