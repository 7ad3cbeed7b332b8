"""Who asks of regions: those who plan where care should be, or argue for it. What they ask is the
organisation's; regions are everybody's."""

from uuid import UUID

from django.db.models import QuerySet

from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.region.models import Question

KEEPERS = (Role.OUTREACH, Role.NAVIGATOR, Role.DIRECTOR, Role.ORGANISER, Role.ADMINISTRATOR)


def require_keeper(by: Member, organization_id: UUID) -> None:
    """A member of the organisation who plans, or NotYours."""
    if by.organization_id != organization_id or not by.has_role(*KEEPERS):
        raise NotYours


def questions_for(member: Member, kind: str) -> QuerySet[Question]:
    rows = Question.objects.filter(organization_id=member.organization_id, kind=kind)
    return rows if member.has_role(*KEEPERS) else rows.none()


def question_for(member: Member, kind: str, question_id: UUID) -> Question:
    rows = questions_for(member, kind).select_related("asked_by")
    question = rows.filter(pk=question_id).first()
    if question is None:
        raise NotYours
    return question
