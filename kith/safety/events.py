"""What this room tells the others."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AlertMade:
    """Somebody is to be reached; `channels` carries it further. Ids only."""

    organization: UUID


@dataclass(frozen=True, slots=True)
class ConcernMoved:
    """A concern changed its state."""

    organization: UUID
    concern: UUID
    move: str
    by: UUID | None
