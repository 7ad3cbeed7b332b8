"""A concern begins, in the transaction of its cause: an answer, an ask, a note, a button."""

from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core.alarms import Severity
from kith.core.refusals import NotYours
from kith.core.sources import Reason
from kith.people.models import Person
from kith.safety import access, clocks, moment
from kith.safety.actions import alerting, moving
from kith.safety.lifecycle import CONCERN
from kith.safety.models import Alert, Concern, ConcernNote
from kith.safety.models.concern import MANUAL

ORDER = ("low", "moderate", "high")


def raise_concern(
    *, by: Member, severity: str, replay_key: UUID, person: Person | None = None, words: str = "",
) -> Concern:  # fmt: skip
    """A member saw or heard something, whatever their role. The form's key is the cause: sent
    twice, it is one concern.

    Whom it is about and what was said may be missing: that somebody looks comes first.
    """
    if not by.is_active:
        raise NotYours
    if person is not None:
        access.person_for(by, person.id)
    with transaction.atomic():
        concern, is_new = _keep(
            organization=by.organization_id, source=MANUAL, subject=replay_key,
            person=person.id if person else None, severity=Concern.Severity(severity),
            reason=Reason("member_worried"), by=by,
        )  # fmt: skip
        if is_new:
            moving.write(concern, ConcernNote.About.RAISED, words, by)
    return concern


def sound(
    *, organization: UUID, source: str, subject: UUID, person: UUID | None, severity: Severity,
    reason: Reason, by: object | None,
) -> UUID:  # fmt: skip
    """For other rooms, by `kith.core.alarms`: in their transaction, or not at all.

    The same cause raises one concern. If it comes back more urgent (an answer was corrected), the
    concern becomes more urgent and the next is alerted at once; one that was closed begins anew.
    """
    with transaction.atomic():
        concern, is_new = _keep(
            organization=organization, source=source, subject=subject, person=person,
            severity=severity, reason=reason, by=by if isinstance(by, Member) else None,
        )  # fmt: skip
        if not is_new and ORDER.index(severity) > ORDER.index(concern.severity):
            _worsen(concern, severity)
    return concern.id


def _keep(
    *, organization: UUID, source: str, subject: UUID, person: UUID | None, severity: str,
    reason: Reason, by: Member | None,
) -> tuple[Concern, bool]:  # fmt: skip
    """The concern of this cause, and whether it is new. Of two at once the second waits for the
    first at the unique constraint and finds its row."""
    now = moment.now()
    fresh = Concern(
        organization_id=organization, source=source, subject_id=subject, person_id=person,
        severity=severity, reason_code=reason.code, reason_values=dict(reason.values),
        raised_by=by, raised_at=now,
    )  # fmt: skip
    for column, value in clocks.step(fresh, "raised", now).items():
        setattr(fresh, column, value)
    Concern.objects.bulk_create([fresh], ignore_conflicts=True)
    rows = Concern.objects.select_for_update(of=["self"]).select_related("person", "organization")
    concern = rows.get(organization_id=organization, source=source, subject_id=subject)
    if concern.id != fresh.id:
        return concern, False
    moving.record(concern, "raised", by)
    alerting.alert_next(concern, Alert.Why.RAISED)
    return concern, True


def _worsen(concern: Concern, severity: str) -> None:
    concern.severity = severity
    if concern.is_open:
        for column, value in clocks.step(concern, concern.state, moment.now()).items():
            setattr(concern, column, value)
        concern.save(update_fields=["severity", "step_began_at", "step_due_at"])
    else:
        move = CONCERN.move("worsen", concern.state, ("rule",))
        begun = clocks.step(concern, "raised", moment.now())
        CONCERN.apply(concern, move, severity=severity, **begun, **moving.ANEW)
        moving.record(concern, "worsen", None)
    alerting.alert_next(concern, Alert.Why.WORSE)
