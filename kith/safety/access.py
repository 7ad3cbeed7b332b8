"""Who sees which concerns. Absent and forbidden answer alike: NotYours.

Members who work with people see that there is a concern, how urgent and whose: else nobody could
take it. Whom it is about and what was written opens to the owner, the care team and supervisors.
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Replace, Right

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.accounts.models.member import MemberQuerySet
from kith.core.refusals import NotYours
from kith.people import access as people
from kith.people.models import Person
from kith.safety.models import Absence, Concern, Helpline, Report, ReportRule, Shift

LEADS = (Role.SUPERVISOR,)
"""Who is asked when nobody on the rota answers, and who closes."""
KEEPERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
"""Who keeps the rota, the clocks and the words."""


def concerns_for(member: Member) -> "QuerySet[Concern]":
    concerns = Concern.objects.filter(organization_id=member.organization_id)
    return concerns if member.has_role(*CARE) else concerns.none()


def concern_for(member: Member, concern_id: UUID) -> Concern:
    found = concerns_for(member).select_related("person", "owner", "supervisor", "organization")
    concern = found.filter(pk=concern_id).first()
    if concern is None:
        raise NotYours
    return concern


def sides_of(member: Member, concern: Concern) -> tuple[str, ...]:
    """As what the member stands to a concern; the lifecycle's `who`."""
    if member.organization_id != concern.organization_id or not member.has_role(*CARE):
        return ()
    sides = ["responder"]
    if concern.owner_id == member.id:
        sides.append("owner")
    if member.has_role(*LEADS):
        sides.append("supervisor")
    if concern.hand_overs.filter(to=member, confirmed_at=None, ended_at=None).exists():
        sides.append("receiver")
    return tuple(sides)


def may_open(member: Member, concern: Concern) -> bool:
    """Whether the member may read whom it is about and what was written."""
    if member.organization_id != concern.organization_id:
        return False
    if member.has_role(*LEADS) or (concern.owner_id == member.id and member.has_role(*CARE)):
        return True
    return concern.person is not None and people.may_open(member, concern.person)


def people_needed_since(limit: dt.datetime) -> "QuerySet[Concern, Any]":
    """Nobody is forgotten while a concern about them is open, nor soon after."""
    alive = Q(closed_at=None) | Q(closed_at__gte=limit)
    return Concern.objects.filter(alive, person__isnull=False).values("person_id")


def require_responder(by: Member, organization_id: UUID) -> None:
    if by.organization_id != organization_id or not by.is_active or not by.has_role(*CARE):
        raise NotYours


def require_keeper(by: Member) -> None:
    if not by.is_active or not by.has_role(*KEEPERS):
        raise NotYours


def person_for(member: Member, person_id: UUID) -> Person:
    """Anybody who works with people may raise a concern about anybody; reading is another thing."""
    require_responder(member, member.organization_id)
    people_here = Person.objects.filter(organization_id=member.organization_id, erased_at=None)
    person = people_here.filter(pk=person_id).first()
    if person is None:
        raise NotYours
    return person


def person_by_reference(member: Member, reference: str) -> Person:
    """Somebody the member may open, by the six characters that members call them."""
    known = people.visible_to(member).annotate(
        text=Right(Replace(Cast("id", TextField()), Value("-"), Value("")), 6)
    )
    found = list(known.filter(text=reference.strip().lower())[:2])
    if len(found) != 1:
        raise NotYours
    return found[0]


def responders(organization_id: UUID) -> MemberQuerySet:
    """Members who can be put on the rota."""
    members = Member.objects.active().filter(organization_id=organization_id)
    return members.with_role(*CARE).order_by("name", "id")


def responder_for(member: Member, member_id: UUID) -> Member:
    found = responders(member.organization_id).filter(pk=member_id).first()
    if found is None:
        raise NotYours
    return found


def shift_for(member: Member, shift_id: UUID) -> Shift:
    require_responder(member, member.organization_id)
    shifts = Shift.objects.filter(organization_id=member.organization_id, cancelled_at=None)
    shift = shifts.select_related("member").filter(pk=shift_id).first()
    if shift is None:
        raise NotYours
    return shift


def absence_for(member: Member, absence_id: UUID) -> Absence:
    found = Absence.objects.filter(organization_id=member.organization_id, pk=absence_id).first()
    if found is None:
        raise NotYours
    return found


def helpline_for(member: Member, helpline_id: UUID) -> Helpline:
    require_keeper(member)
    mine = Helpline.objects.filter(steward_id=member.organization_id, withdrawn_at=None)
    found = mine.filter(pk=helpline_id).first()
    if found is None:
        raise NotYours
    return found


def rule_for(member: Member, rule_id: UUID) -> ReportRule:
    rules = ReportRule.objects.filter(organization_id=member.organization_id, ended_at=None)
    found = rules.select_related("decider").filter(pk=rule_id).first()
    if found is None:
        raise NotYours
    return found


def report_for(member: Member, report_id: UUID) -> Report:
    reports = Report.objects.filter(concern__in=concerns_for(member))
    found = reports.select_related("concern", "rule").filter(pk=report_id).first()
    if found is None:
        raise NotYours
    return found
