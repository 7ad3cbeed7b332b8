"""What rooms above keep of a person, on the person's page and beside what they agreed to.

A room names itself once, in its `apps.py`: `shelves.put_up(Photos())`. Nothing that is sealed is
opened for a shelf; what stands on it leads to where it is, and the reading is recorded there.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kith.accounts.models import Member
from kith.core.refusals import NotYours
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class Agreed:
    """What they said yes to there, in the words they heard. key: to take it back with, the name of
    the shelf and what is on it."""

    key: str
    words: str
    given_at: dt.datetime | None
    withdrawn_at: dt.datetime | None

    @property
    def in_force(self) -> bool:
        return self.withdrawn_at is None


class Shelf(Protocol):
    """template: a part of the person's page, given `shelf`, which is what `load` says."""

    name: str
    template: str

    def load(self, member: Member, person: Person) -> Any:
        """For somebody who may open the person; None where there is nothing."""

    def agreed(self, person: Person) -> Sequence[Agreed]:
        """For the person themselves."""

    def take_back(self, person: Person, what: str, language: str) -> None:
        """By the person themselves; `what`: the key without the name of the shelf."""


_shelves: dict[str, Shelf] = {}


def put_up(shelf: Shelf) -> None:
    _shelves[shelf.name] = shelf


def of(member: Member, person: Person) -> list[tuple[str, Any]]:
    """Template and content of each shelf that holds something."""
    loaded = [(shelf.template, shelf.load(member, person)) for shelf in _shelves.values()]
    return [(template, found) for template, found in loaded if found is not None]


def agreed(person: Person) -> tuple[Agreed, ...]:
    return tuple(each for shelf in _shelves.values() for each in shelf.agreed(person))


def take_back(person: Person, *, key: str, language: str) -> None:
    name, _sign, what = key.partition("/")
    if name not in _shelves:
        raise NotYours
    _shelves[name].take_back(person, what, language)
