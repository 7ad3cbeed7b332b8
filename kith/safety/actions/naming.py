"""Whom a concern is about, said afterwards: it was raised before anybody knew."""

from django.db import transaction

from kith.accounts.models import Member
from kith.core.refusals import AlreadyChanged, NotYours
from kith.people import access as people
from kith.people import actions as people_actions
from kith.people.models import Person
from kith.safety import access
from kith.safety.actions import moving
from kith.safety.models import Concern, ConcernNote


def name_person(*, concern: Concern, person: Person, by: Member) -> Concern:
    """Put the concern to somebody known. What was written moves under their key, so that their
    care team reads it and erasing them erases it. Only once: a second name would be a guess.
    Whoever raised it may say whom they meant.
    """
    knows = concern.raised_by_id == by.id or access.may_open(by, concern)
    if not knows or not people.may_open(by, person):
        raise NotYours
    with transaction.atomic():
        fresh = moving.locked(concern)
        if not fresh.is_nameless:
            raise AlreadyChanged
        for note in fresh.notes.select_related("person__key"):
            _move(note, person)
        for hand in fresh.hand_overs.select_related("person__key"):
            _move(hand, person)
        fresh.person = person
        fresh.save(update_fields=["person"])
        if fresh.owner is not None:
            people_actions.place_in_team(person=person, member=fresh.owner)
        moving.record(fresh, "named", by)
    concern.refresh_from_db()
    return concern


def _move(row: moving.Sealed, person: Person) -> None:
    """The same words under another key."""
    column = "words_sealed" if isinstance(row, ConcernNote) else "receiver_sealed"
    words = row.unseal(column)
    row.person = person
    row.seal(column, words)
    row.save(update_fields=["person", column])
