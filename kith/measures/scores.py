"""Scores as they were when a form was finished: sealed beside the answers, opened by the thousand.

The score is one number under the person's key. Opening many costs two queries, one key a person and
one number a form; the answers stay closed. The database does not join the two: right after a large
import its plan for that took ten times as long. A form that was finished before scores were kept
has none here, and is scored from its answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from kith.core import sealing
from kith.measures import reading
from kith.measures.models import Assessment
from kith.measures.models.assessment import AssessmentQuerySet
from kith.measures.rules.change import Point
from kith.measures.rules.scoring import Result
from kith.people import keys
from kith.people.models import PersonKey

NONE = "-"
"""Sealed where a finished form has no score: too much was left open."""
COLUMNS = (
    "id", "organization_id", "person_id", "instrument", "version", "language", "mode", "state",
    "score_sealed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One form that was asked. point: its score, where it has one. is_known: it was scored, or is
    not finished."""

    person: UUID
    instrument: str
    state: str
    point: Point | None
    is_known: bool = True


def keep(assessment: Assessment, result: Result) -> None:
    """In memory; save as usual."""
    text = NONE if result.score is None else str(result.score)
    assessment.seal("score_sealed", text)


def opened(asked: AssessmentQuerySet) -> list[Row]:
    """Every form of people who were not erased, with its score: two queries, and more only where
    some were finished before scores were kept. Whoever shows a count records the opening."""
    rows = list(_rows(asked))
    if not all(row.is_known for row in rows):
        fill_in(asked, len(rows))
        rows = list(_rows(asked))
    return rows


def fill_in(asked: AssessmentQuerySet, most: int) -> int:
    """Keep the scores of forms that were finished before scores were kept. Says of how many."""
    old = asked.finished().filter(score_sealed=None, answers_sealed__isnull=False)
    found = list(old.select_related("person__key").order_by("id")[:most])
    for assessment in found:
        keep(assessment, reading.result_of(assessment))
    Assessment.objects.bulk_update(found, ["score_sealed"], batch_size=500)
    return len(found)


def _rows(asked: AssessmentQuerySet) -> Iterator[Row]:
    """Somebody without a key was erased: nothing of them is counted."""
    found = list(asked.values(*COLUMNS))
    wrapped = _keys({row["organization_id"] for row in found})
    opening: dict[UUID, bytes] = {}
    for row in found:
        person = row["person_id"]
        if person not in wrapped:
            continue
        if person not in opening:
            opening[person] = keys.opened(row["organization_id"], person, *wrapped[person])
        is_known = row["state"] != "finished" or row["score_sealed"] is not None
        point = _point(row, opening[person])
        yield Row(person, row["instrument"], row["state"], point, is_known)


def _keys(organizations: set[UUID]) -> dict[UUID, tuple[str, bytes]]:
    rows = PersonKey.objects.filter(organization_id__in=organizations)
    found = rows.values_list("person_id", "key_id", "wrapped")
    return {person: (key_id, bytes(sealed)) for person, key_id, sealed in found}


def _point(row: dict[str, Any], key: bytes) -> Point | None:
    if row["state"] != "finished" or row["score_sealed"] is None:
        return None
    table = Assessment._meta.db_table
    place = sealing.Place(row["organization_id"], table, "score_sealed", row["id"])
    text = sealing.open_sealed(row["score_sealed"], key, place)
    if text == NONE:
        return None
    return Point(Decimal(text), row["version"], row["language"], row["mode"])
