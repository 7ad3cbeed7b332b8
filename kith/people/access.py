"""Who may open what tells who a person is: their care team, and supervisors of the organisation."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.core.refusals import NotYours
from kith.people.models import CareTeam, Person


def visible_to(member: Member) -> QuerySet[Person]:
    """People whose personal parts the member may open, the erased left out."""
    people = Person.objects.filter(organization_id=member.organization_id, erased_at=None)
    if member.has_role(Role.SUPERVISOR):
        return people
    if not member.has_role(*CARE):
        return people.none()
    mine = CareTeam.objects.present().filter(person=OuterRef("pk"), member=member)
    return people.filter(Exists(mine))


def get_for(member: Member, person_id: UUID) -> Person:
    """The person, or NotYours, whether absent or forbidden."""
    person = visible_to(member).select_related("key").filter(pk=person_id).first()
    if person is None:
        raise NotYours
    return person


def may_open(member: Member, *people: Person) -> bool:
    """Whether the member is of the care team of each of them, or supervises it."""
    if any(person.organization_id != member.organization_id for person in people):
        return False
    if member.has_role(Role.SUPERVISOR):
        return True
    return member.has_role(*CARE) and is_in_team(member, *people)


def is_in_team(member: Member, *people: Person) -> bool:
    """Whether the member walks with each of them now. (One has one place in a team.)"""
    places = CareTeam.objects.present().filter(person__in=people, member=member)
    return places.count() == len({person.pk for person in people})
