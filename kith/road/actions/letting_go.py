"""A photo that waits, or lies aside, sealed, goes too once a no is about it: nobody keeps what may
not be kept only because it could not be entered."""

from uuid import UUID

from django.db import transaction

from kith.core import clock
from kith.road import who
from kith.road.actions import consents, entering
from kith.road.models import Arrival, Question
from kith.road.records import Photo
from kith.road.rules import standing
from kith.road.rules.envelope import CannotOpen

KINDS = {"consent", "photo"}
"""Of what arrives, that which may make something go."""


def let_go(*, organization: UUID) -> int:
    """How many went. One that waits is entered, as it would have been after the no; one that lies
    aside is not entered any more, and nobody is asked about it. One that is being entered at this
    moment is left alone: whoever enters it waits for the person's row, and sees the no."""
    rows = Arrival.objects.filter(organization_id=organization, kind="photo")
    held = rows.filter(state__in=(Arrival.State.WAITING, Arrival.State.ASIDE))
    with transaction.atomic():
        locked = held.order_by("id").select_for_update(of=["self"], skip_locked=True)
        found = list(locked.select_related("device"))
        crews = entering.crews_of(arrival.device_id for arrival in found) if found else {}
        return sum(_let_go(arrival, crews) for arrival in found)


def _let_go(arrival: Arrival, crews: entering.Crews) -> bool:
    try:
        content = entering.content_of(arrival)
        record = Photo.model_validate_json(content)
    except (CannotOpen, ValueError):
        return False
    if not _is_covered(arrival, record):
        return False
    if arrival.state == Arrival.State.WAITING:
        entering.enter_or_put_aside(arrival, content, crews)
    if arrival.state == Arrival.State.ASIDE:
        Arrival.objects.filter(pk=arrival.pk).update(state=Arrival.State.DROPPED, sealed=None)
        asked = Question.objects.open().filter(arrival=arrival)
        asked.update(decision=Question.Decision.SETTLED, decided_at=clock.now())
    return True


def _is_covered(arrival: Arrival, record: Photo) -> bool:
    person = who.named(record.who, arrival.organization_id) if record.who else None
    if person is None:
        return False
    taken = standing.Taken(arrival.happened_at or arrival.received_at, arrival.base)
    return standing.is_covered(taken, consents.said_of(person))
