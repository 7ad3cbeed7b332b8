"""What this room tells the others."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewsMade:
    """Something waits to be told to those who asked."""

    organization: UUID
