"""Perhaps the same person twice: proposed to somebody named, never joined by itself."""

import datetime as dt
from uuid import UUID

from kith.core import clock
from kith.people.models import Person
from kith.road.actions import questions
from kith.road.models import Arrival, Question
from kith.road.rules.resembling import Met, pairs

LOOKED_BACK = dt.timedelta(days=30)
MOST = 1000


def propose_doubles(*, organization: UUID) -> int:
    """How many are new. Among those whom tablets met within the last month; a pair is asked about
    once, whatever was answered. Nothing that is opened here is shown to anybody."""
    met = [_met(person) for person in _people(organization)]
    found = pairs(met)
    known = set(
        Question.objects.filter(organization_id=organization, kind=Question.Kind.DOUBLE)
        .values_list("person", "other")
    )  # fmt: skip
    fresh = sorted(found - known)
    people = {person.pk: person for person in Person.objects.filter(pk__in=[p for p, _ in fresh])}
    asked = [
        Question(
            organization_id=organization, kind=Question.Kind.DOUBLE, person_id=one, other_id=other,
            owner=questions.owner_of(people[one]) or questions.in_charge(organization),
        )
        for one, other in fresh
    ]  # fmt: skip
    Question.objects.bulk_create(asked, ignore_conflicts=True)
    questions.tell_owners(organization)
    return len(asked)


def _people(organization: UUID) -> list[Person]:
    arrivals = Arrival.objects.filter(
        organization_id=organization, person__isnull=False, kind__in=("intake", "sign_in"),
        received_at__gte=clock.now() - LOOKED_BACK,
    )  # fmt: skip
    rows = Person.objects.filter(pk__in=arrivals.values("person"), erased_at=None)
    return list(rows.select_related("key").order_by("-created_at", "-id")[:MOST])


def _met(person: Person) -> Met:
    return Met(
        person.pk, person.unseal("name_sealed"), person.unseal("phone_sealed"), person.place,
        person.birth_year,
    )  # fmt: skip
