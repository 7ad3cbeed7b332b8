"""Whose chains there are. The room of organisations lies above this one and says so itself."""

from collections.abc import Callable, Iterator
from uuid import UUID

Walk = Callable[[], Iterator[UUID]]
_walks: list[Walk] = []


def register(walk: Walk) -> None:
    """`walk` gives each organisation's id, while the database shows its rows."""
    _walks[:] = [walk]


def walk() -> Iterator[UUID]:
    """Each organisation, one after the other."""
    for each in _walks:
        yield from each()
