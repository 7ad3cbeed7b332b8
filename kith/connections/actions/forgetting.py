"""What is over is forgotten: what nobody keeps, nobody can lose, leak or be made to hand over."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kith.connections.models import CodeAttempt, Contact, Notice, Request
from kith.core import clock
from kith.people import actions as people
from kith.people.models import Person

YEAR_AFTER_CLOSING = dt.timedelta(days=365)
SHORT = dt.timedelta(days=30)
A_DAY = dt.timedelta(days=1)


def forget_what_is_over(*, organization: UUID) -> int:
    """Erase people a year after their last request was closed and nobody was in touch with them,
    and old notices; inside `acting_for(organization)`. Says how many people. Safe to run twice."""
    limit = clock.now() - YEAR_AFTER_CLOSING
    over = list(_over_since(organization, limit))
    for person in over:
        people.erase(person=person)
    old = Notice.objects.filter(organization_id=organization, sent_at__isnull=False)
    old.filter(created_at__lt=clock.now() - SHORT).delete()
    return len(over)


def forget_tries() -> None:
    """Wrong codes are counted for a quarter of an hour; a day later nothing needs them."""
    CodeAttempt.objects.filter(at__lt=clock.now() - A_DAY).delete()


def _over_since(organization: UUID, limit: dt.datetime) -> "QuerySet[Person]":
    theirs = Request.objects.filter(person=OuterRef("pk"))
    contacts = Contact.objects.filter(person=OuterRef("pk"), happened_at__gte=limit)
    people = Person.objects.filter(
        organization_id=organization, erased_at=None, created_at__lt=limit
    )
    return people.exclude(
        Exists(theirs.filter(closed_at=None)) | Exists(theirs.filter(closed_at__gte=limit))
    ).exclude(Exists(contacts))
