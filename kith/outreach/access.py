"""Who sees what of this room: those who plan see and keep all of it; whoever is aboard sees their
own day, and says what happened on it."""

import datetime as dt
from uuid import UUID

from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.outreach.models import Aboard, Agreement, Breakdown, Plan, Stop, Tour, Unit, Visit
from kith.outreach.models.plan import PlanQuerySet
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


def plans_for(member: Member) -> PlanQuerySet:
    rows = Plan.objects.filter(organization_id=member.organization_id)
    return rows if member.has_role(*KEEPERS) else rows.none()


def plan_for(member: Member, plan_id: UUID) -> Plan:
    plan = plans_for(member).filter(pk=plan_id).first()
    if plan is None:
        raise NotYours
    return plan


def tour_for(member: Member, tour_id: UUID) -> Tour:
    """Of those who plan, or of whoever is aboard that day."""
    rows = Tour.objects.filter(organization_id=member.organization_id, pk=tour_id)
    tour = rows.select_related("plan", "unit").first()
    if tour is None or not (member.has_role(*KEEPERS) or is_aboard(member, tour.unit_id, tour.day)):
        raise NotYours
    return tour


def visit_for(member: Member, visit_id: UUID) -> Visit:
    """As the tour it belongs to."""
    rows = Visit.objects.filter(organization_id=member.organization_id, pk=visit_id)
    visit = rows.select_related("tour__plan", "tour__unit", "stop", "record").first()
    if visit is None:
        raise NotYours
    tour = visit.tour
    if not (member.has_role(*KEEPERS) or is_aboard(member, tour.unit_id, tour.day)):
        raise NotYours
    return visit


def breakdown_for(member: Member, breakdown_id: UUID) -> Breakdown:
    rows = Breakdown.objects.filter(organization_id=member.organization_id, pk=breakdown_id)
    found = rows.select_related("tour__plan", "tour__unit").first()
    if found is None or not member.has_role(*KEEPERS):
        raise NotYours
    return found


def is_aboard(member: Member, unit_id: UUID, day: dt.date) -> bool:
    """Whether a member goes out with a unit on days such as this one."""
    there = Aboard.objects.filter(crew__unit_id=unit_id, crew__weekday=day.isoweekday())
    return there.filter(member=member).exists()


def sides_of(member: Member, tour: Tour) -> list[str]:
    """On which sides of a visit somebody stands."""
    if member.organization_id != tour.organization_id:
        return []
    keeper = ["keeper"] if member.has_role(*KEEPERS) else []
    return [*keeper, *["crew"] * is_aboard(member, tour.unit_id, tour.day)]
