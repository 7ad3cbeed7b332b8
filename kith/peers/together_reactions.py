"""What happens between peers and people when somebody is erased: their seat is free again."""

from kith.core import events
from kith.peers.actions import circles
from kith.peers.models import Reminder, Seat
from kith.people.events import PersonErased


@events.within(PersonErased)
def forget(event: PersonErased) -> None:
    """Counts of meetings stay and name nobody."""
    live = Seat.objects.live().filter(person_id=event.person)  # type: ignore[attr-defined]
    for seat in live.select_related("circle__organization").order_by("id"):
        circles.leave_seat(seat=seat)
    Reminder.objects.filter(seat__person_id=event.person).delete()
