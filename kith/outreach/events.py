"""What this room tells the others."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewsMade:
    """Something waits to be told to those who asked."""

    organization: UUID


@dataclass(frozen=True, slots=True)
class VisitsChanged:
    """What everybody may know of these stops is not what it was."""

    organization: UUID
    stops: tuple[UUID, ...]
