"""What every move of a concern has in common: table, clock, words, log, told. For other actions."""

from typing import Any

from kith.accounts.access import CARE
from kith.accounts.models import Member
from kith.audit import chain
from kith.core import events
from kith.people import actions as people
from kith.people.models import Person
from kith.safety import access, clocks, moment
from kith.safety.events import ConcernMoved
from kith.safety.lifecycle import CONCERN
from kith.safety.models import Concern, ConcernNote, HandOver
from kith.safety.refusals import WordsMissing

STREAM = "safety"
ANEW: dict[str, Any] = {
    "owner": None, "acknowledged_at": None, "closed_at": None, "closed_by": None, "ended": "",
    "reviewed_at": None, "reviewed_by": None,
}  # fmt: skip
"""The columns of a concern that was over and begins again."""
Sealed = ConcernNote | HandOver


def apply(concern: Concern, name: str, *, by: Member, reason: str = "", **changes: Any) -> Concern:
    """Make the move and start the clock of the state it leads to, in one conditional update.

    Of two who press at once the second gets AlreadyChanged. Runs in the caller's transaction.
    """
    move = CONCERN.move(name, concern.state, access.sides_of(by, concern), reason)
    began = moment.now()
    CONCERN.apply(concern, move, **clocks.step(concern, move.target, began), **changes)
    record(concern, name, by)
    return concern


def record(concern: Concern, verb: str, by: Member | None) -> None:
    """In the log, and told to whoever listens: ids and codes only."""
    organization = concern.organization_id
    chain.record(f"concern_{verb}", by=by, organization=organization, subject=concern,
                 stream=STREAM, severity=concern.severity)  # fmt: skip
    events.publish(ConcernMoved(organization, concern.id, verb, by.id if by else None))


def person_of(concern: Concern, by: Member | None) -> Person:
    """Whom it is about; a nameless person with a key of their own where nobody knows yet."""
    if concern.person is None:
        concern.person = people.register(organization=concern.organization)
        concern.save(update_fields=["person"])
        if by is not None and by.has_role(*CARE):
            people.place_in_team(person=concern.person, member=by)
    return concern.person


def write(
    concern: Concern, about: str, words: str, by: Member | None, *, must: bool = False
) -> None:
    """Keep words sealed under the person's key. `must`: nothing written is refused."""
    if not words.strip():
        if must:
            raise WordsMissing
        return
    note = ConcernNote(
        organization_id=concern.organization_id, concern=concern, person=person_of(concern, by),
        about=about, written_by=by, written_at=moment.now(),
    )  # fmt: skip
    note.seal("words_sealed", words.strip())
    note.save(force_insert=True)


def locked(concern: Concern) -> Concern:
    """The row as it is now, held until the transaction ends."""
    rows = Concern.objects.select_for_update(of=["self"])
    return rows.select_related("person", "owner", "organization").get(pk=concern.pk)
