"""What this room tells the others. Ids and codes only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MatchMoved:
    """A match changed its state. request: the ask it came from, if any."""

    organization: UUID
    match: UUID
    person: UUID
    request: UUID | None
    move: str
    state: str
    by: UUID | None


@dataclass(frozen=True, slots=True)
class Told:
    """Members have something to be told: a kind, never words. `once` names the cause: told again it
    is one notice. subject: what the notice leads to."""

    organization: UUID
    members: tuple[UUID, ...]
    kind: str
    subject: UUID
    once: str
