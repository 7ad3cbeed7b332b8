"""What is over is forgotten: what nobody keeps, nobody can lose, leak or be made to hand over."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from kith.accounts.models import Organization
from kith.connections.models import CodeAttempt, Contact, Keeping, Notice, Request
from kith.core import clock
from kith.people import actions as people
from kith.people import kept
from kith.people.models import Person

A_DAY = dt.timedelta(days=1)


def forget_what_is_over(*, organization: UUID) -> int:
    """Erase people so long after their last request was closed and nobody was in touch with them,
    and old notices; inside `acting_for(organization)`. Says how many people. Safe to run twice."""
    keeping = Keeping.of(Organization.objects.get(pk=organization))
    over = {p.pk: p for until, days in promises(keeping) for p in _over(organization, until, days)}
    for person in over.values():
        people.erase(person=person)
    old = Notice.objects.filter(organization_id=organization, sent_at__isnull=False)
    old.filter(created_at__lt=clock.now() - keeping.time_of_notices).delete()
    return len(over)


def promises(keeping: Keeping) -> Iterator[tuple[dt.datetime, dt.timedelta]]:
    """(who asked before this moment, is kept no longer than this): each period that was ever said,
    up to the moment when it was changed, and the present one."""
    history = apps.get_model("connections", "KeepingEvent")
    said = history._default_manager.filter(pgh_obj_id=keeping.pk).order_by("pgh_id")
    periods = [*said.values_list("after_closing", "since"), (keeping.after_closing, keeping.since)]
    ends = [since for _days, since in periods[1:]] + [clock.now()]
    for (days, _since), until in zip(periods, ends, strict=True):
        yield until, dt.timedelta(days=days)


def forget_tries() -> None:
    """Wrong codes are counted for a quarter of an hour; a day later nothing needs them."""
    CodeAttempt.objects.filter(at__lt=clock.now() - A_DAY).delete()


def _over(organization: UUID, until: dt.datetime, period: dt.timedelta) -> "QuerySet[Person]":
    """People who asked before `until` and with whom all has been over for as long as
    `period`, and whom no other room needs."""
    limit = clock.now() - period
    theirs = Request.objects.filter(person=OuterRef("pk"))
    contacts = Contact.objects.filter(person=OuterRef("pk"), happened_at__gte=limit)
    people = Person.objects.filter(
        organization_id=organization, erased_at=None, created_at__lt=min(limit, until)
    )
    over = people.exclude(
        Exists(theirs.filter(closed_at=None)) | Exists(theirs.filter(closed_at__gte=limit))
    ).exclude(Exists(contacts))
    return kept.without_those_needed(over, limit)
