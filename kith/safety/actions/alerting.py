"""The next attempt to reach a human, and the one after it, until one has it.

Each attempt is a row with the next number of its concern, written while the concern's row is
locked: two workers at once make two numbers, or one finds that the other was quicker. One run makes
at most one attempt for each concern, however far a clock has jumped; the next step begins at the
database's present time.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from kith.accounts.models import Member
from kith.core import events
from kith.safety import access, clocks, moment
from kith.safety.events import AlertMade
from kith.safety.models import Absence, Alert, Concern, Shift
from kith.safety.rules.ladder import Rung, Step, choose, ladder

LATE = Alert.Why.LATE
DUTIES = (Alert.Why.DUTY_SOON, Alert.Why.DUTY_LATE)
"""About a decision the law waits for: they say nothing about whose turn it is."""
LOOK_AHEAD = dt.timedelta(days=2)
"""Whose duty begins within this time may be asked before their time."""


def escalate_due(*, organization: UUID) -> int:
    """Alert the next for each concern whose step is over; says how many were.

    Safe to run at any time, twice, and by several at once: who holds a row's lock does it, the
    others pass it by. Each in a transaction of its own, so that one that fails stops no other.
    """
    with transaction.atomic():
        over = list(Concern.objects.over_at(moment.now()).filter(organization_id=organization)
                    .order_by("step_due_at", "id").values_list("id", flat=True))  # fmt: skip
    return sum(_escalate(concern) for concern in over)


def _escalate(concern_id: UUID) -> bool:
    with transaction.atomic():
        rows = Concern.objects.select_for_update(of=["self"], skip_locked=True)
        late = rows.over_at(moment.now()).select_related("owner", "organization")
        concern = late.filter(pk=concern_id).first()
        if concern is None:
            return False
        why = Alert.Why.SILENT if concern.state == "raised" else Alert.Why.LATE
        alert_next(concern, why)
        for column, value in clocks.again(concern, moment.now()).items():
            setattr(concern, column, value)
        concern.save(update_fields=["step_began_at", "step_due_at"])
    return True


def alert_next(concern: Concern, why: str, *, besides: UUID | None = None) -> Alert:
    """One more attempt, in the caller's transaction, which holds the concern's row. Where there is
    nobody to reach, that is written down as well."""
    tried = concern.alerts.exclude(member=None).exclude(why__in=DUTIES)
    tried = tried.exclude(why=LATE) if concern.state == "raised" else tried.filter(why=LATE)
    counts = tried.values_list("member").annotate(n=Count("id")).order_by()
    steps = [step for step in _ladder(concern) if step.member != besides]
    return _attempt(concern, why, choose(steps, dict(counts)) if steps else None)


def alert_named(concern: Concern, why: str, member: UUID) -> Alert:
    """Somebody in particular, whatever the ladder says. Who holds the row calls it."""
    return _attempt(concern, why, Step(member, Rung.NAMED))


def _attempt(concern: Concern, why: str, step: Step | None) -> Alert:
    concern.alert_count += 1
    concern.save(update_fields=["alert_count"])
    alert = Alert.objects.create(
        organization_id=concern.organization_id, concern=concern, number=concern.alert_count,
        member_id=step.member if step else None, rung=step.rung if step else Rung.NOBODY,
        why=why, made_at=moment.now(),
    )  # fmt: skip
    events.publish(AlertMade(concern.organization_id))
    return alert


def mark_seen(*, by: Member) -> int:
    """What stands on this member's screen now has been shown to them."""
    mine = Alert.objects.filter(member=by, seen_at=None)
    return mine.update(seen_at=moment.now())


def on_duty(organization: UUID) -> list[UUID]:
    """Members on duty now, who answers first before who stands behind."""
    now = Shift.objects.filter(organization_id=organization).at(moment.now())
    return list(dict.fromkeys(now.values_list("member_id", flat=True)))


def _ladder(concern: Concern) -> Iterable[Step]:
    """Nobody has it: rota, then leads. Somebody has it and is late: they, then leads."""
    organization = concern.organization_id
    members = access.responders(organization)
    leads = leads_of(organization)
    if concern.state != "raised" and concern.owner_id:
        owner = [Step(concern.owner_id, Rung.OWNER)] if works_here(concern.owner_id) else []
        return [*owner, *ladder(leads=[lead for lead in leads if lead != concern.owner_id])]
    return ladder(
        on_duty=on_duty(organization), next_up=_next_up(organization), leads=leads,
        anybody=members.values_list("id", flat=True),
    )  # fmt: skip


def leads_of(organization: UUID) -> list[UUID]:
    """Supervisors who work here, by name."""
    leads = access.responders(organization).with_role(*access.LEADS)
    return list(leads.values_list("id", flat=True))


def works_here(member: UUID) -> bool:
    return Member.objects.active().filter(pk=member).exists()


def _next_up(organization: UUID) -> list[UUID]:
    """Whose duty comes next, soonest first, without those who are away at this hour."""
    now = moment.now()
    away = Absence.objects.filter(organization_id=organization, starts_at__lte=now, ends_at__gt=now)
    coming = Shift.objects.filter(
        organization_id=organization, starts_at__gt=now, starts_at__lte=now + LOOK_AHEAD
    ).standing()
    coming = coming.exclude(member__in=away.values("member"))
    rows = coming.order_by("starts_at", "place", "id").values_list("member_id", flat=True)
    return list(dict.fromkeys(rows))
