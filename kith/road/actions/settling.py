"""What waited for something goes on when it is there.

Runs after each sending in a transaction of its own: of two sendings at once, one that waits and one
that brings what it waits for, at least one settles after both were committed. A job does the same
now and then, for when the server died in between.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from kith.people.models import Person
from kith.road import who
from kith.road.actions import entering, letting_go, questions
from kith.road.models import Arrival
from kith.road.models.arrival import ArrivalQuerySet

MOST = 500


def settle(*, organization: UUID) -> int:
    """How many went on. Each that went on may be what the next waits for."""
    total = 0
    waiting = Arrival.objects.waiting().filter(organization_id=organization)
    while waiting.exists():
        with transaction.atomic():
            ready = _ready(waiting)
            crews = entering.crews_of(arrival.device_id for arrival in ready)
            went_on = sum(_try(arrival, crews) for arrival in ready)
            if letting_go.KINDS & {arrival.kind for arrival in ready}:
                letting_go.let_go(organization=organization)
            questions.ask_about(ready)
            questions.tell_owners(organization)
        if not went_on:
            break
        total += went_on
    return total


def _ready(waiting: ArrivalQuerySet) -> list[Arrival]:
    """Those for which what they wait for is here, locked: another settling leaves them alone."""
    entered = Arrival.objects.filter(
        organization_id=OuterRef("organization_id"), state=Arrival.State.ENTERED
    ).annotate(text=Cast("client_id", TextField()))
    people = Person.objects.filter(organization_id=OuterRef("organization_id"))
    by_id = people.annotate(text=Cast("id", TextField())).filter(text=OuterRef("waits_for"))
    here = Exists(entered.filter(text=OuterRef("waits_for"))) | Exists(by_id)
    rows = waiting.filter(here | Q(pk__in=_with_codes(waiting))).order_by("client_id")
    locked = rows.select_for_update(of=["self"], skip_locked=True).select_related("device")
    return list(locked[:MOST])


def _with_codes(waiting: ArrivalQuerySet) -> list[UUID]:
    """Those that wait for a short code which somebody now has. Few, and typed by hand."""
    short = waiting.filter(waits_for__regex=f"^[0-9a-f]{{{who.SHORT}}}$")
    found = []
    for arrival_id, organization, code in short.values_list("id", "organization_id", "waits_for"):
        people = Person.objects.filter(organization_id=organization)
        if who.by_short_code(people, code).exists():
            found.append(arrival_id)
    return found


def _try(arrival: Arrival, crews: entering.Crews) -> bool:
    entering.enter_or_put_aside(arrival, entering.content_of(arrival), crews)
    return arrival.state != Arrival.State.WAITING
