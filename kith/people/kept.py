"""Why somebody is not forgotten yet, said by the rooms that know.

Who keeps the calendar of forgetting sees requests and contacts. That somebody is in danger, was
asked how they are, or walks with a peer is known elsewhere: each such room registers, once, a query
of the people it still needs.

    kept.register(lambda limit: Concern.objects.open().values("person_id"))

The query runs inside `acting_for(organization)` and gives person ids, none of them null.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from kith.people.models import Person

Reason = Callable[[dt.datetime], "QuerySet[Any, Any]"]
_reasons: list[Reason] = []


def register(reason: Reason) -> None:
    """`reason(limit)`: people of whom something is open, or was alive since `limit`."""
    if reason not in _reasons:
        _reasons.append(reason)


def without_those_needed(people: "QuerySet[Person]", limit: dt.datetime) -> "QuerySet[Person]":
    """Only people whom no room needs any more."""
    for reason in _reasons:
        people = people.exclude(pk__in=reason(limit))
    return people
