"""What happens here when somebody leaves a circle, or is erased."""

from django.db.models import Model

from kith.circles.access import Neighbour
from kith.circles.actions import circles, postings
from kith.circles.events import SeatMoved
from kith.circles.models import Alarm, Answer, Posting, Reminder, Seat
from kith.core import events
from kith.people.events import PersonErased
from kith.people.models import Person


@events.within(SeatMoved)
def take_along(event: SeatMoved) -> None:
    """Whoever leaves takes along what they offered and asked there."""
    if event.state == "left":
        person = Person.objects.get(pk=event.person)
        who = Neighbour(event.organization, person=person)
        postings.withdraw_all(who=who, circle=event.circle)


@events.within(PersonErased)
def forget(event: PersonErased) -> None:
    """Counts stay and name nobody."""
    live = Seat.objects.live().filter(person_id=event.person)  # type: ignore[attr-defined]
    for seat in live.select_related("circle__organization").order_by("id"):
        circles.leave_seat(seat=seat)
    Reminder.objects.filter(seat__person_id=event.person).delete()
    who = Neighbour(event.organization, person=Person.objects.get(pk=event.person))
    postings.withdraw_all(who=who)
    Answer.objects.filter(person_id=event.person, state="sent").update(state="withdrawn")
    models: tuple[type[Model], ...] = (Posting, Answer, Alarm)
    for model in models:  # their keys go: nobody opens the words again, in no history and no backup
        rows = model._default_manager.filter(person_id=event.person)
        rows.update(key_id="", key_wrapped=None)
