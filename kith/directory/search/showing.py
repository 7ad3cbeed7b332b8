"""What a card and a service page say: hours, who, where, cost and languages in plain words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kith.core.languages import name_of
from kith.core.sources import Reason
from kith.directory.models.service import Access, Cost
from kith.directory.rules import opening
from kith.directory.rules.opening import DAY, Hours, State
from kith.directory.search import travelling
from kith.directory.search.query import Result
from kith.directory.search.terms import Terms
from kith.region import words

WAY_ICONS = {
    "walk_in": "geo-alt",
    "phone": "telephone",
    "online": "laptop",
    "visits": "house-heart",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to get there."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of public transport near a door."""

    name: str
    walk: str
    lines: str


@dataclass(frozen=True)
class Card:
    """A result in words. `tone` is how the hours are coloured: good, wait or off."""

    result: Result
    name: str
    summary: str
    is_draft: bool
    who: str
    where: str
    journey: str
    ways: tuple[Way, ...]
    when: str
    tone: str
    next_stop: str
    cost: str
    languages: str
    needs: tuple[str, ...]
    phone: str
    dial: str
    reasons: tuple[Reason, ...]
    stops: tuple[Stop, ...] = ()


def card(result: Result, terms: Terms, language: str) -> Card:
    """One result for people who read this language."""
    shown = result.shown
    own = (shown.get("texts") or {}).get(language) or {}
    phones = shown.get("phones") or [{}]
    return Card(
        result=result,
        name=own.get("name") or shown["name"],
        summary=own.get("summary") or shown.get("summary", ""),
        is_draft=bool(own.get("draft")),
        who=who(result, terms),
        where=where(result),
        journey=journey(result),
        ways=tuple(ways(shown.get("access") or ())),
        when=when(result),
        tone={"open": "good", "closed": "off", "call": "wait"}[result.state],
        next_stop=next_stop(result),
        cost=cost(result),
        languages=_(", ").join(name_of(code) for code in result.languages),
        needs=tuple(filter(None, map(terms.name, shown.get("needs") or ()))),
        phone=phones[0].get("number", ""),
        dial=dial(phones[0]),
        reasons=tuple(_named(result, terms)),
    )


def _named(result: Result, terms: Terms) -> Iterator[Reason]:
    """Needs and communities by name, so that the sentence asks for nothing more."""
    for reason in result.reasons:
        values = {
            key: terms.name(value) if key in ("need", "community") else value
            for key, value in reason.values.items()
        }
        yield Reason(reason.code, values)


def who(result: Result, terms: Terms) -> str:
    """Communities and ages; what the place wrote itself where nothing else is known."""
    parts = [terms.name(str(community)) for community in result.communities]
    low, high = result.minimum_age, result.maximum_age
    if low is not None and high is not None:
        parts.append(_("age %(low)s to %(high)s") % {"low": low, "high": high})
    elif low:
        parts.append(_("from age %(age)s") % {"age": low})
    elif high is not None:
        parts.append(_("up to age %(age)s") % {"age": high})
    told = capfirst(_(", ").join(filter(None, parts))) or result.shown.get("eligibility", "")
    return told or _("Not said. Ask.")


def where(result: Result) -> str:
    """The address, or as much of it as may be known."""
    shown = result.shown
    how = shown.get("confidentiality")
    if how == "hidden":
        return _("The address is kept private. Call first.")
    if how == "partial":
        area = shown.get("area", "")
        return _("In %(area)s. You get the address when you call.") % {"area": area}
    if shown.get("address"):
        return str(shown["address"])
    if shown.get("place") or shown.get("area"):
        return _(", ").join(filter(None, (shown.get("place"), shown.get("area"))))
    return ""


def journey(result: Result) -> str:
    """Minutes on foot or by which line; an estimate where no streets are loaded, and it says so."""
    if result.journey is not None:
        return travelling.in_words(travelling.values_of(result.journey))
    return "" if result.distance_km is None else travelling.estimate_in_words(result.distance_km)


def ways(access: list[str] | tuple[()]) -> Iterator[Way]:
    """How one gets there."""
    for way in access:
        yield Way(WAY_ICONS.get(way, "geo-alt"), str(Access(way).label))


def stops(result: Result) -> tuple[Stop, ...]:
    """Those near it: where to get off, whoever comes from wherever."""
    return tuple(
        Stop(
            stop.name,
            travelling.in_words({"minutes": stop.minutes, "kind": "foot"}),
            _(", ").join(words.line(kind, line) for kind, line in stop.lines),
        )
        for stop in travelling.stops_near(result)
    )


def cost(result: Result) -> str:
    """In one word; with the place's own words where those say more."""
    label = str(Cost(result.cost).label)
    fees = result.shown.get("fees", "")
    return fees[:120] if result.cost == Cost.UNKNOWN and fees else label


def dial(phone: dict[str, str]) -> str:
    """For a tel: link. An extension is dialled after a pause."""
    number = "".join(c for c in phone.get("number", "") if c.isdigit() or c == "+")
    extension = "".join(c for c in phone.get("extension", "") if c.isdigit())
    return quote(f"{number},{extension}" if number and extension else number, safe="+,")


def when(result: Result) -> str:
    """Open until, closed until, or call first. Never "closed" where nobody knows."""
    wall, hours = result.wall, result.hours
    if result.is_paused:
        return _("Closed for now")
    if result.state is State.OPEN:
        closes = hours.closes_at(wall)
        if closes is None:
            return _("Open day and night")
        return _("Open until %(time)s") % {"time": clock_time(closes)}
    opens = hours.next_opening(wall)
    if result.state is State.CALL:
        if opens is None:
            return _("Hours not known. Call first.")
        return _("Call first. Next known hours: %(when)s") % {"when": moment(opens, wall)}
    if opens is None:
        return _("Closed. Call for the next date.")
    return _("Closed until %(when)s") % {"when": moment(opens, wall)}


def moment(then: dt.datetime, now: dt.datetime) -> str:
    """ "17:00" today, "tomorrow 9:00", "Monday 9:00", or the date."""
    days = (then.date() - now.date()).days
    time = clock_time(then)
    if days == 0:
        return time
    if days == 1:
        return _("tomorrow %(time)s") % {"time": time}
    day = formats.date_format(then, "l" if days < 7 else "j F")
    return _("%(day)s %(time)s") % {"day": day, "time": time}


def clock_time(then: dt.datetime | dt.time) -> str:
    return formats.time_format(then.time() if isinstance(then, dt.datetime) else then, "H:i")


def next_stop(result: Result) -> str:
    """Where dates are the hours: the next day the van or the group is there."""
    stop = result.hours.next_stop(result.wall)
    if stop is None:
        return ""
    start, end = stop
    return _("%(day)s, %(from)s to %(to)s") % {
        "day": formats.date_format(start, "l j F"), "from": clock_time(start), "to": clock_time(end)
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the coming week."""

    name: str
    words: str
    is_today: bool
    is_open: bool


def week(hours: Hours, wall: dt.datetime) -> list[Day]:
    """Seven days from today, exceptions and holidays included; empty where nothing is certain."""
    if hours.weekly is None:
        return []
    days = [wall.date() + dt.timedelta(ahead) for ahead in range(7)]
    return [
        Day(
            formats.date_format(day, "l j F"), _day(hours, day), day == days[0], bool(hours.on(day))
        )
        for day in days
    ]


def _day(hours: Hours, day: dt.date) -> str:
    spans = hours.on(day)
    if not spans:
        return _("Closed") if hours.is_complete else _("Call first")
    if spans == ((0, DAY),):
        told = _("Day and night")
    else:
        told = _(", ").join(_("%(from)s to %(to)s") % _ends(span) for span in spans)
    return (
        _("%(hours)s. Holiday: call first.") % {"hours": told} if hours.is_doubtful(day) else told
    )


def _ends(span: opening.Span) -> dict[str, str]:
    start, end = (dt.time(minute // 60 % 24, minute % 60) for minute in span)
    return {"from": clock_time(start), "to": clock_time(end)}
