"""What is in question is shown to whoever decides, and that it was opened is on record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise

from kith.accounts.models import Member
from kith.audit import chain
from kith.core.refusals import NotYours
from kith.people.models import Person
from kith.road import access
from kith.road.actions import counting, entering, versions
from kith.road.models import Arrival, Question, SupplyCount, Version
from kith.road.rules.envelope import CannotOpen
from kith.road.words import SUPPLIES


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
class Number:
    """What one tablet counted of a thing; value: to choose it with."""

    value: str
    amount: int
    counts: Sequence[SupplyCount]


@dataclass(frozen=True, slots=True)
class Disputed:
    """One thing on one way. field: of the form. together: where each tablet counted a part."""

    field: str
    way: str
    name: str | Promise
    numbers: Sequence[Number]
    together: Number


@dataclass(frozen=True, slots=True)
class Opened:
    """What one kind of question shows; the others are empty."""

    said: Sequence[Said] = ()
    two: Sequence[Details] = ()
    lines: Sequence[tuple[str, str]] = ()
    disputed: Sequence[Disputed] = ()
    settled: Sequence[tuple[str, str | Promise, int]] = ()


def open_question(*, question: Question, by: Member) -> Opened:
    if not access.may_open(by, question):
        raise NotYours
    with transaction.atomic():
        for person in (question.person, question.other):
            if person is not None:
                _record(by, question, person)
        if question.arrival is not None:
            _record(by, question, question)
        return Opened(
            said=_said(question), two=_two(question), lines=_lines(question),
            disputed=_disputed(question), settled=_settled(question),
        )  # fmt: skip


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


def _disputed(question: Question) -> list[Disputed]:
    """What went out first, then what came back; nothing of it is about anybody."""
    if question.unit is None or question.day is None:
        return []
    rows = counting.rows_of(question.organization, question.unit, question.day)
    counts = list(rows.select_related("device", "counted_by").order_by("counted_at", "id"))
    return [
        Disputed(
            f"{way}/{name}", way, SUPPLIES.get(name, name),
            [
                Number(f"{device}:{amount}", amount, [
                    each for each in counts
                    if (each.way, each.name, each.device_id) == (way, name, device)
                ])
                for device, amount in found.said
            ],
            Number(f"{counting.TOGETHER}:{found.together}", found.together, ()),
        )
        for (way, name), found in counting.open_of(question).items()
    ]  # fmt: skip


def _settled(question: Question) -> list[tuple[str, str | Promise, int]]:
    """(way, thing, number), as it was decided."""
    rows = question.settled.order_by("-way", "name")
    return [(each.way, SUPPLIES.get(each.name, each.name), each.amount) for each in rows]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _record(by: Member, question: Question, subject: Person | Question) -> None:
    chain.record(
        "opened", by=by, organization=question.organization_id, subject=subject, what="road"
    )
