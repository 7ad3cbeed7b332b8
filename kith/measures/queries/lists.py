"""Lists of assessments."""

from django.db.models import Count, Q

from kith.accounts.models import Member
from kith.measures import access, library
from kith.measures.models import Assessment
from kith.measures.rows import AssessmentRow, Page
from kith.people.models import Person

SIZE = 50


def assessment_list(member: Member, *, state: str = "", page: int = 1) -> Page:
    """Those of the people one walks with, newest first."""
    found = access.assessments_for(member)
    if state == "waiting":
        found = found.waiting()
    elif state:
        found = found.filter(state=state)
    total = found.count()
    number = max(1, min(page, -(-total // SIZE)))
    rows = found.select_related("offered_by").order_by("-created_at", "-id")
    return Page(tuple(map(row_of, rows[(number - 1) * SIZE : number * SIZE])), total, number, SIZE)


def waiting_and_done(member: Member) -> dict[str, int]:
    """How many wait, and how many were filled in: one query."""
    counts: dict[str, int] = access.assessments_for(member).aggregate(
        waiting=Count("id", filter=Q(state__in=["offered", "open"])),
        finished=Count("id", filter=Q(state="finished")),
    )
    return counts


def of_person(person: Person) -> tuple[AssessmentRow, ...]:
    """Everything one person was asked."""
    rows = Assessment.objects.filter(person=person).select_related("offered_by")
    return tuple(map(row_of, rows.order_by("-created_at", "-id")))


def row_of(assessment: Assessment) -> AssessmentRow:
    """One line. An instrument that is no longer here is called by its code."""
    instrument = library.instruments().get(assessment.instrument)
    return AssessmentRow(
        id=assessment.id,
        person_id=assessment.person_id,
        reference=Person(pk=assessment.person_id).reference,
        short=instrument.short if instrument else assessment.instrument,
        about=instrument.about if instrument else "other",
        language=assessment.language,
        mode=assessment.mode,
        state=assessment.state,
        answered=assessment.answered_count,
        items=assessment.item_count,
        created_at=assessment.created_at,
        finished_at=assessment.finished_at,
        offered_by=assessment.offered_by.name,
    )
