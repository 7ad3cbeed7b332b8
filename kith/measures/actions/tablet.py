"""A device in a person's hands: handed over, answered on, called from, taken back.

What is sent may come late, twice, or after the form was ended at the desk. The key of a sending is
its effect: the same one again changes nothing. A dangerous answer that comes too late to be kept
still raises its concern.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.access import CARE
from kith.accounts.models import Member
from kith.audit import chain
from kith.core import alarms, clock
from kith.core.ids import uuid7
from kith.core.refusals import NotYours
from kith.core.sources import Reason
from kith.measures import access, asking, reading, tablets
from kith.measures.actions import answering
from kith.measures.models import Assessment, Tablet
from kith.measures.refusals import NotForTablet
from kith.measures.rules import scoring
from kith.measures.rules.scoring import Result


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a sending. went: "kept", "called", "stopped", "finished", or "late": the form
    had been ended at the desk, and nothing was kept. severity: of the concern, if there is one."""

    went: str
    severity: str = ""
    result: Result | None = None


def hand_over(*, by: Member, assessment: Assessment | None = None) -> Tablet:
    """Into a person's hands, for one form or for an ask. Questions that only trained members ask
    stay with them."""
    if not by.has_role(*CARE):
        raise NotYours
    if assessment is not None:
        access.require_team(by, assessment.person)
        is_fit = assessment.mode == Assessment.Mode.TABLET and assessment.state == "open"
        if not is_fit or asking.find(assessment.instrument).asked_by != "person":
            raise NotForTablet
    tablet = Tablet(
        id=uuid7(), organization_id=by.organization_id, assessment=assessment, handed_by=by,
        person_id=assessment.person_id if assessment else None,
        handed_at=clock.now(), expires_at=clock.now() + tablets.GOOD_FOR,
    )  # fmt: skip
    tablet.digest = tablets.digest_of(tablets.token_of(tablet.id))
    with transaction.atomic():
        tablet.save(force_insert=True)
        _record("tablet_handed", tablet, by)
    return tablet


def receive(
    *, tablet: Tablet, given: answering.Given, go: str, replay_key: UUID | None = None
) -> Received:
    """One sending of the page. go: "save", "call", "stop" or "finish". Two at once: the second
    waits at the tablet's row and finds what the first one did."""
    with transaction.atomic():
        fresh = Tablet.objects.select_for_update(of=["self"]).get(pk=tablet.pk)
        if go == "call":
            _call(fresh)
        assessment = tablet.assessment
        if assessment is None:
            return Received("called", "high")
        assessment.refresh_from_db(fields=["state", "answers_sealed", "answered_count"])
        if go == "finish" and fresh.received_key == replay_key and replay_key is not None:
            return _finished(reading.result_of(assessment))
        if not assessment.is_waiting:
            return _late(fresh, assessment, given)
        return _kept(fresh, assessment, given, go, replay_key)


def take_back(*, tablet: Tablet, by: Member) -> tuple[Tablet, str]:
    """A member has the device again: the first one to say so is kept. With it, how severe the
    answers on it are, so that nobody puts it down unread."""
    if by.organization_id != tablet.organization_id or not by.has_role(*CARE):
        raise NotYours
    with transaction.atomic():
        rows = Tablet.objects.filter(pk=tablet.pk, returned_at=None)
        if rows.update(returned_at=clock.now(), returned_to=by):
            _record("tablet_returned", tablet, by)
        tablet.refresh_from_db()
    return tablet, "high" if tablet.called_at else _severity(tablet.assessment)


def _kept(
    tablet: Tablet, assessment: Assessment, given: answering.Given, go: str, key: UUID | None
) -> Received:
    if go == "stop":
        answering.stop(assessment=assessment)
        return Received("stopped")
    if go == "finish":
        result = answering.finish(assessment=assessment, given=given)
        tablet.received_key, tablet.received_at = key or uuid7(), clock.now()
        tablet.save(update_fields=["received_key", "received_at"])
        return _finished(result)
    result = answering.save_answers(assessment=assessment, given=given)
    if go == "call":
        return Received("called", "high")
    return Received("kept", result.concern.severity if result.concern else "")


def _late(tablet: Tablet, assessment: Assessment, given: answering.Given) -> Received:
    """The form was ended at the desk meanwhile. What it says of danger is told all the same."""
    result = scoring.score(
        asking.find(assessment.instrument), answering.read_given(assessment, given)
    )
    answering.raise_concern_of(assessment, result, by=None)
    severity = "high" if tablet.called_at else ""
    return Received("late", result.concern.severity if result.concern else severity)


def _call(tablet: Tablet) -> None:
    """ "I need somebody now": a concern, in the transaction that keeps the press."""
    if tablet.called_at is None:
        tablet.called_at = clock.now()
        tablet.save(update_fields=["called_at"])
    alarms.sound(
        organization=tablet.organization_id, source="tablet", subject=tablet.id,
        person=tablet.person_id, severity="high", reason=Reason("asked_for_somebody"), by=None,
    )  # fmt: skip


def _finished(result: Result) -> Received:
    return Received("finished", result.concern.severity if result.concern else "", result)


def _severity(assessment: Assessment | None) -> str:
    if assessment is None or not assessment.answers_sealed:
        return ""
    found = reading.result_of(assessment).concern
    return found.severity if found else ""


def _record(verb: str, tablet: Tablet, by: Member) -> None:
    chain.record(
        verb, by=by, organization=tablet.organization_id, stream="measures",
        subject=tablet.assessment, tablet=str(tablet.id),
    )  # fmt: skip
