"""A person begins: with a key of their own, and as little else as they want to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Organization
from kith.core.ids import uuid7
from kith.people import keys
from kith.people.models import Person, PersonKey

SEALED = ("name", "phone", "email", "safe_contact")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody says of themselves; all of it may be empty. `safe_contact` is JSON. `id`: a
    UUIDv7 that a tablet made for them where there was no signal."""

    name: str = ""
    phone: str = ""
    email: str = ""
    safe_contact: str = ""
    language: str = ""
    place: str = ""
    birth_year: int | None = None
    id: UUID | None = None


def register(
    *, organization: Organization, name: str = "", phone: str = "", email: str = "",
    safe_contact: str = "", language: str = "", place: str = "", birth_year: int | None = None,
    id: UUID | None = None,
) -> Person:  # fmt: skip
    """A new person and their key. History shows who registered them."""
    told = Newcomer(name, phone, email, safe_contact, language, place, birth_year, id)
    return register_all(organization=organization, newcomers=[told])[0]


def register_all(*, organization: Organization, newcomers: Sequence[Newcomer]) -> list[Person]:
    """Several at once, in two statements: a day on the road brings fifty."""
    made = [_begin(organization, told) for told in newcomers]
    with transaction.atomic():
        Person.objects.bulk_create(made)
        PersonKey.objects.bulk_create([person.key for person in made])
    return made


def _begin(organization: Organization, told: Newcomer) -> Person:
    person = Person(
        id=told.id or uuid7(), organization=organization, language=told.language, place=told.place,
        birth_year=told.birth_year,
    )  # fmt: skip
    person.key = keys.new_key(person)
    for name in SEALED:
        person.seal(f"{name}_sealed", getattr(told, name))
    return person
