"""A person begins: with a key of their own, and as little else as they want to say."""

from uuid import UUID

from django.db import transaction

from kith.accounts.models import Organization
from kith.core.ids import uuid7
from kith.people import keys
from kith.people.models import Person


def register(
    *, organization: Organization, name: str = "", phone: str = "", email: str = "",
    safe_contact: str = "", language: str = "", place: str = "", birth_year: int | None = None,
    id: UUID | None = None,
) -> Person:  # fmt: skip
    """A new person and their key. `safe_contact` is JSON. History shows who registered them.
    `id`: a UUIDv7 that a tablet made for them where there was no signal."""
    person = Person(
        id=id or uuid7(), organization=organization, language=language, place=place,
        birth_year=birth_year,
    )  # fmt: skip
    with transaction.atomic():
        person.save(force_insert=True)
        keys.make_key(person)
        person.seal("name_sealed", name)
        person.seal("phone_sealed", phone)
        person.seal("email_sealed", email)
        person.seal("safe_contact_sealed", safe_contact)
        person.save()
    return person
