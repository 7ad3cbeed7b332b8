"""The doors for somebody without an account to their own page about peers.

number   the private number of their ask, by the door of the room that gave it out
link     130 random bits that staff give to whoever has no number at hand; only its keyed digest is
         kept, it ends after a month, and a new one ends the one before
"""

import base64
import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from kith.accounts import tenancy
from kith.core import clock, doors, sealing
from kith.peers.models import WalkLink
from kith.peers.refusals import LinkOver
from kith.people.models import Person

LENGTH = 26
GOOD_FOR = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at their own page. request: the ask their number was given for."""

    person: Person
    request: UUID | None = None


@contextmanager
def holding(*, code: str, address: str) -> Iterator[Visit]:
    """Whoever holds a number or a link, in a transaction of their organisation. A Refusal
    otherwise. Wrong numbers are counted by the door that gave them out."""
    if is_link(code):
        with _by_link(code.strip().lower()) as person:
            yield Visit(person)
        return
    with doors.opened(code, address) as held:
        yield Visit(_person(held.person), held.request)


def is_link(code: str) -> bool:
    return len(code.strip()) == LENGTH


def make_for(person: Person) -> str:
    """A new link. Shown once, here."""
    token = base64.b32encode(secrets.token_bytes(17)).decode().lower()[:LENGTH]
    WalkLink.objects.filter(person=person).delete()
    WalkLink.objects.create(
        digest=_digest(token), organization_id=person.organization_id, person=person,
        expires_at=clock.now() + GOOD_FOR,
    )  # fmt: skip
    return token


@contextmanager
def _by_link(token: str) -> Iterator[Person]:
    digest = _digest(token)
    with tenancy.holding_code(digest):
        link = WalkLink.objects.filter(digest=digest, expires_at__gt=clock.now()).first()
    if link is None:
        raise LinkOver
    with tenancy.acting_for(link.organization_id):
        yield _person(link.person_id)


def _person(pk: UUID) -> Person:
    rows = Person.objects.filter(erased_at=None).select_related("key", "organization")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise LinkOver
    return found


def _digest(token: str) -> str:
    return sealing.blind(token, settings.SECRETS.blind_key, "walk link")
