"""What could not be met, and why."""

from uuid import UUID

from kith.accounts.models import Member
from kith.connections.models import Barrier, Request


def note_barrier(
    *, request: Request, reason: str, by: Member | None = None, service_id: UUID | None = None,
    origin: str = "staff",
) -> Barrier:  # fmt: skip
    """Keep a barrier (Barrier.Reason). The same cause twice is one barrier."""
    raise NotImplementedError
