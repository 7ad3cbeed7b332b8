"""Answers come in: bit by bit, to the end, or from paper. A dangerous one is told at once."""

import datetime as dt
import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import alarms, clock
from kith.core.once import once
from kith.core.refusals import AlreadyChanged
from kith.core.sources import Reason
from kith.measures import access, asking, reading, scores
from kith.measures.lifecycle import ASSESSMENT
from kith.measures.models import Assessment, AssessmentLink
from kith.measures.refusals import CannotRead, NotTaken
from kith.measures.rules import answers as rules
from kith.measures.rules import scoring
from kith.measures.rules.answers import Answers
from kith.measures.rules.definition import Instrument, Value
from kith.measures.rules.scoring import Result
from kith.people.models import Person

Given = Mapping[str, Value | None]
"""Answers by item; None takes one back. Items that are not named stay as they are."""


def save_answers(*, assessment: Assessment, given: Given, by: Member | None = None) -> Result:
    """Keep some answers and go on later. A concern is raised in the same transaction, before the
    form is finished: somebody who stops at a hard question must not be lost."""
    with transaction.atomic():
        _lock(assessment, by)
        answers = _merge(assessment, given)
        result = scoring.score(asking.find(assessment.instrument), answers)
        raise_concern_of(assessment, result, by)
    return result


def finish(*, assessment: Assessment, given: Given, by: Member | None = None) -> Result:
    """The last answers. What was skipped stays unanswered; the link is gone. Of two who finish at
    once the second gets AlreadyChanged."""
    with transaction.atomic():
        result = save_answers(assessment=assessment, given=given, by=by)
        move = ASSESSMENT.move("finish", assessment.state, [_side(by)])
        scores.keep(assessment, result)
        ASSESSMENT.apply(
            assessment, move, finished_at=clock.now(), score_sealed=assessment.score_sealed
        )
        AssessmentLink.objects.filter(assessment=assessment).delete()
        _record("measure_finished", assessment, by)
    return result


def take_down(
    *, person: Person, instrument: str, typed: object, replay_key: UUID, by: Member,
    language: str = "", filled_on: dt.date | None = None, filled_at: dt.datetime | None = None,
    mode: str = Assessment.Mode.PAPER,
) -> Assessment:  # fmt: skip
    """From paper, or from a tablet that had no signal: everything at once, answered on a day, or at
    a moment, that has come. A score is worked out even where its text may not be shown; the concern
    of an answer is raised today."""
    access.require_team(by, person)
    found = asking.find(instrument)
    access.require_training(by, found)
    if filled_on is not None and filled_on > clock.today():
        raise NotTaken
    answers = read_typed(found, typed)

    def make() -> Assessment:
        moment = min(filled_at or clock.now(), clock.now())
        if filled_on is not None and filled_on < moment.date():
            moment = dt.datetime.combine(filled_on, dt.time(12), tzinfo=dt.UTC)
        assessment = Assessment(
            organization_id=person.organization_id, person=person, instrument=found.name,
            version=found.version, language=language or person.language or "en",
            mode=Assessment.Mode(mode), state="finished", item_count=len(found.items),
            offered_by=by, replay_key=replay_key, finished_at=moment, created_at=moment,
        )  # fmt: skip
        result = scoring.score(found, answers)
        _put(assessment, answers)
        scores.keep(assessment, result)
        assessment.save(force_insert=True)
        raise_concern_of(assessment, result, by)
        _record("measure_finished", assessment, by)
        return assessment

    mine = Assessment.objects.filter(organization_id=person.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def stop(*, assessment: Assessment, by: Member | None = None) -> Assessment:
    """Enough. What was answered is thrown away unless it raised a concern, which stays."""
    with transaction.atomic():
        _lock(assessment, by)
        move = ASSESSMENT.move("stop", assessment.state, [_side(by)])
        ASSESSMENT.apply(assessment, move, answers_sealed=None, answered_count=0)
        AssessmentLink.objects.filter(assessment=assessment).delete()
    return assessment


def correct(*, assessment: Assessment, by: Member) -> Assessment:
    """Entered by mistake: it counts nowhere any more. A concern it raised stays."""
    access.require_team(by, assessment.person)
    with transaction.atomic():
        move = ASSESSMENT.move("correct", assessment.state, ["staff"])
        ASSESSMENT.apply(assessment, move)
        _record("measure_corrected", assessment, by)
    return assessment


def read_typed(instrument: Instrument, typed: object) -> Answers:
    """The answers of a whole form; CannotRead where they do not belong to it."""
    try:
        return rules.read(instrument, typed)
    except rules.Unreadable as error:
        raise CannotRead from error


def _lock(assessment: Assessment, by: Member | None) -> None:
    """Two at the same form: the second waits and sees the first one's answers."""
    if by is not None:
        access.require_team(by, assessment.person)
    locked = Assessment.objects.select_for_update(of=["self"]).filter(pk=assessment.pk)
    row = locked.values("state", "answers_sealed", "answered_count").get()
    for column, value in row.items():
        setattr(assessment, column, value)
    if not assessment.is_waiting:
        raise AlreadyChanged


def read_given(assessment: Assessment, given: Given) -> Answers:
    """The answers so far with these over them; CannotRead where they do not belong to the form."""
    found = asking.find(assessment.instrument)
    known = {item.id for item in found.items}
    if not set(given) <= known:
        raise CannotRead
    try:
        return rules.read(found, {**reading.answers_of(assessment), **given})
    except rules.Unreadable as error:
        raise CannotRead from error


def _merge(assessment: Assessment, given: Given) -> Answers:
    answers = read_given(assessment, given)
    _put(assessment, answers)
    assessment.save(update_fields=["answers_sealed", "answered_count"])
    return answers


def _put(assessment: Assessment, answers: Answers) -> None:
    known = {item: value for item, value in answers.items() if value is not None}
    assessment.seal("answers_sealed", json.dumps(known) if known else "")
    assessment.answered_count = len(known)


def raise_concern_of(assessment: Assessment, result: Result, by: Member | None) -> UUID | None:
    """The concern of these answers: one an assessment; a worse answer makes it worse. In the
    caller's transaction."""
    if result.concern is None:
        return None
    values = {"measure": assessment.instrument, "items": " ".join(result.concern.items)}
    return alarms.sound(
        organization=assessment.organization_id, source="assessment", subject=assessment.id,
        person=assessment.person_id, severity=result.concern.severity,
        reason=Reason("item_positive", values), by=by,
    )  # fmt: skip


def _record(verb: str, assessment: Assessment, by: Member | None) -> None:
    chain.record(
        verb, by=by, organization=assessment.organization_id, subject=assessment,
        stream="measures", instrument=assessment.instrument,
    )  # fmt: skip


def _side(by: Member | None) -> str:
    return "staff" if by else "person"
