"""A query as conditions: what must be there, what fits, where, and when.

All text and facets become one tsquery, so that one index answers them together and skips from the
rarest to the next. Exact distance, age and hours are then checked on what is left.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kith.core import clock
from kith.directory.rules import distance, words
from kith.directory.rules.distance import Point
from kith.directory.search import paths, travelling
from kith.directory.search.paths import Leg
from kith.directory.search.query import Query
from kith.directory.search.understanding import Understood

HIDDEN_AFTER = dt.timedelta(days=2 * 365)
STALE_AFTER = dt.timedelta(days=365)

SAME_LANGUAGE = {"fa": ("fa", "prs"), "prs": ("prs", "fa"), "zh": ("zh", "yue", "cmn")}
"""Codes under which directories list what the same person understands."""

WALL = "coalesce(%(wall)s::timestamp, %(at)s::timestamptz AT TIME ZONE l.time_zone)"
"""The clock on the wall there. A moment for "now"; a wall time for "on Friday at six"."""

HOLIDAYS = """(SELECT coalesce(array_agg(p.country || p.day), '{}') FROM directory_publicholiday p
    WHERE p.day BETWEEN %(day)s::date - 3 AND %(day)s::date + 3)"""
"""Public holidays about now, everywhere; usually none. Asked once for a search."""

STATE = f"""kith_state(l.id, l.weekly, l.hours_are_complete, l.on_holidays, l.has_dates,
    l.country, {WALL}, {HOLIDAYS})"""

DATES = """
CASE WHEN l.has_dates THEN (SELECT jsonb_object_agg(h.day, h.minutes::text)
    FROM (SELECT * FROM directory_datedhours h WHERE h.listing_id = l.id
        AND h.day >= l.wall::date - 1 ORDER BY h.day LIMIT 40) h) END AS dated,
(SELECT array_agg(p.day) FROM directory_publicholiday p WHERE p.country = l.country
    AND p.day BETWEEN l.wall::date - 1 AND l.wall::date + 15) AS holidays"""
"""What `reading.hours` needs besides the columns of a listing."""


@dataclass(frozen=True)
class Asked:
    """Conditions on a listing `l`, and the values they name.

    found: has what is sought. suits: and is for this person; empty if anything does. named: has the
    words in its name; said without the plain words, which the planner would take for one more
    independent condition. journeys: where to go to, nearest first. reaching: what comes to one, or
    needs no journey. by_name and others: from nowhere, what has the words in its name comes first.
    by_hours: open or not decides, so a chunk at a time is looked through.
    """

    known: dict[str, Any] = field(default_factory=dict)
    found: str = "true"
    suits: str = ""
    named: str = "true"
    journeys: tuple[Leg, ...] = ()
    reaching: tuple[Leg, ...] = ()
    by_name: tuple[Leg, ...] = ()
    others: tuple[Leg, ...] = ()
    by_hours: bool = False
    has_named: bool = False
    nearest_first: bool = False

    @property
    def from_a_place(self) -> bool:
        return bool(self.journeys)

    @property
    def fits(self) -> str:
        return f"{self.found} AND {self.suits}" if self.suits else self.found


def ask(query: Query, understood: Understood, *, any_word: bool = False) -> Asked:
    """Put a query into conditions. Everything a person typed travels as a parameter."""
    join = words.any_of if any_word else words.all_of
    must, named = _wanted(query, understood, join), _wanted(query, understood, join, "=")
    if understood.unknown_place:
        must.append(_in_town(understood.unknown_place))
        named.append(must[-1])
    wish = _facets(query)
    if not query.is_soft:
        must, named, wish = must + wish, named + wish, []
    known = _values(query, understood, join)
    known |= {"must": words.all_of(must), "wish": words.all_of(wish)}
    known["named_all"] = words.all_of(named)
    alive = "l.known_since > %(hidden)s"
    legs = _from_place if understood.place else _from_nowhere
    return Asked(
        known=known,
        found=f"{alive} AND l.words @@ %(must)s::tsquery" if known["must"] else alive,
        suits=" AND ".join([*(["l.words @@ %(wish)s::tsquery"] if wish else []), *_suits(query)]),
        named=f"{alive} AND l.words @@ %(named_all)s::tsquery",
        by_hours=query.open_now or query.open_at is not None,
        has_named=bool(understood.concepts),
        nearest_first=query.nearest_first and understood.place is not None,
        **legs(query, understood, known),
    )


def _from_nowhere(
    query: Query, understood: Understood, known: dict[str, Any]
) -> dict[str, tuple[Leg, ...]]:
    """The words in the name first, then the words anywhere."""
    if not known["must"]:
        return {"others": paths.soundest(None)}
    if not understood.concepts:
        return {"others": paths.soundest(paths.guess([known["must"]])[0])}
    by_name, others = paths.guess([known["named_all"], known["must"]])
    return {"by_name": paths.soundest(by_name), "others": paths.soundest(others)}


def _from_place(
    query: Query, understood: Understood, known: dict[str, Any]
) -> dict[str, tuple[Leg, ...]]:
    """What one goes to, ring by ring, and beside it what comes. Adds the values that rings name."""
    assert understood.place is not None
    point, must = understood.place.point, known["must"]
    comes = "l.words @@ %(reaches)s::tsquery"
    reached = travelling.reached(query, point)
    within_km = travelling.estimated_km(query)
    only = f"NOT {comes}"
    if reached is not None:
        known["reached"] = f"{{{reached.locations}}}"
        within_km = travelling.farthest_km(reached)
        only += f" AND {paths.REACHED}"
    near = words.all_of([must, paths.first_ring(point, within_km)])
    reaching, first = paths.guess([words.all_of([must, known["reaches"]]), near or "'='"])
    is_all = not must and within_km is None
    journeys, values = paths.rings(point, within_km, None if is_all or not near else first)
    known |= values
    return {
        "journeys": tuple(leg.also(only) for leg in journeys),
        "reaching": tuple(leg.also(comes) for leg in paths.soundest(reaching)),
    }


def _wanted(query: Query, understood: Understood, join: Any, prefix: str = "") -> list[str]:
    """Where somebody laid out what would help, any of it is an option; their words only rank."""
    needs = [words.lexeme(f"n/{need.hex}") for need in query.needs]
    spelled = join(concept.asked(prefix) for concept in understood.concepts)
    if query.is_soft and needs:
        return [words.any_of(needs), *([spelled] if prefix else [])]
    return [spelled, *needs]


def spoken(codes: Iterable[str]) -> tuple[str, ...]:
    """Primary codes, with those that the same person understands."""
    primary = dict.fromkeys(code.lower().split("-")[0] for code in codes)
    return tuple(dict.fromkeys(c for code in primary for c in SAME_LANGUAGE.get(code, (code,))))


def _facets(query: Query) -> list[str]:
    """Either/or within a facet, and between facets."""
    return [
        words.any_of(words.lexeme(prefix + value) for value in values)
        for prefix, values in (
            ("l/", spoken(query.languages)), ("c/", query.costs), ("w/", query.access)
        )
        if values
    ]  # fmt: skip


def _suits(query: Query) -> list[str]:
    """Who it is for. A service made with no community in particular is for all of them."""
    suits = []
    if query.age is not None:
        suits.append(
            "coalesce(l.minimum_age, 0) <= %(age)s AND coalesce(l.maximum_age, 200) >= %(age)s"
        )
    if query.communities:
        suits.append("l.communities = '{}' OR l.communities && %(communities)s::uuid[]")
    return [f"({condition})" for condition in suits]


def _values(query: Query, understood: Understood, join: Any) -> dict[str, Any]:
    at = query.at or clock.now()
    place = understood.place
    known: dict[str, Any] = {
        "named": join(concept.asked("=") for concept in understood.concepts) or "'='",
        "speaks": list(spoken(query.speaks or query.languages)),
        "age": query.age,
        "communities": list(query.communities),
        "at": at,
        "wall": query.open_at,
        "day": (query.open_at or at).date(),
        "hidden": at.date() - HIDDEN_AFTER,
        "latitude": place.point.latitude if place else None,
        "longitude": place.point.longitude if place else None,
    }
    if place:
        known["reaches"] = _reaching(place.point)
    return known


def _reaching(point: Point) -> str:
    """Serves everywhere, does not say where, or serves the cell of this place."""
    spelled = ["a/all", "a/unsaid"]
    for level, size in enumerate((*distance.SIZES, 45.0), start=1):
        row, column = distance.cell(point, size)
        spelled.append(f"a{level}/{row}/{column}")
    return words.any_of(words.lexeme(text) for text in spelled)


def _in_town(typed: str) -> str:
    """A place without known coordinates: its words must stand in the listing."""
    return words.all_of(words.lexeme(word) for word in words.tokens(typed)) or "'='"


def is_stale(known_since: dt.date, at: dt.datetime) -> bool:
    """Not checked for a year."""
    return known_since <= at.date() - STALE_AFTER
