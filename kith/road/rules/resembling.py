"""Who may be one person entered twice: on two tablets, or on two evenings.

Only proposed, never joined: people share names, and telephones.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

SHORTEST = 6
"""Digits of a telephone number that tell somebody apart."""


@dataclass(frozen=True, slots=True)
class Met:
    """What was said of somebody; empty where nothing was."""

    id: UUID
    name: str = ""
    phone: str = ""
    place: str = ""
    birth_year: int | None = None


def pairs(met: Iterable[Met]) -> set[tuple[UUID, UUID]]:
    """Pairs that share a telephone number, or a name and where they live or how old they are; the
    smaller id first. Grows with the people, and with the square of those who share a key."""
    groups: dict[tuple[str, ...], list[UUID]] = {}
    for person in met:
        for key in _keys(person):
            groups.setdefault(key, []).append(person.id)
    return {
        (one, other) if one < other else (other, one)
        for same in groups.values()
        for one, other in combinations(sorted(set(same)), 2)
    }


def _keys(person: Met) -> Iterator[tuple[str, ...]]:
    digits = "".join(c for c in person.phone if c.isdigit())
    if len(digits) >= SHORTEST:
        yield "phone", digits[-9:]
    name = plain(person.name)
    if name and plain(person.place):
        yield "place", name, plain(person.place)
    if name and person.birth_year is not None:
        yield "age", name, str(person.birth_year)


def plain(text: str) -> str:
    """Letters and digits without accents and case: Zoë and zoe are the same."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if c.isalnum())
