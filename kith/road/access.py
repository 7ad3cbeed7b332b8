"""Who goes on the road, who keeps the tablets, who decides. Absent and forbidden answer alike.

crew       members who work with people: they open the app and register a tablet
supervise  supervisors and administrators revoke any tablet, and hand in what a revoked one holds
decide     the named owner of a question, the care team of its person, and supervisors; what was
           counted: whoever plans the van's work
photos     the care team of the person; of a place, whoever works with people
"""

from uuid import UUID

from django.db.models import Q

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.people import access as people
from kith.road.models import Device, Photo, Question
from kith.road.models.device import DeviceQuerySet
from kith.road.models.question import QuestionQuerySet

SUPERVISE = (Role.SUPERVISOR, Role.ADMINISTRATOR)
ROAD = (*CARE, Role.ADMINISTRATOR)
"""Who sees the tablets of the organisation."""
VAN = (Role.OUTREACH, Role.NAVIGATOR)
"""Who decides what the van took along, where two tablets disagree."""
DAYS = (*ROAD, Role.DIRECTOR)
"""Who sees what a day brought: who came, the vehicle, supplies. Photos: see `may_open_photo`."""


def require_crew(by: Member) -> None:
    if not by.is_active or not by.has_role(*CARE):
        raise NotYours


def require_road(by: Member) -> None:
    if not by.is_active or not by.has_role(*ROAD):
        raise NotYours


def devices_for(member: Member) -> DeviceQuerySet:
    rows = Device.objects.filter(organization_id=member.organization_id)
    return rows if member.has_role(*ROAD) else rows.none()


def device_for(member: Member, device_id: UUID) -> Device:
    device = devices_for(member).filter(pk=device_id).first()
    if device is None:
        raise NotYours
    return device


def may_revoke(member: Member, device: Device) -> bool:
    """Whoever registered it, and supervisors: a lost tablet does not wait for one person."""
    if member.organization_id != device.organization_id or not member.has_role(*ROAD):
        return False
    return member.has_role(*SUPERVISE) or device.registered_by_id == member.id


def may_hand_in(member: Member, device: Device) -> bool:
    return member.organization_id == device.organization_id and member.has_role(*SUPERVISE)


def photo_for(member: Member, photo_id: UUID) -> Photo:
    rows = Photo.objects.filter(organization_id=member.organization_id, pk=photo_id)
    photo = rows.select_related("person__key", "taken_by", "taken_away_by", "device").first()
    if photo is None or not may_open_photo(member, photo):
        raise NotYours
    return photo


def may_open_photo(member: Member, photo: Photo) -> bool:
    """Of a person: their care team and supervisors. Of a place: whoever works with people."""
    if photo.person is not None:
        return people.may_open(member, photo.person)
    return member.organization_id == photo.organization_id and member.has_role(*CARE)


def questions_for(member: Member) -> QuestionQuerySet:
    """Those one may decide."""
    rows = Question.objects.filter(organization_id=member.organization_id)
    if member.has_role(Role.SUPERVISOR):
        return rows
    if not member.has_role(*CARE):
        return rows.none()
    theirs = people.visible_to(member).values("pk")
    mine = Q(owner=member) | Q(person__in=theirs)
    return rows.filter(mine | Q(kind=Question.Kind.SUPPLIES) if _plans(member) else mine)


def _plans(member: Member) -> bool:
    return member.has_role(*VAN)


def question_for(member: Member, question_id: UUID) -> Question:
    rows = questions_for(member).select_related(
        "person__key",
        "other__key",
        "arrival__device",
        "owner",
        "decided_by",
        "unit",
        "organization",
    )
    question = rows.filter(pk=question_id).first()
    if question is None:
        raise NotYours
    return question


def may_open(member: Member, question: Question) -> bool:
    """Whether the words in question may be shown: the care teams of all it speaks of. Who owns a
    question about a record that named nobody may read that record."""
    if member.organization_id != question.organization_id:
        return False
    if member.has_role(Role.SUPERVISOR):
        return True
    if question.kind == Question.Kind.SUPPLIES:
        return question.owner_id == member.id or _plans(member)
    about = [person for person in (question.person, question.other) if person is not None]
    if not about:
        return question.owner_id == member.id
    return all(people.may_open(member, person) for person in about)
