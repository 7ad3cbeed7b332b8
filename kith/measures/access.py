"""Who asks, who reads, who says what a score means. Absent and forbidden answer alike: NotYours.

ask        the care team of a person, and supervisors
interpret  navigators and supervisors among them; peers see that a measure was filled in
outcomes   navigators, supervisors and directors: counts, small ones held back, no person
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.measures.models import Assessment, Tablet, Trained
from kith.measures.models.assessment import AssessmentQuerySet
from kith.measures.refusals import NotForPeers, NotTrained
from kith.measures.rules.definition import Instrument
from kith.people import access as people
from kith.people.models import Person

INTERPRETS = (Role.NAVIGATOR, Role.SUPERVISOR)
"""Roles that read scores and may say what they mean."""
COUNTS = (*INTERPRETS, Role.DIRECTOR)
KEEPS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
"""Roles that record trainings and set what counts as a change."""


def person_for(member: Member, person_id: UUID) -> Person:
    return people.get_for(member, person_id)


def assessments_for(member: Member) -> AssessmentQuerySet:
    """Those of the people one walks with."""
    mine = Assessment.objects.filter(organization_id=member.organization_id)
    return (
        mine.filter(person__in=people.visible_to(member)) if member.has_role(*CARE) else mine.none()
    )


def people_needed_since(limit: dt.datetime) -> "QuerySet[Assessment, Any]":
    """Nobody is forgotten while a form waits for them, nor soon after they filled one in."""
    alive = Q(state__in=["offered", "open"]) | Q(finished_at__gte=limit)
    return Assessment.objects.filter(alive).values("person_id")


def assessment_for(member: Member, assessment_id: UUID) -> Assessment:
    found = assessments_for(member).select_related("person__key", "organization", "offered_by")
    assessment = found.filter(pk=assessment_id).first()
    if assessment is None:
        raise NotYours
    return assessment


def tablet_for(member: Member, tablet_id: UUID) -> Tablet:
    """Anybody who works with people may take a device from somebody who gives it back."""
    found = Tablet.objects.filter(organization_id=member.organization_id, pk=tablet_id)
    tablet = found.select_related("assessment__person__key", "organization").first()
    if tablet is None or not member.has_role(*CARE):
        raise NotYours
    return tablet


def require_team(by: Member, person: Person) -> None:
    """Somebody who may ask this person."""
    if not by.has_role(*CARE) or not people.may_open(by, person):
        raise NotYours


def may_interpret(member: Member) -> bool:
    """Whether scores are shown to the member at all."""
    return member.has_role(*INTERPRETS)


def require_interpreter(by: Member, person: Person) -> None:
    """The care team's navigators and supervisors; a peer of the team gets NotForPeers."""
    require_team(by, person)
    if not may_interpret(by):
        raise NotForPeers


def require_counting(by: Member) -> None:
    """Who sees outcomes as counts."""
    if not by.has_role(*COUNTS):
        raise NotYours


def require_keeper(by: Member) -> None:
    """Who records trainings and spreads."""
    if not by.has_role(*KEEPS):
        raise NotYours


def require_training(by: Member, instrument: Instrument) -> None:
    """Some questions are asked only by people who learned how to."""
    if instrument.asked_by == "trained" and not is_trained(by, instrument.name):
        raise NotTrained


def is_trained(member: Member, instrument: str) -> bool:
    """Whether a training is on record."""
    return Trained.objects.present().filter(member=member, instrument=instrument).exists()
