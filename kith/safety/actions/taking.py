"""One concern, one owner. Whoever comes second is told who has it."""

from django.db import transaction

from kith.accounts.models import Member
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged
from kith.people import actions as people
from kith.safety import access, moment
from kith.safety.actions import alerting, moving
from kith.safety.models import Alert, Concern, ConcernNote
from kith.safety.refusals import AlreadyTaken


def acknowledge(*, concern: Concern, by: Member) -> Concern:
    """A human has it: the ladder stops. The owner joins the care team and may open what is sealed.

    Of two telephones at once one conditional update succeeds; the other hears who was quicker.
    The owner's own second press finds it done.
    """
    access.require_responder(by, concern.organization_id)
    try:
        with transaction.atomic():
            moving.apply(concern, "acknowledge", by=by, owner=by, acknowledged_at=moment.now())
            _join(concern, by)
    except (AlreadyChanged, WrongState) as error:
        concern.refresh_from_db()
        if concern.owner_id == by.id and concern.is_open:
            return concern
        if concern.owner_id and concern.is_open:
            raise AlreadyTaken(concern.owner.name if concern.owner else "") from error
        raise
    return concern


def release(*, concern: Concern, by: Member, words: str = "") -> Concern:
    """The owner cannot go on: nobody has it again, and the next is alerted in the same breath."""
    with transaction.atomic():
        moving.write(concern, ConcernNote.About.RELEASED, words, by)
        moving.apply(concern, "release", by=by, owner=None, acknowledged_at=None)
        alerting.alert_next(moving.locked(concern), Alert.Why.RELEASED, besides=by.id)
    concern.refresh_from_db()
    return concern


def take_over(*, concern: Concern, by: Member) -> Concern:
    """A supervisor becomes the owner; whoever had it is still of the care team."""
    with transaction.atomic():
        _end_hand_overs(concern)
        moving.apply(concern, "take_over", by=by, owner=by, acknowledged_at=moment.now())
        _join(concern, by)
    return concern


def _join(concern: Concern, member: Member) -> None:
    if concern.person is not None:
        people.place_in_team(person=concern.person, member=member)


def _end_hand_overs(concern: Concern) -> None:
    open_ones = concern.hand_overs.filter(confirmed_at=None, ended_at=None)
    open_ones.update(ended_at=moment.now())
