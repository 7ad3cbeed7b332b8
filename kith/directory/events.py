"""What the directory tells others inside the transaction that changed it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ServicesChanged:
    """Services whose public words, places or hours are no longer what they were.

    `service_ids` None means: so many that everything should be looked at again.
    """

    service_ids: tuple[UUID, ...] | None
