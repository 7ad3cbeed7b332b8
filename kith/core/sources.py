"""How a room offers options, dates or what is asked in vain to others without being known there.

A room registers itself in its `apps.py`:  options.register(DirectoryOptions())
Adding a fourth kind of support touches no existing file.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, as far as they said. Nothing here tells who they are.

    latitude and longitude are WGS 84 degrees; needs are taxonomy term ids; languages BCP 47.
    """

    organization: UUID
    needs: tuple[UUID, ...] = ()
    words: str = ""
    languages: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    age: int | None = None
    communities: tuple[UUID, ...] = ()
    access: tuple[str, ...] = ()
    only_free: bool = False
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact for or against, as a code with values; pages turn it into words in any language."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing a person could do next. `fits` in 0..1; `misfits` say what would not work."""

    source: str
    subject: UUID
    title: str
    fits: float
    reasons: tuple[Reason, ...] = ()
    misfits: tuple[Reason, ...] = ()


@runtime_checkable
class OptionSource(Protocol):
    """A kind of support that can be offered to somebody who asks."""

    name: str

    def offers(self, wish: Wish, limit: int) -> Sequence[Offer]: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody chose an offer. reasons: {code, values}. by: None for the person themselves."""

    organization: UUID
    request: UUID
    person: UUID
    subject: UUID
    reasons: list[dict[str, Any]]
    by: UUID | None = None


@runtime_checkable
class TakesChoices(Protocol):
    """A source that must know at once when something of it is chosen, in the same transaction."""

    def chosen(self, choice: Choice) -> bool | None:
        """Whether that settles it, so that nobody's answer is awaited."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something with a date and a place: a clinic stop, a group evening."""

    source: str
    subject: UUID
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    location: UUID | None = None


@runtime_checkable
class CalendarSource(Protocol):
    """A room that has dates to show."""

    name: str

    def occasions(self, start: dt.datetime, end: dt.datetime) -> Iterable[Occasion]: ...


@dataclass(frozen=True, slots=True)
class Demand:
    """How many asked in vain about one coarse place, WGS 84 degrees of a district, never a door.

    The source holds small counts back: what comes here may be shown.
    """

    latitude: float
    longitude: float
    count: int


@runtime_checkable
class DemandSource(Protocol):
    """A room that knows where people asked and nothing could be found, as sums."""

    name: str

    def unmet(self, organization: UUID) -> Sequence[Demand]: ...


@dataclass(frozen=True, slots=True)
class Need:
    """What one can look for, named in the language of the page. depth: below how many others."""

    id: str
    name: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Supply:
    """A public place where help is given, WGS 84 degrees. capacity: places for people, in all; None
    where nobody has said."""

    key: str
    name: str
    latitude: float
    longitude: float
    capacity: float | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """Which help: a need's id, a language (BCP 47), only what costs nothing. Empty: any."""

    need: str = ""
    language: str = ""
    only_free: bool = False


@runtime_checkable
class SupplySource(Protocol):
    """A room that knows where help is given now, or (is_planned) where it is meant to be."""

    name: str
    title: Any
    is_planned: bool

    def needs(self, language: str) -> Sequence[Need]: ...

    def supply(self, organization: UUID, sought: Sought) -> Sequence[Supply]: ...


S = TypeVar("S", OptionSource, CalendarSource, DemandSource, SupplySource)


class Register(Generic[S]):
    """Who offers. Order of registration is order on the page."""

    def __init__(self) -> None:
        self._sources: dict[str, S] = {}

    def register(self, source: S) -> None:
        self._sources[source.name] = source

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._sources.values())

    def __getitem__(self, name: str) -> S:
        return self._sources[name]


options: Register[OptionSource] = Register()
calendars: Register[CalendarSource] = Register()
demands: Register[DemandSource] = Register()
supplies: Register[SupplySource] = Register()
