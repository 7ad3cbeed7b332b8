"""What the law of a place asks: who decides, by when, and was the person told."""

import datetime as dt

from django.db import IntegrityError, transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.safety import access, moment
from kith.safety.actions import moving
from kith.safety.models import Concern, Report, ReportRule


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
            report = Report.objects.create(
                organization_id=concern.organization_id, concern=concern, rule=rule,
                decider=rule.decider, opened_at=now, due_at=now + dt.timedelta(hours=rule.hours),
            )  # fmt: skip
            moving.record(concern, "report_asked", by)
    except IntegrityError:
        return Report.objects.get(concern=concern, rule=rule)
    return report


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
