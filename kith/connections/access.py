"""Who sees which requests, referrals and people. Absent and forbidden answer alike: NotYours.

request   members who work with people (CARE) see every request of their organisation without what
          is personal; the care team and supervisors may open the rest
referral  sent: CARE of the sender; received: CARE and partner contacts of the receiver
person    care team and supervisors (people.access)
"""

from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.connections.following import following
from kith.connections.models import (
    Consent,
    Contact,
    FollowUp,
    Notice,
    Option,
    Referral,
    Request,
)
from kith.connections.refusals import NotInTheTeam
from kith.core.refusals import NotYours
from kith.people import access as people
from kith.people.models import Person

__all__ = [
    "RECEIVERS", "consent_for", "contact_for", "follow_up_for", "following", "may_answer",
    "may_open",
    "notice_for", "option_for", "people_for", "person_for", "received_referral_for",
    "received_referrals_for", "request_for", "requests_for", "require_care",
    "require_person_or_team", "require_sender",
    "require_team", "sent_referral_for", "sent_referrals_for",
]  # fmt: skip

RECEIVERS = (*CARE, Role.PARTNER)
"""Roles that answer a referral."""

Row = TypeVar("Row", bound=models.Model)


def requests_for(member: Member) -> "QuerySet[Request]":
    """Requests of the organisation, for those who work with people."""
    requests = Request.objects.filter(organization_id=member.organization_id)
    return requests if member.has_role(*CARE) else requests.none()


def request_for(member: Member, request_id: UUID) -> Request:
    return _one(requests_for(member).select_related("person"), request_id)


def option_for(member: Member, option_id: UUID) -> Option:
    options = Option.objects.filter(request__in=requests_for(member))
    return _one(options.select_related("request__person"), option_id)


def consent_for(member: Member, consent_id: UUID) -> Consent:
    consents = Consent.objects.filter(request__in=requests_for(member))
    return _one(consents.select_related("request__person"), consent_id)


def people_for(member: Member) -> "QuerySet[Person]":
    """Those whose personal parts the member may open."""
    return people.visible_to(member)


def person_for(member: Member, person_id: UUID) -> Person:
    return people.get_for(member, person_id)


def may_open(member: Member, person: Person) -> bool:
    """Whether the member is of the care team or supervises it."""
    return people.may_open(member, person)


def contact_for(member: Member, contact_id: UUID) -> Contact:
    contacts = Contact.objects.filter(person__in=people_for(member))
    return _one(contacts.select_related("person"), contact_id)


def follow_up_for(member: Member, follow_up_id: UUID) -> FollowUp:
    follow_ups = FollowUp.objects.filter(request__in=requests_for(member))
    return _one(follow_ups.select_related("request__person"), follow_up_id)


def notice_for(member: Member, notice_id: UUID) -> Notice:
    return _one(Notice.objects.filter(member=member), notice_id)


def sent_referrals_for(member: Member) -> "QuerySet[Referral]":
    sent = Referral.objects.filter(organization_id=member.organization_id)
    return sent if member.has_role(*CARE) else sent.none()


def received_referrals_for(member: Member) -> "QuerySet[Referral]":
    """Drafts have not arrived."""
    received = Referral.objects.filter(receiver_id=member.organization_id).exclude(state="draft")
    return received if member.has_role(*RECEIVERS) else received.none()


def sent_referral_for(member: Member, referral_id: UUID) -> Referral:
    return _one(sent_referrals_for(member).select_related("request__person"), referral_id)


def received_referral_for(member: Member, referral_id: UUID) -> Referral:
    """Never joined to the request or the person: the receiver's rows are not theirs."""
    return _one(received_referrals_for(member), referral_id)


def may_answer(by: Member, referral: Referral) -> bool:
    """Whether the member is of the receiving side of a referral that was sent."""
    is_there = referral.receiver_id == by.organization_id and referral.state != "draft"
    return is_there and by.has_role(*RECEIVERS)


def require_sender(by: Member, referral: Referral) -> None:
    """The sender's care team. Asked before the request is touched, whose row others have not."""
    if by.organization_id != referral.organization_id:
        raise NotYours
    require_team(by, referral.request.person)


def require_care(by: Member, organization_id: UUID) -> None:
    """Somebody of the organisation who works with people, or NotYours."""
    if by.organization_id != organization_id or not by.has_role(*CARE):
        raise NotYours


def require_team(by: Member, *of: Person) -> None:
    """Somebody of the care team of each, or a supervisor; a colleague gets NotInTheTeam."""
    for person in of:
        require_care(by, person.organization_id)
    if not people.may_open(by, *of):
        raise NotInTheTeam


def require_person_or_team(by: Member | None, person: Person) -> None:
    """`None` is the person themselves, whom `following` let in."""
    if by is not None:
        require_team(by, person)


def _one(rows: "QuerySet[Row]", pk: UUID) -> Row:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotYours
    return row
