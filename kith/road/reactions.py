"""What happens on this room's shelves when a person is erased."""

from kith.core import clock, events
from kith.people.events import PersonErased
from kith.road.models import Photo, Question, Version


@events.within(PersonErased)
def forget(event: PersonErased) -> None:
    """What was said of them goes; that somebody came stays a count."""
    Version.objects.filter(person_id=event.person).delete()
    Photo.objects.filter(person_id=event.person).delete()
    about = Question.objects.open().filter(person_id=event.person)
    about.update(decision=Question.Decision.SETTLED, decided_at=clock.now())
    other = Question.objects.open().filter(other_id=event.person)
    other.update(decision=Question.Decision.SETTLED, decided_at=clock.now())
