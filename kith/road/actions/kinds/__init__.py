"""What each kind of record becomes. `enter(record, opened, by)` answers with whom it is about.

A kind that may tell of danger also says how (`danger`): that is told even while the record itself
waits for another or lies aside.
"""

from collections.abc import Callable
from typing import Any

from kith.accounts.models import Member
from kith.people.models import Person
from kith.road.actions.kinds import (
    assessments,
    changes,
    concerns,
    consents,
    contacts,
    days,
    intakes,
    photos,
    sign_ins,
)
from kith.road.records import Opened, Record

Enter = Callable[[Any, Opened, Member], Person | None]
Danger = Callable[[Any, Opened, Member | None], None]

ENTERS: dict[str, Enter] = {
    "sign_in": sign_ins.enter,
    "intake": intakes.enter,
    "concern": concerns.enter,
    "contact": contacts.enter,
    "change": changes.enter,
    "assessment": assessments.enter,
    "consent": consents.enter,
    "photo": photos.enter,
    "check": days.check,
    "supplies": days.supplies,
    "visit": days.visit,
}
DANGERS: dict[str, Danger] = {
    "Intake": intakes.danger, "Concern": concerns.danger, "Contact": contacts.danger,
    "Filled": assessments.danger,
}  # fmt: skip


def tell_of_danger(record: Record, opened: Opened, by: Member | None) -> None:
    """`by` is None where it is not known who entered it."""
    tell = DANGERS.get(type(record).__name__)
    if tell is not None:
        tell(record, opened, by)
