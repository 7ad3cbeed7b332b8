"""A measure that was filled in at the van; what it says of danger is a concern at once."""

from kith.accounts.models import Member
from kith.core.sources import Reason
from kith.measures import actions as measures
from kith.measures import asking
from kith.measures.actions import answering
from kith.measures.models import Assessment
from kith.measures.rules import concern
from kith.people.models import Person
from kith.road import who
from kith.road.actions.kinds import danger as dangers
from kith.road.records import Filled, Opened


def enter(record: Filled, opened: Opened, by: Member) -> Person:
    """All at once, as from paper, and marked as filled in together: it was asked, whoever is on
    duty now. The concern of an answer commits with it."""
    person = who.find(record.who, opened, by)
    measures.take_down(
        person=person, instrument=record.instrument, typed=dict(record.answers),
        replay_key=opened.id, by=by, language=record.language, mode=Assessment.Mode.PRESENT,
        filled_at=opened.happened_at,
    )  # fmt: skip
    return person


def danger(record: Filled, opened: Opened, by: Member | None) -> None:
    found = asking.find(record.instrument)
    told = concern.of(found, answering.read_typed(found, dict(record.answers)))
    if told is not None:
        values = {"measure": found.name, "items": " ".join(told.items)}
        dangers.sound(opened, told.severity, by, Reason("item_positive", values))
