"""What this room tells the others. Ids and codes only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SeatMoved:
    """Somebody took a seat, waits for one, moved up by themselves, or left. state: of the seat.
    request: the ask it came from, if any. by: None for the person themselves, or for the row that
    moved up."""

    organization: UUID
    circle: UUID
    seat: UUID
    person: UUID
    request: UUID | None
    state: str
    has_moved_up: bool = False
    by: UUID | None = None


@dataclass(frozen=True, slots=True)
class RemindersMade:
    """People have something to be reminded of; `channels` carries it further."""

    organization: UUID
