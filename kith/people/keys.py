"""Each person's key: made with them, wrapped by the installation's, destroyed when erased."""

from functools import cache
from uuid import UUID

from django.conf import settings

from kith.core import sealing
from kith.people.models.person import Person, PersonKey


@cache
def keyring() -> sealing.Keyring:
    """The installation's keys."""
    return sealing.Keyring(settings.SECRETS.sealing_keys, settings.SECRETS.sealing_current)


def new_key(person: Person) -> PersonKey:
    """A key for a new person (in memory), to be kept in the same transaction as the person."""
    key = PersonKey(person=person, organization_id=person.organization_id)
    key.key_id, key.wrapped = keyring().wrap(sealing.new_key(), _place(key))
    return key


def key_of(person: Person) -> bytes:
    """The person's key, unwrapped. CannotOpen once they were erased."""
    try:
        key = person.key
    except PersonKey.DoesNotExist as error:
        raise sealing.CannotOpen from error
    return keyring().unwrap(key.key_id, bytes(key.wrapped), _place(key))


def opened(organization: UUID, person: UUID, key_id: str, wrapped: bytes) -> bytes:
    """A key of which only the columns were fetched: for counting over many people."""
    key = PersonKey(person_id=person, organization_id=organization)
    return keyring().unwrap(key_id, bytes(wrapped), _place(key))


def _place(key: PersonKey) -> sealing.Place:
    return sealing.Place(key.organization_id, "people_personkey", "wrapped", key.person_id)
