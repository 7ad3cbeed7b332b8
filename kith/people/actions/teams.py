"""Joining and leaving a care team."""

from django.db import IntegrityError, transaction

from kith.accounts.access import CARE
from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.core import clock, events
from kith.core.refusals import NotYours
from kith.people import access
from kith.people.events import GlassBroken
from kith.people.models import CareTeam, Person
from kith.people.refusals import AlreadyErased, GlassReasonMissing


def join_team(*, person: Person, member: Member, by: Member) -> CareTeam:
    """Somebody of the care team, or a supervisor, brings in another member who works with people.
    Joining twice is one place."""
    _refuse_strangers(person, member, by)
    if not access.may_open(by, person):
        raise NotYours
    return place_in_team(person=person, member=member)


def leave_team(*, place: CareTeam, by: Member) -> CareTeam:
    """A member leaves, or a supervisor takes them out. Leaving twice changes nothing more."""
    if place.organization_id != by.organization_id:
        raise NotYours
    if place.member_id != by.id and not by.has_role(Role.SUPERVISOR):
        raise NotYours
    CareTeam.objects.present().filter(pk=place.pk).update(left_at=clock.now())
    place.refresh_from_db()
    return place


def break_glass(*, person: Person, reason: str, by: Member) -> CareTeam:
    """See a person outside one's care team, with a reason that supervisors are shown. Pressed twice
    it is one opening: the second finds the place of the first, and nobody is told again."""
    _refuse_strangers(person, by, by)
    if not reason.strip():
        raise GlassReasonMissing
    with transaction.atomic():
        place, is_new = _placed(person, by, reason.strip())
        if not is_new:
            return place
        chain.record(
            "broke glass", by=by, organization=person.organization_id, subject=person, what="person"
        )
        events.publish(GlassBroken(person.organization_id, person.id, by.id))
    return place


def place_in_team(*, person: Person, member: Member, reason: str = "") -> CareTeam:
    """For actions of other rooms, which have asked who may: taking a request on, being assigned.
    Of two who press at once, the second finds the place of the first."""
    return _placed(person, member, reason)[0]


def _placed(person: Person, member: Member, reason: str) -> tuple[CareTeam, bool]:
    """The place, and whether it is new."""
    found = person.team.present().filter(member=member)
    existing = found.first()
    if existing:
        return existing, False
    try:
        with transaction.atomic():
            made = CareTeam.objects.create(
                organization_id=person.organization_id, person=person, member=member, reason=reason
            )
    except IntegrityError:
        return found.get(), False
    return made, True


def _refuse_strangers(person: Person, member: Member, by: Member) -> None:
    if not person.organization_id == member.organization_id == by.organization_id:
        raise NotYours
    if not member.has_role(*CARE):
        raise NotYours
    if person.erased_at:
        raise AlreadyErased
