"""Opening hours as somebody typed them, read where only one reading is possible.

All or nothing: a text in which one word is not understood gives no rules at all, `certain` is
false and the words are kept. Unknown is "call first", never "closed".

    read("Mon-Fri 9-5, closed holidays")       two rules
    read_columns("Monday-Friday", "8:30AM", "5:00PM")
    read("1st and 3rd Tuesday 10am-12pm")      MONTHLY, 1TU and 3TU
    read("by appointment")                     nothing certain
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kith.directory.rules import hours_clock
from kith.directory.rules.hours_clock import MIDNIGHT, Clock
from kith.directory.rules.hours_words import DAYS, Kind, Token, Unknown, tokens

Span = tuple[dt.time, dt.time]
WHOLE_DAY: Span = (MIDNIGHT, MIDNIGHT)


@dataclass(frozen=True, slots=True)
class Rule:
    """One schedule. `byday` as in RFC 5545: MO..SU, or 1TU where `freq` is MONTHLY.

    Both times midnight: the whole day. `closes` before `opens`: past midnight. `holidays`: the rule
    speaks of public holidays instead of weekdays. A rule with valid_from = valid_to is one day.
    """

    byday: tuple[str, ...] = ()
    opens: dt.time | None = None
    closes: dt.time | None = None
    closed: bool = False
    freq: str = "WEEKLY"
    holidays: bool = False
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """What could be read. `text`: what the rules do not say; all of it when not `certain`."""

    rules: tuple[Rule, ...]
    certain: bool
    text: str = ""


@dataclass(slots=True)
class _When:
    """Days of one clause while it is put together."""

    byday: tuple[str, ...] = ()
    holidays: bool = False
    dates: tuple[dt.date, dt.date] | None = None


@dataclass(slots=True)
class _Clause:
    when: _When | None = None
    spans: tuple[Span, ...] = ()
    closed: bool = False

    @property
    def has_hours(self) -> bool:
        return self.closed or bool(self.spans)


@lru_cache(maxsize=20_000)
def read(text: str) -> Hours:
    """Read a whole text."""
    try:
        found = list(tokens(text))
        notes = ", ".join(f"closed on {t.value}" for t in found if t.kind is Kind.NOTE)
        rules = _Reader(_without_notes(_one_clock(found))).rules()
    except (Unknown, ValueError):
        return Hours((), certain=False, text=text.strip())
    certain = bool(rules) and _agree(rules)
    return Hours(rules, True, notes) if certain else Hours((), False, text.strip())


@lru_cache(maxsize=50_000)
def read_columns(days: str, opens: str, closes: str, is_24: bool = False) -> Hours:
    """Read hours that stand in columns; `opens` may also say "Closed", "24 hours" or "9am-5pm".

    Days may be numbers where 1 is Monday (ISO 8601): "2,4,5". `is_24`: the file these columns stand
    in is known to use a 24-hour clock (it has "17:00" and no "pm").
    """
    said = " ".join(part.strip() for part in (days, opens, closes) if part.strip())
    byday = read_days(days)
    first, last = hours_clock.read(opens), hours_clock.read(closes)
    if byday and first and last:
        if is_24 and not (first.half or last.half):
            first, last = replace(first, is_24=True), replace(last, is_24=True)
        span = hours_clock.span(first, last)
        if span:
            return Hours((_rule(byday, span),), certain=True)
    elif byday and opens.strip() and not closes.strip():
        hours = read(f"{_words(days, byday)} {opens}")
        return hours if hours.certain else Hours((), False, said)
    return Hours((), False, _sentence(days, opens, closes))


def _sentence(days: str, opens: str, closes: str) -> str:
    hours = "-".join(part.strip() for part in (opens, closes) if part.strip())
    return " ".join(part for part in (days.strip(), hours) if part)


def _words(days: str, byday: tuple[str, ...]) -> str:
    return days if not days.strip()[:1].isdigit() or "st" in days else ",".join(byday)


@lru_cache(maxsize=5_000)
def read_days(text: str) -> tuple[str, ...]:
    """Weekdays of a column: "monday,tuesday", "Sat & Sun", "2,4,5" (1 is Monday), "1st Tue"."""
    text = text.strip()
    if re.fullmatch(r"[1-7](\s*,\s*[1-7])*", text):
        return tuple(DAYS[int(digit) - 1] for digit in re.findall(r"[1-7]", text))
    try:
        reader = _Reader(list(tokens(text)))
        when = reader.days()
    except (Unknown, ValueError):
        return ()
    return when.byday if reader.at_end and not (when.holidays or when.dates) else ()


class _Reader:
    """Reads tokens from left to right into clauses: which days, then which hours."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = [t for t in found if t.kind is not Kind.NOISE]
        self._at = 0

    @property
    def at_end(self) -> bool:
        return self._at >= len(self._tokens)

    def _kind(self, ahead: int = 0) -> Kind | None:
        at = self._at + ahead
        return self._tokens[at].kind if at < len(self._tokens) else None

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _skip(self, *kinds: Kind) -> bool:
        before = self._at
        while self._kind() in kinds:
            self._at += 1
        return self._at > before

    def rules(self) -> tuple[Rule, ...]:
        """All clauses as rules. Raises Unknown where days or hours are left without the other."""
        clauses: list[_Clause] = []
        self._skip(Kind.LIST)
        while not self.at_end:
            self._clause(clauses)
            self._skip(Kind.LIST, Kind.RANGE) if self.at_end else self._skip(Kind.LIST)
        if any(clause.when is None or not clause.has_hours for clause in clauses):
            raise Unknown
        return tuple(rule for clause in clauses for rule in _rules_of(clause))

    def _clause(self, clauses: list[_Clause]) -> None:
        """Read one part and join it to the clause it completes."""
        open_clause = clauses[-1] if clauses else None
        kind = self._kind()
        if kind in (Kind.CLOSED, Kind.EXCEPT):
            self._closed(clauses, open_clause)
        elif kind is Kind.ALWAYS:
            self._take()
            clauses.append(_Clause(_When(DAYS), (WHOLE_DAY,)))
        elif kind in (Kind.TIME, Kind.ALL_DAY):
            spans = self._spans()
            if open_clause and open_clause.when and not open_clause.has_hours:
                open_clause.spans = spans
            else:
                clauses.append(_Clause(None, spans))
        else:
            when = self.days()
            if open_clause and open_clause.when is None:
                open_clause.when = when
            else:
                clauses.append(_Clause(when))

    def _closed(self, clauses: list[_Clause], open_clause: _Clause | None) -> None:
        """ "Sunday closed" closes what stands before it, "closed Sunday" what follows."""
        excepted = self._take().kind is Kind.EXCEPT
        if excepted and self._kind() is not Kind.HOLIDAYS:
            raise Unknown
        if open_clause and open_clause.when and not open_clause.has_hours:
            open_clause.closed = True
        elif self.at_end or self._kind() is Kind.LIST:
            raise Unknown
        else:
            clauses.append(_Clause(self.days(), closed=True))

    def days(self) -> _When:
        """Days, or public holidays, or dates; "1st and 3rd Tuesday of the month"."""
        if self._kind() is Kind.DATE:
            return self._dates()
        if self._kind() is Kind.HOLIDAYS:
            self._take()
            return _When(holidays=True)
        days: list[str] = []
        numbers: list[int] = []
        while True:
            numbers = self._numbers() or numbers
            days += [
                f"{n}{d}" for d in self._day_range() for n in [str(n) for n in numbers] or [""]
            ]
            monthly = self._skip(Kind.OF_MONTH)
            if monthly and not numbers:
                raise Unknown
            if not self._another_day():
                break
        if len(set(days)) != len(days) or len({d[:-2] == "" for d in days}) > 1:
            raise Unknown
        return _When(tuple(days))

    def _numbers(self) -> list[int]:
        numbers: list[int] = []
        while self._kind() is Kind.NTH:
            numbers.append(int(str(self._take().value)))
            ahead = 0
            while self._kind(ahead) is Kind.LIST:
                ahead += 1
            if self._kind(ahead) is Kind.NTH:
                self._at += ahead
        return numbers

    def _day_range(self) -> tuple[str, ...]:
        if self._kind() is not Kind.DAYS:
            raise Unknown
        first = self._days_value()
        if self._kind() is not Kind.RANGE or self._kind(1) is not Kind.DAYS:
            return first
        self._take()
        last = self._days_value()
        if len(first) != 1 or len(last) != 1 or first == last:
            raise Unknown
        start, length = DAYS.index(first[0]), (DAYS.index(last[0]) - DAYS.index(first[0])) % 7
        return tuple(DAYS[(start + i) % 7] for i in range(length + 1))

    def _days_value(self) -> tuple[str, ...]:
        value = self._take().value
        assert isinstance(value, tuple)
        return value

    def _another_day(self) -> bool:
        """Whether the list of days goes on; a comma before hours belongs to nobody."""
        ahead = 0
        while self._kind(ahead) is Kind.LIST:
            ahead += 1
        if ahead and self._kind(ahead) in (Kind.DAYS, Kind.NTH):
            self._at += ahead
            return True
        if ahead and self._kind(ahead) in (Kind.TIME, Kind.ALL_DAY, Kind.CLOSED):
            self._at += ahead
        return False

    def _dates(self) -> _When:
        first = dt.date.fromisoformat(str(self._take().value))
        last = first
        if self._kind() is Kind.RANGE and self._kind(1) is Kind.DATE:
            self._take()
            last = dt.date.fromisoformat(str(self._take().value))
        days: tuple[str, ...] = ()
        if last < first or (last != first and self._kind() is not Kind.DAYS):
            raise Unknown
        if last != first:
            days = self.days().byday
        return _When(days, dates=(first, last))

    def _spans(self) -> tuple[Span, ...]:
        """ "9-12 and 1-5": times in pairs."""
        if self._kind() is Kind.ALL_DAY:
            self._take()
            return (WHOLE_DAY,)
        spans = [self._span()]
        while self._kind() is Kind.LIST and self._kind(1) is Kind.TIME:
            self._take()
            spans.append(self._span())
        return tuple(spans)

    def _span(self) -> Span:
        if [self._kind(i) for i in range(3)] != [Kind.TIME, Kind.RANGE, Kind.TIME]:
            raise Unknown
        opens, _, closes = self._take().value, self._take(), self._take().value
        assert isinstance(opens, Clock) and isinstance(closes, Clock)
        span = hours_clock.span(opens, closes)
        if span is None:
            raise Unknown
        return span


def _one_clock(found: list[Token]) -> list[Token]:
    """Nobody writes "9:00-11:30, 13:00-15:00" with two kinds of clock: one 13:00 tells for all."""
    clocks = [t.value for t in found if isinstance(t.value, Clock)]
    if any(c.half for c in clocks) or not any(c.hour > 12 for c in clocks):
        return found
    return [
        replace(t, value=replace(t.value, is_24=True)) if isinstance(t.value, Clock) else t
        for t in found
    ]


def _without_notes(found: list[Token]) -> list[Token]:
    """ "closed major holidays" names days nobody can list: kept in words, not as a rule."""
    kept: list[Token] = []
    for token in found:
        if token.kind is Kind.NOTE:
            while kept and kept[-1].kind in (Kind.NOISE, Kind.LIST):
                kept.pop()
            if not kept or kept.pop().kind not in (Kind.CLOSED, Kind.EXCEPT):
                raise Unknown
        else:
            kept.append(token)
    return kept


def _rules_of(clause: _Clause) -> list[Rule]:
    assert clause.when is not None
    when = clause.when
    base = Rule(freq="", holidays=True) if when.holidays else _rule(when.byday, None)
    if when.dates:
        freq = "WEEKLY" if when.byday else ""
        base = replace(base, freq=freq, valid_from=when.dates[0], valid_to=when.dates[1])
    if clause.closed:
        return [replace(base, closed=True)]
    return [replace(base, opens=opens, closes=closes) for opens, closes in clause.spans]


def _rule(byday: tuple[str, ...], span: Span | None) -> Rule:
    monthly = any(len(day) > 2 for day in byday)
    opens, closes = span or (None, None)
    return Rule(byday, opens, closes, freq="MONTHLY" if monthly else "WEEKLY")


def _agree(rules: Sequence[Rule]) -> bool:
    """Whether no day is both open and closed, or open twice over the same hour."""
    seen: list[tuple[str, Rule]] = []
    for rule in rules:
        for day in rule.byday or (str(rule.valid_from or "holidays"),):
            for other_day, other in seen:
                if day == other_day and _clash(rule, other):
                    return False
            seen.append((day, rule))
    return True


def _clash(one: Rule, two: Rule) -> bool:
    if (one.valid_from, one.valid_to) != (two.valid_from, two.valid_to):
        return False
    if one.closed or two.closed or None in (one.opens, one.closes, two.opens, two.closes):
        return True
    (a, b), (c, d) = _minutes(one), _minutes(two)
    return a < d and c < b


def _minutes(rule: Rule) -> tuple[int, int]:
    assert rule.opens is not None and rule.closes is not None
    start = rule.opens.hour * 60 + rule.opens.minute
    end = rule.closes.hour * 60 + rule.closes.minute
    return start, end if end > start else end + 24 * 60
