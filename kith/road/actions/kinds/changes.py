"""A detail of somebody is told anew."""

from kith.accounts.models import Member
from kith.people.models import Person
from kith.road import who
from kith.road.actions import versions
from kith.road.records import Change, Opened


def enter(record: Change, opened: Opened, by: Member) -> Person:
    """Never over what the tablet had not seen: see `versions`."""
    person = who.find(record.who, opened, by)
    versions.say(person, {record.field: record.value}, opened)
    return person
