"""A search as it stands in an address, so that it can be shared; and as buttons send it unseen.

Nothing here refuses: what cannot be read is left out, for an address may be cut or mistyped.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from kith.core import clock
from kith.directory.models.service import Access, Cost
from kith.directory.rules.distance import Point, is_on_earth
from kith.directory.search.query import SIZE, Query
from kith.directory.search.terms import Terms

DISTANCES = (1, 2, 5, 10, 25, 50)
MINUTES = {"f15": "foot", "f30": "foot", "t30": "transit", "t45": "transit", "t60": "transit"}
"""How long one may be on the way, and by which means: also "not further than"."""
LONGEST = 200
KEPT = dt.timedelta(hours=6)
"""How long later pages of a search keep to the moment of the first."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form shows again, as it was typed."""

    q: str = ""
    place: str = ""
    near: str = ""
    km: str = ""
    need: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    cost: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    age: str = ""
    when: str = ""
    day: str = ""
    time: str = ""
    sort: str = ""
    pos: str = ""
    t: str = ""
    lang: str = ""

    def pairs(self, **changes: str) -> Iterator[tuple[str, str]]:
        """Name and value of all that is set, for an address or hidden fields."""
        for name in self.__slots__:
            value = changes.get(name, getattr(self, name))
            for one in value if isinstance(value, tuple) else (value,):
                if one:
                    yield name, one

    def encoded(self, **changes: str) -> str:
        """As the part of an address after the question mark."""
        query = QueryDict(mutable=True)
        for name, value in self.pairs(**changes):
            query.appendlist(name, value)
        return query.urlencode()

    def without(self, name: str, value: str = "") -> str:
        """The address with one thing taken away, from its first page."""
        query = QueryDict(mutable=True)
        for key, one in self.pairs(pos="", t=""):
            if key != name or (value and one != value):
                query.appendlist(key, one)
        return query.urlencode()

    @property
    def is_empty(self) -> bool:
        return not any(name not in ("pos", "t", "sort", "lang") for name, _ in self.pairs())

    @property
    def is_close(self) -> bool:
        """Whether anything is set that only the longer form shows."""
        shown = {"q", "place", "near", "pos", "t", "lang"}
        return any(name not in shown for name, _ in self.pairs())


def typed(data: QueryDict) -> Typed:
    """Read an address or a sent form, each value cut to a sensible length."""
    values: dict[str, str | tuple[str, ...]] = {}
    for name in Typed.__slots__:
        given = [value.strip()[:LONGEST] for value in data.getlist(name) if value.strip()]
        many = name in ("need", "who", "speaks", "cost", "way")
        values[name] = tuple(dict.fromkeys(given[:20])) if many else (given[-1] if given else "")
    return Typed(**values)  # type: ignore[arg-type]


def query(form: Typed, terms: Terms, language: str, size: int | None = None) -> Query:
    """The search that a form means."""
    at = _moment(form.t)
    return Query(
        words=form.q,
        needs=terms.chosen(form.need),
        communities=terms.chosen(form.who),
        languages=tuple(code for code in form.speaks if re.fullmatch(r"[a-z]{2,3}", code)),
        costs=tuple(cost for cost in form.cost if cost in Cost.values),
        access=tuple(way for way in form.way if way in Access.values),
        place=form.place,
        near=_point(form.near),
        within_km=_kilometres(form.km),
        within_minutes=int(form.km[1:]) if form.km in MINUTES else None,
        by=MINUTES.get(form.km, ""),
        age=_age(form.age),
        open_now=form.when == "now",
        open_at=_wall(form, at) if form.when == "at" else None,
        at=at,
        speaks=(language.partition("-")[0],),
        nearest_first=form.sort == "near",
        position=form.pos,
        size=size or SIZE,
    )


def _moment(text: str) -> dt.datetime:
    """Minutes since 1970, if they are of the last hours; else now, to the minute."""
    now = clock.now().replace(second=0, microsecond=0)
    if text.isascii() and text.isdecimal() and len(text) < 9:
        then = dt.datetime.fromtimestamp(int(text) * 60, dt.UTC)
        if now - KEPT <= then <= now:
            return then
    return now


def minutes(moment: dt.datetime) -> str:
    """As `_moment` reads it."""
    return str(int(moment.timestamp()) // 60)


def _point(text: str) -> Point | None:
    """ "52.52,13.4", kept to about a hundred metres."""
    found = re.fullmatch(r"(-?\d{1,2}(?:\.\d{1,12})?),\s*(-?\d{1,3}(?:\.\d{1,12})?)", text)
    if not found or not is_on_earth(float(found[1]), float(found[2])):
        return None
    return Point(float(found[1]), float(found[2])).rounded()


def _kilometres(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value <= 20_000 else None


def _age(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text[:4]) <= 120 else None


def _wall(form: Typed, at: dt.datetime) -> dt.datetime | None:
    """The next such weekday and time, as clocks there will show it."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", form.time)
    if not found or form.day not in "0123456" or len(form.day) != 1:
        return None
    ahead = (int(form.day) - at.weekday()) % 7
    day = at.date() + dt.timedelta(ahead)
    return dt.datetime.combine(day, dt.time(int(found[1]), int(found[2])))
