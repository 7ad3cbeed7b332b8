"""Who sees what of this room: stops and units are seen by all who plan or drive, kept by those who
plan."""

from uuid import UUID

from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.outreach.models import Agreement, Stop, Unit
from kith.outreach.models.stop import StopQuerySet

KEEPERS = (Role.OUTREACH, Role.NAVIGATOR, Role.DIRECTOR)
"""Roles that plan where the van goes."""


def require_keeper(by: Member, organization_id: UUID) -> None:
    """A member of the organisation who plans, or NotYours."""
    if by.organization_id != organization_id or not by.has_role(*KEEPERS):
        raise NotYours


def stops_for(member: Member) -> StopQuerySet:
    """All of the organisation, for those who plan."""
    rows = Stop.objects.filter(organization_id=member.organization_id)
    return rows if member.has_role(*KEEPERS) else rows.none()


def stop_for(member: Member, stop_id: UUID) -> Stop:
    stop = stops_for(member).filter(pk=stop_id).first()
    if stop is None:
        raise NotYours
    return stop


def unit_for(member: Member, unit_id: UUID) -> Unit:
    rows = Unit.objects.filter(organization_id=member.organization_id, ended_at=None)
    unit = rows.filter(pk=unit_id).first() if member.has_role(*KEEPERS) else None
    if unit is None:
        raise NotYours
    return unit


def agreement_for(member: Member, agreement_id: UUID) -> Agreement:
    rows = Agreement.objects.filter(organization_id=member.organization_id, ended_at=None)
    agreement = rows.filter(pk=agreement_id).first() if member.has_role(*KEEPERS) else None
    if agreement is None:
        raise NotYours
    return agreement
