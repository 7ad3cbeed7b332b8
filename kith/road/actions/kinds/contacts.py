"""A talk at the van."""

from kith.accounts.models import Member
from kith.connections import actions as connections
from kith.core import clock
from kith.core.sources import Reason
from kith.people.models import Person
from kith.road import who
from kith.road.actions.kinds import danger as dangers
from kith.road.records import Contact, Opened


def enter(record: Contact, opened: Opened, by: Member) -> Person:
    person = who.find(record.who, opened, by)
    connections.record_contact(
        person=person, means=record.means, reached=record.reached, replay_key=opened.id, by=by,
        happened_at=min(opened.happened_at, clock.now()), minutes=record.minutes,
        note=record.note, worry=record.worry,
    )  # fmt: skip
    return person


def danger(record: Contact, opened: Opened, by: Member | None) -> None:
    if record.worry:
        dangers.sound(opened, record.worry, by, Reason("contact_worried"))
