"""The clocks of an organisation, and standing ready."""

from typing import Any

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.ids import uuid7
from kith.safety import access, clocks
from kith.safety.actions.moving import STREAM
from kith.safety.models import Clocks
from kith.safety.models.clocks import MINUTES
from kith.safety.queries import readiness
from kith.safety.refusals import NotReady, OutOfBounds

FOLLOW_UPS = ("first_follow_up", "second_follow_up", "third_follow_up")


def change_clocks(*, by: Member, **values: Any) -> Clocks:
    """Other times, within bounds that the database holds as well. They count from the next step."""
    access.require_keeper(by)
    found = clocks.of(by.organization_id)
    for name, value in values.items():
        setattr(found, name, value)
    _refuse_out_of_bounds(found)
    with transaction.atomic():
        _keep(found)
        chain.record("clocks_changed", by=by, organization=by.organization_id, stream=STREAM)
    return found


def go_live(*, by: Member) -> Clocks:
    """From now on people are promised that somebody answers. Refused while anything is missing."""
    access.require_keeper(by)
    if readiness.missing(by.organization):
        raise NotReady
    with transaction.atomic():
        found = clocks.of(by.organization_id)
        found.live_since, found.live_by = clock.now(), by
        _keep(found)
        chain.record("safety_live", by=by, organization=by.organization_id, stream=STREAM)
    return found


def _keep(found: Clocks) -> None:
    """As a new row; the one before stays as it was."""
    found.pk, found.since = uuid7(), clock.now()
    found._state.adding = True
    found.save(force_insert=True)


def _refuse_out_of_bounds(found: Clocks) -> None:
    for name, (least, most) in MINUTES.items():
        value = getattr(found, name)
        if value is not None and not least <= value <= most:
            raise OutOfBounds
    first, second, third = (getattr(found, name) for name in FOLLOW_UPS)
    if not 1 <= first <= 48 or not first < second < third <= 336:
        raise OutOfBounds
