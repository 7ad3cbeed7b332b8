"""What the directory tells others inside the transaction that changed it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ServicesChanged:
    """Services whose public words, places or hours are no longer what they were.

    `service_ids` None means: so many that everything should be looked at again.
    """

    service_ids: tuple[UUID, ...] | None


@dataclass(frozen=True, slots=True)
class NothingFound:
    """Somebody searched and told us that nothing was there for them. Who, nobody knows.

    needs: term ids that were recognised; what was typed is not kept. language: BCP 47 of the page,
    or the one asked for. place: a town or district, empty where only coordinates were given.
    """

    organization: UUID
    needs: tuple[UUID, ...]
    language: str
    place: str
    words_count: int
