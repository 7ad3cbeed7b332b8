"""Rows of search as results, with why each is here and what would not work."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from kith.core.sources import Reason
from kith.directory.rules.opening import DAY, Hours, Span, State
from kith.directory.search.asking import is_stale, spoken
from kith.directory.search.query import Query, Result

_RANGE = re.compile(r"\[(-?\d+),(-?\d+)\)")


def result(row: dict[str, Any], query: Query, at: dt.datetime, *, has_words: bool) -> Result:
    """One line of a page."""
    row = row | {name: orjson.loads(row[name]) for name in ("shown", "dated") if row[name]}
    found = Result(
        id=row["id"], service=row["service_id"], location=row["location_id"],
        score=row["score"], distance_km=_distance(row), reaches_you=row["reaches"],
        state=State(row["state"]), hours=hours(row), wall=row["wall"],
        languages=tuple(row["languages"]), communities=tuple(row["communities"]),
        minimum_age=row["minimum_age"], maximum_age=row["maximum_age"], cost=row["cost"],
        capacity=row["capacity"], is_paused=row["is_paused"], checked_on=row["checked_on"],
        is_stale=is_stale(row["known_since"], at), shown=row["shown"],
    )  # fmt: skip
    explained = _explained(found, query, row["is_named"] and has_words)
    if row["is_unsaid"]:
        unsaid = (*explained.misfits, Reason("area_unsaid"))
        return replace(explained, misfits=unsaid, reasons=_without_area(explained.reasons))
    return explained


def _explained(found: Result, query: Query, is_named: bool) -> Result:
    return replace(
        found,
        reasons=tuple(_reasons(found, query, is_named)),
        misfits=tuple(_misfits(found, query)),
    )


def _without_area(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons if reason.code != "serves_area")


def _distance(row: dict[str, Any]) -> float | None:
    """Of an area only, its middle is public; how far that is says nothing useful."""
    if row["km"] is None or row["shown"].get("confidentiality") != "full":
        return None
    return float(row["km"])


def hours(row: dict[str, Any]) -> Hours:
    """The stored form, as the rules have it."""
    holidays = frozenset(row["holidays"] or ())
    if row["weekly"] is None:
        return Hours(holidays=holidays)
    dated = {dt.date.fromisoformat(day): spans(text) for day, text in (row["dated"] or {}).items()}
    return Hours(
        weekly=week(row["weekly"]),
        is_complete=row["hours_are_complete"],
        on_holidays=row["on_holidays"],
        dated=dated,
        holidays=holidays,
    )


def spans(text: str) -> tuple[Span, ...]:
    """An int4multirange as PostgreSQL writes it."""
    return tuple((int(start), int(end)) for start, end in _RANGE.findall(text))


def week(text: str) -> tuple[tuple[Span, ...], ...]:
    """Seven days out of one multirange, 2 * DAY minutes each."""
    days: list[list[Span]] = [[] for _ in range(7)]
    for start, end in spans(text):
        day = start // (2 * DAY)
        days[day].append((start - day * 2 * DAY, end - day * 2 * DAY))
    return tuple(tuple(day) for day in days)


def _reasons(found: Result, query: Query, is_named: bool) -> Iterator[Reason]:
    """Facts that speak for it, the strongest first."""
    wanted = [str(need) for need in query.needs]
    if offered := next((n for n in found.shown.get("needs") or () if n in wanted), None):
        yield Reason("offers", {"need": offered})
    if is_named:
        yield Reason("named", {"words": query.words[:80]})
    yield from _way_there(found)
    if found.state is State.OPEN:
        yield Reason("open_now" if query.open_at is None else "open_then")
    for code in spoken(query.languages or query.speaks):
        if code in found.languages and code != "en":
            yield Reason("speaks", {"language": code})
            break
    if found.cost in ("free", "sliding"):
        yield Reason(found.cost)
    if set(query.communities) & set(found.communities):
        yield Reason("with_community", {"community": _first(query, found)})
    if found.capacity == "capacity":
        yield Reason("takes_people")
    if found.checked_on and not found.is_stale:
        yield Reason("checked", {"on": found.checked_on.isoformat()})


def _first(query: Query, found: Result) -> str:
    return str(next(c for c in query.communities if c in found.communities))


def _way_there(found: Result) -> Iterator[Reason]:
    access = found.shown.get("access") or []
    if found.distance_km is not None and not (found.reaches_you and found.distance_km > 10):
        yield Reason("near", {"km": f"{found.distance_km:.2f}"})
    elif found.reaches_you and "visits" in access:
        yield Reason("comes_to_you")
    elif found.reaches_you and {"phone", "online"} & set(access):
        yield Reason("no_journey")
    elif found.reaches_you:
        yield Reason("serves_area")


def _misfits(found: Result, query: Query) -> Iterator[Reason]:
    """What would not work, said instead of hiding the result."""
    if query.age is not None:
        if found.minimum_age is not None and query.age < found.minimum_age:
            yield Reason("too_young", {"age": str(found.minimum_age)})
        if found.maximum_age is not None and query.age > found.maximum_age:
            yield Reason("too_old", {"age": str(found.maximum_age)})
    if (
        query.communities
        and found.communities
        and not set(query.communities) & set(found.communities)
    ):
        yield Reason("other_community")
    if query.is_soft:
        yield from _soft_misfits(found, query)
    if found.state is State.CALL and (query.open_now or query.open_at):
        yield Reason("hours_unknown")
    if found.is_paused:
        yield Reason("paused")
    if found.capacity in ("no-capacity", "waitlist"):
        yield Reason("full" if found.capacity == "no-capacity" else "waitlist")
    if found.is_stale:
        yield Reason("stale")


def _soft_misfits(found: Result, query: Query) -> Iterator[Reason]:
    if query.languages and not set(spoken(query.languages)) & set(found.languages):
        yield Reason("language_unsaid", {"language": query.languages[0]})
    if query.costs and found.cost not in query.costs:
        yield Reason("cost_unsaid" if found.cost == "unknown" else "costs")
    if query.access and not set(query.access) & set(found.shown.get("access") or ()):
        yield Reason("other_way")
