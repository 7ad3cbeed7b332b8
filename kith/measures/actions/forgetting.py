"""What nobody needs any more: links that ran out, forms nobody came back to, answers that count
nowhere. Answers of people go with the people (`reactions.py`); this is what is left lying about.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from kith.core import clock
from kith.measures import scores
from kith.measures.lifecycle import ASSESSMENT
from kith.measures.models import Assessment, AssessmentLink, Tablet

LEFT_AFTER = dt.timedelta(days=30)
"""A form begun together or on a tablet that nobody went on with; a form marked as a mistake."""
NIGHTLY = 20_000


def end_links(*, organization: UUID) -> int:
    """How many ended. Safe to run twice."""
    with transaction.atomic():
        gone = Assessment.objects.run_out_at(clock.now()).filter(organization_id=organization)
        return _end(gone.values_list("id", flat=True))


def forget_what_is_left(*, organization: UUID) -> dict[str, int]:
    """Says how much of what. Safe to run twice."""
    limit = clock.now() - LEFT_AFTER
    mine = Assessment.objects.filter(organization_id=organization)
    with transaction.atomic():
        mistakes = mine.filter(state="mistake", finished_at__lt=limit)
        emptied = mistakes.exclude(answers_sealed=None, score_sealed=None)
        tablets = Tablet.objects.filter(organization_id=organization, expires_at__lt=limit)
        return {
            "left": _end(mine.left_since(limit).values_list("id", flat=True)),
            "mistakes": emptied.update(answers_sealed=None, score_sealed=None, answered_count=0),
            "tablets": tablets.delete()[0],
            "scored": scores.fill_in(mine, NIGHTLY),
        }


def _end(ids: Iterable[UUID]) -> int:
    """A concern that an answer raised stays; the answers go."""
    move = ASSESSMENT.move("stop", "offered", ["job"])
    chosen = list(ids)
    rows = Assessment.objects.filter(pk__in=chosen, state__in=move.sources)
    ended: int = rows.update(state=move.target, answers_sealed=None, answered_count=0)
    AssessmentLink.objects.filter(assessment__in=chosen).delete()
    return ended
