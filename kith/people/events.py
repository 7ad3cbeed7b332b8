"""What this room tells the others."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonErased:
    """The person's key was destroyed. Rooms that keep keys or words about them do the same."""

    organization: UUID
    person: UUID


@dataclass(frozen=True, slots=True)
class GlassBroken:
    """Somebody opened a person outside their care team, with a reason."""

    organization: UUID
    person: UUID
    member: UUID
