"""Links that ran out end by themselves, and with them the half-filled forms behind them."""

from uuid import UUID

from django.db import transaction

from kith.core import clock
from kith.measures.lifecycle import ASSESSMENT
from kith.measures.models import Assessment, AssessmentLink


def end_links(*, organization: UUID) -> int:
    """How many ended. Safe to run twice."""
    move = ASSESSMENT.move("stop", "offered", ["job"])
    with transaction.atomic():
        gone = Assessment.objects.run_out_at(clock.now()).filter(organization_id=organization)
        ids = list(gone.values_list("id", flat=True))
        rows = Assessment.objects.filter(pk__in=ids, state__in=move.sources)
        ended = rows.update(state=move.target, answers_sealed=None, answered_count=0)
        AssessmentLink.objects.filter(assessment__in=ids).delete()
    return ended
