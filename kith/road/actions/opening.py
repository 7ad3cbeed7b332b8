"""What is in question is shown to whoever decides, and that it was opened is on record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core.refusals import NotYours
from kith.people.models import Person
from kith.road import access
from kith.road.actions import entering, versions
from kith.road.models import Arrival, Question, Version
from kith.road.rules.envelope import CannotOpen


@dataclass(frozen=True, slots=True)
class Said:
    """One version as the page shows it. version: the row to choose."""

    version: Version
    value: str

    @property
    def is_in_use(self) -> bool:
        return self.version.state == Version.State.IN_USE


@dataclass(frozen=True, slots=True)
class Details:
    """One of two who may be one."""

    person: Person
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What one kind of question shows; the others are empty."""

    said: Sequence[Said] = ()
    two: Sequence[Details] = ()
    lines: Sequence[tuple[str, str]] = ()


def open_question(*, question: Question, by: Member) -> Opened:
    if not access.may_open(by, question):
        raise NotYours
    with transaction.atomic():
        for person in (question.person, question.other):
            if person is not None:
                _record(by, question, person)
        if question.arrival is not None:
            _record(by, question, question)
        return Opened(said=_said(question), two=_two(question), lines=_lines(question))


def _said(question: Question) -> list[Said]:
    if question.person is None or question.kind != Question.Kind.CONFLICT:
        return []
    found = versions.standing(question.person, question.field)
    return [Said(version, version.unseal("value_sealed")) for version in found]


def _two(question: Question) -> list[Details]:
    if question.kind != Question.Kind.DOUBLE:
        return []
    people = [person for person in (question.person, question.other) if person is not None]
    return [
        Details(each, each.unseal("name_sealed"), each.unseal("phone_sealed")) for each in people
    ]


def _lines(question: Question) -> list[tuple[str, str]]:
    """What a record that lies aside says, as it was sent: so that it can be typed at the desk."""
    arrival = question.arrival
    if arrival is None or arrival.state != Arrival.State.ASIDE:
        return []
    try:
        content = json.loads(entering.content_of(arrival))
    except (CannotOpen, ValueError):
        return []
    shown = {key: value for key, value in content.items() if key not in ("v", "by", "jpeg")}
    return [(key, _text(value)) for key, value in shown.items() if value not in ("", None, [], {})]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _record(by: Member, question: Question, subject: Person | Question) -> None:
    chain.record(
        "opened", by=by, organization=question.organization_id, subject=subject, what="road"
    )
