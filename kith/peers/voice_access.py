"""Who takes part in the voice of peers.

sees         peers at work, supervisors and directors of the organisation
votes        peers at work, objects as well; whatever other roles they hold
answers      directors and supervisors, for the organisation
"""

from uuid import UUID

from django.db.models import QuerySet

from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.peers.lifecycle import AT_WORK
from kith.peers.models import Matter, Peer
from kith.peers.models.voice import MatterQuerySet

ORGANISATION = (Role.DIRECTOR, Role.SUPERVISOR)
WHO = (Role.PEER, *ORGANISATION)


def voters(organization: UUID) -> "QuerySet[Peer]":
    """Peers at work, those on leave left out."""
    rows = Peer.objects.filter(organization_id=organization, state__in=AT_WORK)
    return rows.filter(member__is_active=True)


def voter(member: Member) -> Peer | None:
    """The member as a peer at work."""
    return voters(member.organization_id).filter(member=member).select_related("member").first()


def matters_for(member: Member) -> "MatterQuerySet":
    rows = Matter.objects.filter(organization_id=member.organization_id)
    if member.has_role(*ORGANISATION) or voter(member) is not None:
        return rows
    return rows.none()


def matter_for(member: Member, matter_id: UUID) -> Matter:
    found = matters_for(member).select_related("raised_by", "answered_by").filter(pk=matter_id)
    matter = found.first()
    if matter is None:
        raise NotYours
    return matter


def sides_of(member: Member, matter: Matter) -> list[str]:
    sides = ["raiser"] if matter.raised_by_id == member.id else []
    return [*sides, "organisation"] if member.has_role(*ORGANISATION) else sides


def require_part(member: Member) -> None:
    """A peer at work, or who answers for the organisation."""
    if not member.has_role(*ORGANISATION) and voter(member) is None:
        raise NotYours
