"""Erasing: the key goes, and with it every copy, history and backups included."""

from django.db import transaction

from kith.accounts.models import Member, Role
from kith.audit import chain
from kith.core import clock, events
from kith.core.refusals import AlreadyChanged, NotYours
from kith.people.events import PersonErased
from kith.people.models import Person, PersonKey


def erase(*, person: Person, by: Member | None = None) -> Person:
    """Destroy the person's key and blank what stood in the clear (the history never held it).

    By the person themselves (`by=None`, through their private code) or by a supervisor or
    administrator of the organisation. Counts that name nobody stay. Of two who press at once the
    second gets AlreadyChanged.
    """
    may = by is None or by.has_role(Role.SUPERVISOR, Role.ADMINISTRATOR)
    if not may or (by and by.organization_id != person.organization_id):
        raise NotYours
    with transaction.atomic():
        _blank(person)
        PersonKey.objects.filter(person=person).delete()
        chain.record("erased", by=by, organization=person.organization_id, subject=person)
        events.publish(PersonErased(person.organization_id, person.id))
    person.refresh_from_db()
    return person


def _blank(person: Person) -> None:
    updated = Person.objects.filter(pk=person.pk, erased_at=None).update(
        erased_at=clock.now(), name_sealed=None, phone_sealed=None, email_sealed=None,
        safe_contact_sealed=None, place="", birth_year=None, language="",
    )  # fmt: skip
    if updated != 1:
        raise AlreadyChanged
