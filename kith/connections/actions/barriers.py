"""What could not be met, and why."""

from collections.abc import Sequence
from uuid import UUID

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.models import Barrier, Request
from kith.core import clock


def note_barrier(
    *, request: Request, reason: str, by: Member | None = None, service_id: UUID | None = None,
    origin: str = "staff",
) -> Barrier:  # fmt: skip
    """Keep a barrier (Barrier.Reason). The same cause twice is one barrier."""
    access.require_person_or_team(by, request.person)
    return keep(request=request, reason=reason, service_id=service_id, origin=origin)


def keep(*, request: Request, reason: str, origin: str, service_id: UUID | None = None) -> Barrier:
    """For other actions, which have already asked who may."""
    keep_all([begun(request, reason, origin, service_id)])
    return Barrier.objects.get(request=request, reason=reason, service_id=service_id)


def keep_all(barriers: Sequence[Barrier]) -> None:
    """Of two at once the constraint keeps one: the second inserts nothing and finds the first."""
    Barrier.objects.bulk_create(barriers, ignore_conflicts=True)


def begun(request: Request, reason: str, origin: str, service_id: UUID | None = None) -> Barrier:
    """A barrier of what was asked for, in memory."""
    return Barrier(
        organization_id=request.organization_id,
        request=request,
        reason=Barrier.Reason(reason),
        needs=request.needs,
        language=request.language,
        place=request.place,
        service_id=service_id,
        origin=origin,
        noted_on=clock.today(),
    )
