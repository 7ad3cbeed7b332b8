"""Afterwards: the plan is offered, somebody asks three times, a supervisor closes."""

from django.db import transaction

from kith.accounts.models import Member
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.safety import access, clocks, moment
from kith.safety.actions import alerting, moving
from kith.safety.models import Alert, Concern, ConcernFollowUp, ConcernNote
from kith.safety.refusals import FollowUpsOpen, NotYetMistake, ReportsOpen

NOT_A_CONCERN = (Concern.Ended.MISTAKE, Concern.Ended.DOUBLE)


def offer_plan(*, concern: Concern, by: Member) -> Concern:
    """The six steps were offered, taken or not. The three follow-ups begin to count from now."""
    with transaction.atomic():
        now = moment.now()
        owner = concern.owner or by
        ConcernFollowUp.objects.bulk_create(
            ConcernFollowUp(
                organization_id=concern.organization_id, concern=concern, number=number,
                owner=owner, due_at=now + after,
            )
            for number, after in enumerate(clocks.of(concern.organization_id).follow_ups, 1)
        )  # fmt: skip
        return moving.apply(concern, "offer_plan", by=by)


def finish_follow_up(
    *, follow_up: ConcernFollowUp, outcome: str, by: Member, words: str = ""
) -> ConcernFollowUp:
    """It was done, or could not be, or is not wanted; the clock goes on to the next.
    Of two who press at once the second gets AlreadyChanged."""
    access.require_responder(by, follow_up.organization_id)
    chosen = ConcernFollowUp.Outcome(outcome)
    if chosen == ConcernFollowUp.Outcome.DROPPED and not words.strip():
        raise ReasonMissing
    with transaction.atomic():
        concern = moving.locked(follow_up.concern)
        if not access.may_open(by, concern):
            raise NotYours
        rows = ConcernFollowUp.objects.open().filter(pk=follow_up.pk)
        if rows.update(done_at=moment.now(), done_by=by, outcome=chosen) != 1:
            raise AlreadyChanged
        moving.write(concern, ConcernNote.About.FOLLOWED, words, by)
        if concern.state == "following":
            for column, value in clocks.step(concern, "following", moment.now()).items():
                setattr(concern, column, value)
            concern.save(update_fields=["step_began_at", "step_due_at"])
        moving.record(concern, "followed_up", by)
    follow_up.refresh_from_db()
    return follow_up


def close(*, concern: Concern, ended: str, reason: str, by: Member) -> Concern:
    """A supervisor ends it, with a code and words. Only a mistake or a double ends before the last
    follow-up is done."""
    if not reason.strip():
        raise ReasonMissing
    code = Concern.Ended(ended)
    with transaction.atomic():
        fresh = moving.locked(concern)
        if fresh.reports.undecided().exists():  # type: ignore[attr-defined]
            raise ReportsOpen
        if code not in NOT_A_CONCERN:
            _refuse_unfinished(fresh)
        moving.write(fresh, ConcernNote.About.CLOSED, reason, by, must=True)
        moving.apply(
            fresh, "close", by=by, reason=reason, closed_at=moment.now(), closed_by=by, ended=code
        )
    concern.refresh_from_db()
    return concern


def reopen(*, concern: Concern, reason: str, by: Member) -> Concern:
    """It is not over: a new clock, and somebody is alerted. What was written stays."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        moving.write(concern, ConcernNote.About.REOPENED, reason, by, must=True)
        moving.apply(concern, "reopen", by=by, reason=reason, **moving.ANEW)
        alerting.alert_next(moving.locked(concern), Alert.Why.AGAIN)
    concern.refresh_from_db()
    return concern


def review(*, concern: Concern, words: str, by: Member) -> Concern:
    """After the event: what helped, what was missing, what we change. Blames nobody."""
    if "supervisor" not in access.sides_of(by, concern):
        raise NotYours
    if concern.state != "closed":
        raise WrongState
    with transaction.atomic():
        moving.write(concern, ConcernNote.About.REVIEWED, words, by, must=True)
        rows = Concern.objects.filter(pk=concern.pk, state="closed")
        rows.update(reviewed_at=moment.now(), reviewed_by=by)
        moving.record(concern, "reviewed", by)
    concern.refresh_from_db()
    return concern


def _refuse_unfinished(concern: Concern) -> None:
    if concern.state != "following":
        raise NotYetMistake
    if concern.follow_ups.open().exists():  # type: ignore[attr-defined]
        raise FollowUpsOpen
