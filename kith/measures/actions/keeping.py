"""Trainings, and what counts as a change here."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.measures import access, asking
from kith.measures.models import Spread, Trained
from kith.measures.refusals import CannotRead, NotTaken


def record_training(*, member: Member, instrument: str, trained_on: dt.date, by: Member) -> Trained:
    """A supervisor or administrator records that a member learned to ask. Twice is once."""
    access.require_keeper(by)
    if member.organization_id != by.organization_id:
        raise NotYours
    if trained_on > clock.today():
        raise NotTaken
    found = asking.find(instrument)
    with transaction.atomic():
        training, is_new = Trained.objects.get_or_create(
            organization_id=by.organization_id, member=member, instrument=found.name,
            ended_at=None, defaults={"trained_on": trained_on, "recorded_by": by},
        )  # fmt: skip
        if is_new:
            chain.record(
                "measure_trained", by=by, organization=by.organization_id, stream="measures",
                member=str(member.id), instrument=found.name,
            )  # fmt: skip
    return training


def end_training(*, training: Trained, by: Member) -> Trained:
    """It no longer holds. Of two who press at once the second gets AlreadyChanged."""
    access.require_keeper(by)
    rows = Trained.objects.present().filter(pk=training.pk, organization_id=by.organization_id)
    if rows.update(ended_at=clock.now()) != 1:
        raise AlreadyChanged
    training.refresh_from_db()
    return training


def set_spread(
    *, instrument: str, sd: Decimal, reliability: Decimal, source: str, by: Member,
    case_at: Decimal | None = None,
) -> Spread:  # fmt: skip
    """Standard deviation and reliability of the people one works with, with the study they come
    from: a number without a source is refused."""
    access.require_keeper(by)
    if not source.strip():
        raise ReasonMissing
    if sd <= 0 or not 0 <= reliability < 1:
        raise CannotRead
    found = asking.find(instrument)
    spread, _ = Spread.objects.update_or_create(
        organization_id=by.organization_id, instrument=found.name,
        defaults={
            "sd": sd, "reliability": reliability, "case_at": case_at, "source": source.strip(),
            "set_by": by, "set_at": clock.now(),
        },
    )  # fmt: skip
    return spread
