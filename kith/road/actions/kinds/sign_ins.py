"""Somebody came: counted, by a first name, or known."""

from kith.accounts.models import Member
from kith.people import actions as people
from kith.people.models import Person
from kith.road import who
from kith.road.actions import versions
from kith.road.models import SignIn
from kith.road.records import Opened
from kith.road.records import SignIn as Record


def enter(record: Record, opened: Opened, by: Member) -> Person | None:
    """One row a record. Somebody new is a person from here on, by any name."""
    person = _person(record, opened, by)
    SignIn.objects.create(
        organization_id=opened.organization, device_id=opened.device, record=opened.id,
        person=person, people=1 if person else record.people, visit=record.visit,
        recorded_by=by, happened_at=opened.happened_at,
    )  # fmt: skip
    return person


def _person(record: Record, opened: Opened, by: Member) -> Person | None:
    if record.who is None:
        return None
    if record.who.id is None or not record.name:
        return who.find(record.who, opened, by)
    said = {"name": record.name}
    person = who.find_known(record.who.id, opened, by)
    if person is None:
        person = people.register(organization=by.organization, id=record.who.id, name=record.name)
        people.place_in_team(person=person, member=by)
        versions.say_first(person, said, opened)
    else:
        versions.say(person, said, opened)
    return person
