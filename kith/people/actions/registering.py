"""A person begins: with a key of their own, and as little else as they want to say."""

from django.db import transaction

from kith.accounts.models import Organization
from kith.people import keys
from kith.people.models import Person


def register(
    *, organization: Organization, name: str = "", phone: str = "", email: str = "",
    safe_contact: str = "", language: str = "", place: str = "", birth_year: int | None = None,
) -> Person:  # fmt: skip
    """A new person and their key. `safe_contact` is JSON. History shows who registered them."""
    person = Person(
        organization=organization, language=language, place=place, birth_year=birth_year
    )
    with transaction.atomic():
        person.save(force_insert=True)
        keys.make_key(person)
        person.seal("name_sealed", name)
        person.seal("phone_sealed", phone)
        person.seal("email_sealed", email)
        person.seal("safe_contact_sealed", safe_contact)
        person.save()
    return person
