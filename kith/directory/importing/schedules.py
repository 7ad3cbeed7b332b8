"""One row of opening hours, whatever its shape, as schedules of the directory.

HSDS 3 (byday, opens_at), HSDS 1 and 2 (weekday, opens_at), hand-typed columns ("Monday - Friday",
"8:30AM", "Closed", "24 hours"), words alone, holidays. What is not certain keeps its words.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from kith.directory.importing import values as typed
from kith.directory.importing.records import Problems, RowLost
from kith.directory.importing.values import Altered, is_yes, plain
from kith.directory.rules import hours_clock, hours_text
from kith.directory.rules.hours_text import Rule
from kith.directory.rules.hours_words import DAYS

HOLIDAYS = "public holidays"
"""`notes` of the one schedule that speaks of public holidays instead of days of the week."""

_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_DATES = ("valid_from", "valid_to", "dtstart", "until")
_SAYING = (*_DATES, "bymonthday", "notes", "schedule_link", "attending_type")
_SPOKEN = {"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday",
           "SA": "Saturday", "SU": "Sunday"}  # fmt: skip


@dataclass(slots=True)
class Typed:
    """The parts of one row that say when."""

    days: str
    opens: str
    closes: str
    freq: str
    words: str
    closed: bool


def rows(values: dict[str, Any], problems: Problems, is_24: bool) -> list[dict[str, Any]]:
    """The schedules a row stands for; never none."""
    said = _typed(values)
    base = {k: v for k, v in values.items() if k not in _CONSUMED}
    if not _dates(base, said, problems):
        return [_uncertain(base, said)]
    if values.get("bymonthday") and not said.days:
        return _by_number(base, values, said, problems)
    rules = _rules(base, said, problems, is_24)
    if not rules:
        return [_uncertain(base, said)]
    return [_certain(base, said, rule) for rule in rules]


_CONSUMED = {"weekday", "byday", "opens_at", "closes_at", "freq", "hours", "closed",
             "schedule_closed", "open_24_hours", "schedule_holiday", "description"}  # fmt: skip


def _typed(values: dict[str, Any]) -> Typed:
    """Gather what the different shapes call differently."""
    days = plain(values.get("byday") or values.get("weekday") or "")
    opens, closes = plain(values.get("opens_at") or ""), plain(values.get("closes_at") or "")
    closed = is_yes(values.get("closed") or "")
    numbers = plain(values.get("schedule_closed") or "")
    if numbers and (not opens or opens.lower() == "closed"):
        days, opens, closes, closed = days or numbers, "", "", True
    if whole := plain(values.get("open_24_hours") or ""):
        days, opens, closes = days or whole, "24 hours", ""
    if is_yes(values.get("schedule_holiday") or ""):
        days = HOLIDAYS
    words = plain(values.get("hours") or "")
    return Typed(
        days, opens, closes, plain(values.get("freq") or "").upper(),
        words or plain(values.get("description") or ""), closed,
    )  # fmt: skip


def _dates(base: dict[str, Any], said: Typed, problems: Problems) -> bool:
    """Put the dates in order. A date that cannot be read makes the hours uncertain: a summer
    opening must not become one for the whole year."""
    fine = True
    for column in _DATES:
        raw = base.get(column)
        if raw in (None, ""):
            continue
        try:
            base[column] = typed.date(raw)
        except Altered as altered:
            problems.altered(column, altered.reason, raw)
            said.words = f"{said.words} {column.replace('_', ' ')}: {plain(raw)}".strip()
            base[column], fine = None, False
    first, last = base.get("valid_from"), base.get("valid_to")
    if first and last and first > last:
        problems.altered("valid_to", "dates_not_in_order", f"{first} {last}")
        base["valid_from"] = base["valid_to"] = None
        fine = False
    return fine


def _by_number(
    base: dict[str, Any], values: dict[str, Any], said: Typed, problems: Problems
) -> list[dict[str, Any]]:
    """Days of the month ("2,16") instead of the week."""
    numbers = plain(values["bymonthday"]).replace(" ", "")
    span = _span(said, problems, is_24=True)
    if not re.fullmatch(r"-?\d{1,2}(,-?\d{1,2})*", numbers) or span is None:
        problems.altered("bymonthday", "hours_unclear", numbers)
        return [_uncertain(base, said)]
    rule = Rule((), *span, freq="MONTHLY")
    return [_certain(base, said, rule) | {"bymonthday": numbers}]


def _rules(base: dict[str, Any], said: Typed, problems: Problems, is_24: bool) -> tuple[Rule, ...]:
    """What the columns say with certainty, else what the words say, else nothing."""
    if said.days == HOLIDAYS:
        return (Rule(freq="", closed=True, holidays=True),) if said.closed else ()
    if not (said.days or said.opens or said.closes):
        return _from_words(base, said, problems)
    byday = _byday(base, said)
    if said.days and not byday:
        problems.altered("byday", "bad_byday", said.days)
        return ()
    if said.closed and (byday or base.get("valid_from")):
        return (Rule(byday, closed=True, freq=_freq(byday, said)),)
    if not (said.opens or said.closes):
        return _from_words(base, said, problems)
    return _from_columns(base, said, byday, problems, is_24)


def _from_columns(
    base: dict[str, Any], said: Typed, byday: tuple[str, ...], problems: Problems, is_24: bool
) -> tuple[Rule, ...]:
    one_day = base.get("valid_from") and base.get("valid_from") == base.get("valid_to")
    if not byday and not one_day:
        problems.altered("byday", "hours_unclear", _spoken(said))
        return ()
    if byday and not said.closes:
        hours = hours_text.read_columns(_in_words(byday), said.opens, "")
        if hours.certain:
            return hours.rules
    span = _span(said, problems, is_24)
    return (Rule(byday, *span, freq=_freq(byday, said)),) if span else ()


def _span(said: Typed, problems: Problems, is_24: bool) -> tuple[dt.time, dt.time] | None:
    opens, closes = hours_clock.read(said.opens), hours_clock.read(said.closes)
    if opens is None or closes is None:
        column, raw = ("opens_at", said.opens) if opens is None else ("closes_at", said.closes)
        problems.altered(column, "bad_time" if raw else "hours_unclear", raw or _spoken(said))
        return None
    if is_24 and not opens.half and not closes.half:
        opens, closes = opens.on_24(), closes.on_24()
    span = hours_clock.span(opens, closes)
    if span is None:
        problems.altered("opens_at", "hours_unclear", _spoken(said))
    return span


def _from_words(base: dict[str, Any], said: Typed, problems: Problems) -> tuple[Rule, ...]:
    hours = hours_text.read(f"{said.days} {said.words}" if said.days else said.words)
    if hours.certain:
        said.words = hours.text
        return hours.rules
    if said.words or said.days:
        problems.altered("description", "hours_unclear", _spoken(said))
    return ()


def _byday(base: dict[str, Any], said: Typed) -> tuple[str, ...]:
    """RFC 5545 days, or days in words; with only a first date, its day (RFC 5545, 3.3.10)."""
    codes = tuple(part.strip().upper() for part in said.days.split(",") if part.strip())
    if codes and all(_BYDAY.fullmatch(code) for code in codes):
        return tuple(dict.fromkeys(code.lstrip("+") for code in codes))
    if said.days:
        return hours_text.read_days(said.days)
    if said.freq == "DAILY":
        return DAYS
    if said.freq == "WEEKLY" and base.get("dtstart"):
        return (DAYS[dt.date.fromisoformat(str(base["dtstart"])).weekday()],)
    return ()


def _freq(byday: tuple[str, ...], said: Typed) -> str:
    if any(len(day) > 2 for day in byday):
        return "MONTHLY"
    return ("MONTHLY" if said.freq == "MONTHLY" else "WEEKLY") if byday else ""


def _certain(base: dict[str, Any], said: Typed, rule: Rule) -> dict[str, Any]:
    """A schedule that can be computed with."""
    row = base | {
        "byday": ",".join(rule.byday), "freq": rule.freq, "closed": rule.closed, "certain": True,
        "opens_at": rule.opens.isoformat() if rule.opens else None,
        "closes_at": rule.closes.isoformat() if rule.closes else None,
        "description": said.words if said.opens or said.closes or said.closed else "",
    }  # fmt: skip
    if rule.holidays:
        row["notes"] = HOLIDAYS
    if rule.valid_from and rule.valid_to:
        row["valid_from"], row["valid_to"] = rule.valid_from.isoformat(), rule.valid_to.isoformat()
    if not (said.opens or said.closes) and said.words:
        row.setdefault("notes", said.words)
    return row


def _uncertain(base: dict[str, Any], said: Typed) -> dict[str, Any]:
    """A schedule of which only the words are known; its days, where they are."""
    byday = _byday(base, said)
    if not (byday or _spoken(said) or any(base.get(column) for column in _SAYING)):
        raise RowLost("missing_value", "hours")
    return base | {
        "byday": ",".join(byday), "freq": _freq(byday, said), "closed": False, "certain": False,
        "opens_at": None, "closes_at": None, "description": _spoken(said),
    }  # fmt: skip


def _spoken(said: Typed) -> str:
    """What was typed, as one line for people."""
    codes = said.days.split(",")
    days = _in_words(tuple(codes)) if all(_BYDAY.fullmatch(c.strip()) for c in codes) else said.days
    hours = " – ".join(part for part in (said.opens, said.closes) if part)
    line = " ".join(part for part in (days, hours) if part)
    return f"{line}. {said.words}" if line and said.words else line or said.words


def _in_words(byday: tuple[str, ...]) -> str:
    nth = {"": "", "1": "1st ", "2": "2nd ", "3": "3rd ", "4": "4th ", "5": "5th ", "-1": "last "}
    return ", ".join(nth.get(d.strip()[:-2], "") + _SPOKEN[d.strip()[-2:]] for d in byday)
