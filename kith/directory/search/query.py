"""Search, as the rest of Kith calls it: `search(Query(...)) -> Page`.

The same call stands behind the public pages, the options of a request and `kith find`.
"""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from kith.core.sources import Reason
from kith.directory.rules.distance import Point
from kith.directory.rules.opening import Hours, State
from kith.region.tables.held import Journey

SIZE = 20


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Facets are joined by AND; several languages, costs or ways by OR.

    place: a town, district or postal code; near: WGS 84 degrees and stronger than place.
    at: the moment of the search, kept in the address so that pages of one search agree.
    open_at: a local wall time to be open at; open_now asks for `at`.
    languages, costs, access and communities only sort and explain where `is_soft`: then what does
    not fit comes last with its reason. Age and community always do.
    within_minutes: on foot, or with what runs where `by` is "transit".
    position: from Page.next_position or Page.previous.
    """

    words: str = ""
    needs: tuple[UUID, ...] = ()
    communities: tuple[UUID, ...] = ()
    languages: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    place: str = ""
    near: Point | None = None
    within_km: float | None = None
    within_minutes: int | None = None
    by: str = ""
    age: int | None = None
    open_now: bool = False
    open_at: dt.datetime | None = None
    at: dt.datetime | None = None
    speaks: tuple[str, ...] = ()
    nearest_first: bool = False
    is_soft: bool = False
    position: str = ""
    size: int = SIZE

    @property
    def has_limit(self) -> bool:
        """Whether it may not be further than so far."""
        return self.within_km is not None or self.within_minutes is not None


@dataclass(frozen=True, slots=True)
class Result:
    """One line of search. reasons say why it is here, misfits what would not work.

    shown: what a card prints (see ListingCard). latitude and longitude only where public.
    """

    id: UUID
    service: UUID
    location: UUID | None
    score: float
    distance_km: float | None
    reaches_you: bool
    state: State
    hours: Hours
    wall: dt.datetime
    languages: tuple[str, ...]
    communities: tuple[UUID, ...]
    minimum_age: int | None
    maximum_age: int | None
    cost: str
    capacity: str
    is_paused: bool
    checked_on: dt.date | None
    is_stale: bool
    shown: dict = field(hash=False)
    reasons: tuple[Reason, ...] = ()
    misfits: tuple[Reason, ...] = ()
    journey: Journey | None = None

    @property
    def name(self) -> str:
        return str(self.shown["name"])

    @property
    def point(self) -> Point | None:
        if self.shown.get("latitude") is None:
            return None
        return Point(self.shown["latitude"], self.shown["longitude"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a search starts from. name is empty for coordinates."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class Page:
    """Results, and how they came about.

    count is exact unless is_more: then there are at least that many. corrections: typed -> taken.
    any_word: nothing had all the words, these have some. is_far: nothing was near the place.
    """

    results: tuple[Result, ...]
    count: int
    is_more: bool
    place: Place | None
    unknown_place: bool
    corrections: tuple[tuple[str, str], ...]
    needs: tuple[UUID, ...]
    any_word: bool
    next_position: str
    number: int
    is_far: bool = False


def search(query: Query) -> Page:
    """Find it. Three statements at most, however many listings there are."""
    from kith.directory.search import finding, understanding

    return finding.find(query, understanding.understand(query))
