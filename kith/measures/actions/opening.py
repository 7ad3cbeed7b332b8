"""Answers and scores of one person are opened, and every opening is recorded in the transaction
that shows them. The record's subject is the person, so that they can be shown who looked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core.refusals import NotYours
from kith.measures import access, asking, reading, spreads
from kith.measures.models import Assessment
from kith.measures.rules.answers import Answers
from kith.measures.rules.change import Change, NotComparable, Point, compare
from kith.measures.rules.definition import Instrument
from kith.measures.rules.scoring import Result
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class Opened:
    """One filled-in measure with what it says."""

    assessment: Assessment
    instrument: Instrument
    answers: Answers
    result: Result


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a trajectory. change: since the first one that can be compared with it."""

    at: dt.datetime
    assessment: Assessment
    result: Result
    change: Change | None


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One person's scores of one instrument, oldest first."""

    instrument: Instrument
    steps: tuple[Step, ...]

    @property
    def scored(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.result.score is not None)


def open_assessment(*, assessment: Assessment, by: Member) -> Opened:
    """Answers and score, for navigators and supervisors of the team; a peer gets NotForPeers."""
    access.require_interpreter(by, assessment.person)
    with transaction.atomic():
        _record(by, assessment.person, "measure")
        return _opened(assessment)


def open_trajectory(*, person: Person, by: Member) -> tuple[Trajectory, ...]:
    """All finished measures of one person, by instrument."""
    access.require_interpreter(by, person)
    with transaction.atomic():
        _record(by, person, "measures")
        rows = Assessment.objects.finished().filter(person=person).order_by("finished_at", "id")
        judged = spreads.all_of(person.organization_id)
        by_name: dict[str, list[Assessment]] = {}
        for row in rows:
            row.person = person
            by_name.setdefault(row.instrument, []).append(row)
        return tuple(
            Trajectory(judged[name], _steps(judged[name], found))
            for name, found in by_name.items()
            if name in judged
        )


def as_fhir(*, assessment: Assessment, by: Member) -> dict[str, Any]:
    """QuestionnaireResponse and Observation of one finished measure, as a Bundle. Taking a copy
    away is recorded as such."""
    from kith.measures.fhir import response

    access.require_interpreter(by, assessment.person)
    if assessment.state != "finished":
        raise NotYours
    with transaction.atomic():
        chain.record(
            "exported", by=by, organization=by.organization_id, subject=assessment.person,
            stream="exports", what="measure",
        )  # fmt: skip
        opened = _opened(assessment)
        if not opened.instrument.flags.extractable:
            raise NotYours
        filled = response.Filled(
            assessment.id, assessment.person_id, assessment.finished_at or assessment.created_at,
            assessment.language,
        )  # fmt: skip
        return response.bundle(opened.instrument, opened.answers, opened.result, filled)


def _opened(assessment: Assessment) -> Opened:
    instrument = asking.find(assessment.instrument)
    answers = reading.all_answers(assessment, instrument)
    return Opened(assessment, instrument, answers, reading.result_of(assessment, instrument))


def _steps(instrument: Instrument, rows: list[Assessment]) -> tuple[Step, ...]:
    first: dict[tuple[str, str, str], Point] = {}
    steps = []
    for row in rows:
        result = reading.result_of(row, instrument)
        point = reading.point_of(row, result)
        before = first.setdefault(point.kind, point) if point else None
        change = _change(instrument, before, point) if before is not point else None
        steps.append(Step(row.finished_at or row.created_at, row, result, change))
    return tuple(steps)


def _change(instrument: Instrument, before: Point | None, after: Point | None) -> Change | None:
    if before is None or after is None:
        return None
    try:
        return compare(instrument, before, after)
    except NotComparable:
        return None


def _record(by: Member, person: Person, what: str) -> None:
    chain.record("opened", by=by, organization=by.organization_id, subject=person, what=what)
