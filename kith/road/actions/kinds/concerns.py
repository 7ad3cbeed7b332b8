"""The button: a concern in the transaction of its record, whomever it is about."""

from kith.accounts.models import Member
from kith.core.sources import Reason
from kith.people.models import Person
from kith.road import who
from kith.road.actions.kinds import danger as dangers
from kith.road.records import Concern, Opened
from kith.safety import actions as safety
from kith.safety.models import Concern as Raised


def enter(record: Concern, opened: Opened, by: Member) -> Person | None:
    """Raised already where the record had to wait for its person; then only the name is put."""
    person = who.find(record.who, opened, by) if record.who else None
    concern = _raise(record, opened, by, person)
    if person is not None and concern.person_id != person.id and concern.is_nameless:
        safety.name_person(concern=concern, person=person, by=by)
    return person


def danger(record: Concern, opened: Opened, by: Member | None) -> None:
    if by is None:
        dangers.sound(opened, record.severity, None, Reason("member_worried"))
    else:
        _raise(record, opened, by, None)


def _raise(record: Concern, opened: Opened, by: Member, person: Person | None) -> Raised:
    return safety.raise_concern(
        by=by, severity=record.severity, replay_key=opened.id, person=person, words=record.words
    )
