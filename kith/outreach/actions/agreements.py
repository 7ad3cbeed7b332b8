"""What hosts said yes to."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import AlreadyChanged
from kith.outreach import access
from kith.outreach.models import Agreement, Stop
from kith.outreach.refusals import DaysInOrder


def make_agreement(
    *, stop: Stop, host: str, starts_on: dt.date, replay_key: UUID, by: Member,
    ends_on: dt.date | None = None, terms: str = "",
) -> Agreement:  # fmt: skip
    """A host's yes, from a day, and until a day where one was said."""
    access.require_keeper(by, stop.organization_id)
    if ends_on is not None and ends_on < starts_on:
        raise DaysInOrder
    mine = Agreement.objects.filter(organization_id=stop.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, lambda: Agreement.objects.create(
            organization_id=stop.organization_id, stop=stop, host=host, terms=terms,
            starts_on=starts_on, ends_on=ends_on, made_by=by, replay_key=replay_key,
        ))  # fmt: skip


def end_agreement(*, agreement: Agreement, by: Member) -> Agreement:
    """It holds no longer."""
    access.require_keeper(by, agreement.organization_id)
    with transaction.atomic():
        mine = Agreement.objects.filter(pk=agreement.pk, ended_at=None)
        if not mine.update(ended_at=clock.now()):
            raise AlreadyChanged
    agreement.refresh_from_db()
    return agreement
