"""Reading what is sealed. The log says so in the same transaction, or nothing is shown."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core.refusals import NotYours
from kith.safety import access
from kith.safety.models import Concern, ConcernNote, HandOver


@dataclass(frozen=True, slots=True)
class OpenNote:
    """One note, readable."""

    note: ConcernNote
    words: str


@dataclass(frozen=True, slots=True)
class OpenHand:
    """One hand-over with its receiver, readable."""

    hand: HandOver
    receiver: str


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything that was written about one concern, and how to reach the person."""

    name: str
    phone: str
    safe: dict[str, Any]
    """How the person may be reached: hours, voicemail, code_word; empty where nothing was said."""
    notes: tuple[OpenNote, ...]
    hands: tuple[OpenHand, ...]


def open_concern(*, concern: Concern, by: Member) -> Opened:
    """For the owner, the care team and supervisors."""
    if not access.may_open(by, concern):
        raise NotYours
    with transaction.atomic():
        chain.record("opened", by=by, organization=concern.organization_id, subject=concern,
                     what="concern")  # fmt: skip
        person = concern.person
        return Opened(
            name=person.unseal("name_sealed") if person else "",
            phone=person.unseal("phone_sealed") if person else "",
            safe=json.loads((person and person.unseal("safe_contact_sealed")) or "{}"),
            notes=tuple(
                OpenNote(note, note.unseal("words_sealed"))
                for note in concern.notes.select_related("person__key", "written_by")
            ),
            hands=tuple(
                OpenHand(hand, hand.unseal("receiver_sealed"))
                for hand in concern.hand_overs.select_related("person__key", "to")
            ),
        )
