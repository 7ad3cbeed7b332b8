"""What happens to measures when their person is erased."""

from kith.core import events
from kith.measures.models import Assessment, AssessmentLink
from kith.people.events import PersonErased


@events.within(PersonErased)
def forget(event: PersonErased) -> None:
    """Links go, forms under way stop, answers are emptied; the counts that name nobody stay."""
    rows = Assessment.objects.filter(person_id=event.person).order_by()
    AssessmentLink.objects.filter(assessment__in=rows).delete()
    rows.filter(state__in=["offered", "open"]).update(state="stopped", answered_count=0)
    rows.update(answers_sealed=None, score_sealed=None)
