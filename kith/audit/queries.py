"""Reading the log. Each needs `acting_for` the organisation."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from kith.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; empty means all."""

    member: UUID | None = None
    verb: str = ""
    subject: UUID | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def entries(organization: UUID, wanted: Filter | None = None) -> QuerySet[Entry]:
    """An organisation's log, newest first."""
    wanted = wanted or Filter()
    conditions = {
        "member_id": wanted.member,
        "verb": wanted.verb,
        "subject_id": wanted.subject,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
    }
    found = Entry.objects.filter(organization_id=organization)
    found = found.filter(**{name: value for name, value in conditions.items() if value})
    return found.order_by("-at", "-id")


def about(organization: UUID, subjects: Iterable[UUID]) -> QuerySet[Entry]:
    """Who looked at somebody: `subjects` are the person and the rows that speak of them."""
    found = Entry.objects.filter(organization_id=organization, subject_id__in=list(subjects))
    return found.order_by("-at", "-id")


def verbs(organization: UUID) -> list[str]:
    """What has been recorded so far, for the filter."""
    found = Entry.objects.filter(organization_id=organization).order_by("verb")
    return list(found.values_list("verb", flat=True).distinct())
