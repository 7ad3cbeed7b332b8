"""A rota, a person and a concern for the tests of this room."""

import datetime as dt
import uuid
from typing import Any

from kith.accounts.models import Member
from kith.core.sources import Reason
from kith.people import actions as people
from kith.people.models import Person
from kith.safety import actions
from kith.safety.models import Concern, HandOver, Shift
from tests.cast import Cast

NIGHT = dt.datetime(2026, 3, 14, 2, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
WORDS = "She wrote that she has the tablets beside her"


def on_duty(*members: Member, start: dt.datetime = NIGHT, hours: int = 8) -> list[Shift]:
    """The first answers first, the others stand behind."""
    return [
        Shift.objects.create(
            organization_id=member.organization_id, member=member, made_by=member,
            place=1 if number == 0 else 2, starts_at=start - dt.timedelta(hours=1),
            ends_at=start + dt.timedelta(hours=hours),
        )
        for number, member in enumerate(members)
    ]  # fmt: skip


def dee(cast: Cast) -> Person:
    return people.register(organization=cast.riverbend, name="Dee", phone="555-0177")


def raised(cast: Cast, **changes: Any) -> Concern:
    """By Ben, about Dee, in danger now."""
    values: dict[str, Any] = {
        "by": cast.ben, "severity": "high", "replay_key": uuid.uuid4(), "words": WORDS,
    }  # fmt: skip
    if "person" not in changes:
        values["person"] = dee(cast)
    return actions.raise_concern(**values | changes)


def sounded(cast: Cast, subject: uuid.UUID, severity: str = "moderate") -> Concern:
    """By another room's rule."""
    found = actions.sound(
        organization=cast.riverbend.id, source="assessment", subject=subject, person=None,
        severity=severity, reason=Reason("item_positive", {"item": "9"}), by=None,
    )  # fmt: skip
    return Concern.objects.get(pk=found)


def taken(cast: Cast, by: Member | None = None, **changes: Any) -> Concern:
    concern = raised(cast, **changes)
    return actions.acknowledge(concern=concern, by=by or cast.amina)


def consulted(cast: Cast) -> Concern:
    concern = taken(cast)
    actions.engage(concern=concern, by=cast.amina)
    return actions.consult(
        concern=concern, supervisor=cast.sofia, words="Stay, and call the clinic", by=cast.amina
    )


def held(cast: Cast) -> Concern:
    concern = consulted(cast)
    actions.hand_over(
        concern=concern, by=cast.amina, consent=HandOver.Consent.GIVEN, receiver="Nurse Ito, clinic"
    )
    return actions.confirm(concern=concern, by=cast.amina)


def following(cast: Cast) -> Concern:
    return actions.offer_plan(concern=held(cast), by=cast.amina)
