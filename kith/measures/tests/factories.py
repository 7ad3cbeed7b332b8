"""Made-up people and filled-in measures. Everything goes through the actions.

Call inside `tenancy.acting_for(organization.id)`.
"""

import uuid
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from kith.accounts.models import Member
from kith.core import alarms
from kith.measures import actions
from kith.measures.models import Assessment
from kith.people import actions as people
from kith.people.models import Person


class Bell:
    """Somebody listens, and writes down what they heard."""

    def __init__(self, *, on_duty: bool = True, breaks: bool = False) -> None:
        self.heard: list[dict[str, Any]] = []
        self.on_duty, self.breaks = on_duty, breaks

    def sound(self, **what: Any) -> UUID:
        if self.breaks:
            raise RuntimeError("the bell broke")
        self.heard.append(what)
        return uuid.uuid4()

    def someone_is_on_duty(self, organization: UUID) -> bool:
        return self.on_duty


@contextmanager
def hanging(bell: Bell | None):
    """Another bell for the length of a block."""
    before = alarms.hang(bell)
    try:
        yield bell
    finally:
        alarms.hang(before)


def person(*walking: Member, **known: Any) -> Person:
    """Dee, with these members in the care team."""
    member = walking[0]
    dee = people.register(organization=member.organization, name="Dee", **known)
    for other in walking:
        people.place_in_team(person=dee, member=other)
    return dee


def offered(dee: Person, by: Member, instrument: str = "gad-7", language: str = "en"):
    """An assessment behind a private link, and the link's token."""
    return actions.offer(
        person=dee, instrument=instrument, language=language, replay_key=uuid.uuid4(), by=by
    )


def begun(dee: Person, by: Member, instrument: str = "gad-7") -> Assessment:
    return actions.begin(
        person=dee, instrument=instrument, language="en", replay_key=uuid.uuid4(), by=by
    )


def filled(dee: Person, by: Member, typed: object, instrument: str = "gad-7", **more: Any):
    """A finished one, from paper."""
    return actions.take_down(
        person=dee, instrument=instrument, typed=typed, replay_key=uuid.uuid4(), by=by, **more
    )
