"""What the law of a place asks: who decides, by when, and was the person told."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.safety import access, moment
from kith.safety.actions import alerting, moving
from kith.safety.models import Alert, Concern, Report, ReportRule
from kith.safety.rules import due

NUDGE = dt.timedelta(hours=1)
"""Between two reminders once the time has run out."""


def add_rule(
    *, by: Member, jurisdiction: str, about: str, authority: str, hours: int, source: str,
    decider: Member,
) -> ReportRule:  # fmt: skip
    """Written down by those who keep the settings, after their own advice."""
    access.require_keeper(by)
    access.require_responder(decider, by.organization_id)
    return ReportRule.objects.create(
        organization_id=by.organization_id, jurisdiction=jurisdiction.strip(), about=about.strip(),
        authority=authority.strip(), hours=hours, source=source.strip(), decider=decider,
    )  # fmt: skip


def end_rule(*, rule: ReportRule, by: Member) -> ReportRule:
    """It holds no longer; what was decided under it stays."""
    access.require_keeper(by)
    ReportRule.objects.filter(pk=rule.pk, ended_at=None).update(ended_at=clock.now())
    rule.refresh_from_db()
    return rule


def open_report(*, concern: Concern, rule: ReportRule, by: Member) -> Report:
    """Ask the named decider; the clock of the rule begins. Asked twice it is one question."""
    if not access.may_open(by, concern) or rule.organization_id != concern.organization_id:
        raise NotYours
    now = moment.now()
    try:
        with transaction.atomic():
            due_at = now + dt.timedelta(hours=rule.hours)
            report = Report.objects.create(
                organization_id=concern.organization_id, concern=concern, rule=rule,
                decider=rule.decider, opened_at=now, due_at=due_at, remind_from=now,
                remind_at=due.reminder_at(now, due_at),
            )  # fmt: skip
            moving.record(concern, "report_asked", by)
            alerting.alert_named(moving.locked(concern), Alert.Why.DUTY_SOON, rule.decider_id)
    except IntegrityError:
        return Report.objects.get(concern=concern, rule=rule)
    return report


def remind_due(*, organization: UUID) -> int:
    """Tell who decides that the time runs out, and them and a lead that it has, again and again
    until it is decided; whether the concern is closed or not. Safe to run twice and at once."""
    with transaction.atomic():
        rows = Report.objects.filter(organization_id=organization).to_remind_at(moment.now())
        late = list(rows.order_by("due_at", "id").values_list("id", flat=True))
    return sum(_remind(report) for report in late)


def _remind(report_id: UUID) -> bool:
    with transaction.atomic():
        now = moment.now()
        rows = Report.objects.select_for_update(of=["self"], skip_locked=True).to_remind_at(now)
        report = rows.select_related("concern").filter(pk=report_id).first()
        if report is None:
            return False
        is_late = now >= report.due_at
        concern = moving.locked(report.concern)
        for member in _who_must_know(report, is_late=is_late):
            why = Alert.Why.DUTY_LATE if is_late else Alert.Why.DUTY_SOON
            alerting.alert_named(concern, why, member)
        if is_late:
            moving.record(concern, "report_late", None)
        report.remind_from, report.remind_at = now, now + NUDGE if is_late else report.due_at
        report.save(update_fields=["remind_from", "remind_at"])
    return True


def _who_must_know(report: Report, *, is_late: bool) -> list[UUID]:
    """The decider; a lead too when it is late or the decider is no longer here."""
    decider = [report.decider_id] if alerting.works_here(report.decider_id) else []
    leads = [lead for lead in alerting.leads_of(report.organization_id) if lead not in decider]
    return [*decider, *leads[:1]] if is_late or not decider else decider


def decide_report(*, report: Report, decision: str, told: str, by: Member) -> Report:
    """The named decider, or a supervisor in their place; and whether the person was told."""
    sides = access.sides_of(by, report.concern)
    if by.id != report.decider_id and "supervisor" not in sides:
        raise NotYours
    with transaction.atomic():
        rows = Report.objects.filter(pk=report.pk, decided_at=None)
        changed = rows.update(
            decision=Report.Decision(decision), told=Report.Told(told), decided_at=moment.now()
        )
        if changed != 1:
            raise AlreadyChanged
        moving.record(report.concern, "report_decided", by)
    report.refresh_from_db()
    return report
