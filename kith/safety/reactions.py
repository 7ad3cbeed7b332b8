"""When a person is erased: what was written about them goes, what was counted stays."""

from kith.core import events
from kith.people.events import PersonErased
from kith.safety.models import Concern, ConcernNote, HandOver, Plan, PlanCode


@events.within(PersonErased)
def forget(event: PersonErased) -> None:
    """A concern that is still open stays open: erasing words must not end somebody's watch."""
    ConcernNote.objects.filter(person_id=event.person).update(words_sealed=None)
    HandOver.objects.filter(person_id=event.person).update(receiver_sealed=None)
    Concern.objects.filter(person_id=event.person).update(reason_values={})
    PlanCode.objects.filter(plan__person_id=event.person).delete()
    Plan.objects.filter(person_id=event.person).update(steps_sealed=None, shared_with=[])
