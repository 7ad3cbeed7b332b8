"""Joining and leaving a care team."""

from collections.abc import Sequence

from django.db import transaction

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
        [(place, is_new)] = _placed([person], by, reason.strip())
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
    [(place, _is_new)] = _placed([person], member, reason)
    return place


def place_in_teams(*, people: Sequence[Person], member: Member) -> None:
    """The same for several people at once."""
    _placed(people, member, "")


def _placed(people: Sequence[Person], member: Member, reason: str) -> list[tuple[CareTeam, bool]]:
    """The place in the team of each, and whether it is new. Of two at once, the second waits at the
    constraint for the first, inserts nothing and finds the place of the first."""
    present = CareTeam.objects.present().filter(person__in=people, member=member)
    places = {place.person_id: place for place in present}
    missing = [
        CareTeam(
            organization_id=person.organization_id, person=person, member=member, reason=reason
        )
        for person in people
        if person.pk not in places
    ]
    if missing:
        CareTeam.objects.bulk_create(missing, ignore_conflicts=True)
        places |= {place.person_id: place for place in present.all()}
    made = {place.pk for place in missing}
    return [(places[person.pk], places[person.pk].pk in made) for person in people]


def _refuse_strangers(person: Person, member: Member, by: Member) -> None:
    if not person.organization_id == member.organization_id == by.organization_id:
        raise NotYours
    if not member.has_role(*CARE):
        raise NotYours
    if person.erased_at:
        raise AlreadyErased
