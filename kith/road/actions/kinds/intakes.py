"""A short intake becomes a request like any other, owned by whoever sat there."""

import hashlib
from collections.abc import Sequence

from kith.accounts.models import Member
from kith.connections import actions as connections
from kith.connections.actions import Asked, Asking, SafeContact
from kith.connections.models import Request
from kith.core import clock
from kith.core.refusals import Refusal
from kith.core.sources import Reason
from kith.people import actions as people
from kith.people.models import Person
from kith.road import who
from kith.road.actions import versions
from kith.road.actions.kinds import danger as dangers
from kith.road.records import Agreed, Intake, Opened


class OtherWords(Refusal):
    """The words are not those whose version is named: somebody changed one of them."""


def enter(record: Intake, opened: Opened, by: Member) -> Person:
    check(record.agreed)
    known = (
        who.find(record.who, opened, by) if record.who.id is None
        else who.find_known(record.who.id, opened, by)
    )  # fmt: skip
    if known is None:
        versions.require_base(opened)
        return enter_newcomers([(record, opened)], by)[0]
    _put_what_was_not_said(known, record)
    versions.say(known, _said(record), opened)
    connections.ask_all(organization=by.organization, asked=[_asked(record, opened, known)], by=by)
    return known


def enter_newcomers(met: Sequence[tuple[Intake, Opened]], by: Member) -> list[Person]:
    """Of people whom nobody knew before, written over nothing: registered with what they said, and
    their requests. However many there are, it is the same few statements."""
    for record, _opened in met:
        check(record.agreed)
    made = people.register_all(
        organization=by.organization, newcomers=[_newcomer(record) for record, _opened in met]
    )
    people.place_in_teams(people=made, member=by)
    both = [(person, *each) for person, each in zip(made, met, strict=True)]
    versions.say_first_of_all((person, _said(record), opened) for person, record, opened in both)
    asked = [_asked(record, opened, person) for person, record, opened in both]
    connections.ask_all(organization=by.organization, asked=asked, by=by)
    return made


def danger(record: Intake, opened: Opened, by: Member | None) -> None:
    if record.unsafe:
        dangers.sound(opened, "high", by, Reason("said_unsafe"))


def check(agreed: Agreed) -> None:
    """The version is a digest of the words, so that neither can be changed alone."""
    if version_of(agreed.words) != agreed.version:
        raise OtherWords


def version_of(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _said(record: Intake) -> dict[str, str]:
    """Details of a person that may be told anew."""
    return {
        "name": record.name, "phone": record.phone, "place": record.place,
        "language": record.spoken,
    }  # fmt: skip


def _newcomer(record: Intake) -> people.Newcomer:
    return people.Newcomer(
        id=record.who.id, **_said(record), birth_year=_birth_year(record),
        safe_contact=_safe_contact(record).as_json(),
    )  # fmt: skip


def _birth_year(record: Intake) -> int | None:
    return None if record.age is None else clock.now().year - record.age


def _put_what_was_not_said(person: Person, record: Intake) -> None:
    """How to get in touch, and how old: only where nothing was said before."""
    changed = []
    if person.safe_contact_sealed is None and (wanted := _safe_contact(record).as_json()):
        person.seal("safe_contact_sealed", wanted)
        changed.append("safe_contact_sealed")
    if person.birth_year is None and record.age is not None:
        person.birth_year = _birth_year(record)
        changed.append("birth_year")
    if changed:
        person.save(update_fields=changed)


def _safe_contact(record: Intake) -> SafeContact:
    return SafeContact(record.ways, record.hours, record.voicemail, record.code_word)


def _asked(record: Intake, opened: Opened, person: Person) -> Asked:
    return Asked(_asking(record), opened.id, person)


def _asking(record: Intake) -> Asking:
    return Asking(
        consent_words=record.agreed.words, consent_language=record.agreed.language,
        language=record.spoken, place=record.place, needs=record.needs,
        obstacles=record.obstacles, story=record.story, channel=Request.Channel.CLINIC,
        is_unsafe=record.unsafe, asked_by=record.asked_by,
    )  # fmt: skip
