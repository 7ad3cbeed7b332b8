"""Passing a concern to somebody in particular, before taking it and after. It is somebody's only
when they say so themselves: until then the clock runs and the ladder goes on behind them."""

from django.db import transaction

from kith.accounts.models import Member
from kith.core.refusals import AlreadyChanged
from kith.safety import access
from kith.safety.actions import alerting, moving
from kith.safety.lifecycle import CONCERN
from kith.safety.models import Alert, Concern, ConcernNote
from kith.safety.refusals import PassToAnother


def pass_on(*, concern: Concern, to: Member, by: Member, words: str = "") -> Concern:
    """Nobody has it: the named one is alerted at once, and the time that is left stays as it was,
    so that passing on and on delays nobody. Somebody has it: they are free, the named one is
    alerted, and the clock begins anew."""
    access.require_responder(to, concern.organization_id)
    if to.id == by.id or to.id == concern.owner_id:
        raise PassToAnother
    with transaction.atomic():
        fresh = moving.locked(concern)
        if fresh.state != concern.state:
            raise AlreadyChanged
        if fresh.state == "raised":
            CONCERN.move("pass_on", fresh.state, access.sides_of(by, fresh))
            moving.record(fresh, "pass_on", by)
        else:
            moving.apply(fresh, "pass_to", by=by, owner=None, acknowledged_at=None)
        moving.write(fresh, ConcernNote.About.RELEASED, words, by)
        alerting.alert_named(fresh, Alert.Why.PASSED, to.id)
    concern.refresh_from_db()
    return concern
