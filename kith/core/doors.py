"""A private number that opens more than one room, without the rooms knowing each other.

The room that gives out the numbers hangs its door here (`kith.connections`: the number of an ask).
Another room, for which the same person has something to see, knocks with what somebody typed. One
door looks after guessing, in one place, however many rooms lie behind it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from kith.core.refusals import NotYours


@dataclass(frozen=True, slots=True)
class Held:
    """Whose number it is. request: the ask it was given for."""

    organization: UUID
    person: UUID
    request: UUID | None = None


Door = Callable[[str, str], AbstractContextManager[Held]]
"""(number, network address) -> a transaction of the person's organisation; a Refusal otherwise."""

_door: Door | None = None


def hang(door: Door | None) -> Door | None:
    """Put up the door, in the `ready()` of the room that gives out numbers; gives back the one
    before."""
    global _door
    before, _door = _door, door
    return before


def opened(code: str, address: str) -> AbstractContextManager[Held]:
    """Knock with what somebody typed. NotYours where nobody gives out numbers."""
    if _door is None:
        raise NotYours
    return _door(code, address)
