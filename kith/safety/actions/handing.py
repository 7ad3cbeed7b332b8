"""To somebody named, or to emergency help: it counts when they are seen to have the person.

Least invasive first: a warm hand-over is offered before emergency help, and needs the person's
agreement. An attempt in progress needs none. Kith itself calls nobody.
"""

from django.db import transaction

from kith.accounts.models import Member
from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import ReasonMissing
from kith.people import actions as people
from kith.safety import access, moment
from kith.safety.actions import moving
from kith.safety.models import Concern, ConcernNote, HandOver
from kith.safety.refusals import HandOverGone, ReceiverMissing


def hand_over(
    *, concern: Concern, by: Member, consent: str, to: Member | None = None, receiver: str = "",
) -> HandOver:  # fmt: skip
    """Name who takes over: a member, or a person and place outside. The owner stays the owner, and
    the concern stays open, until the receipt."""
    if to is None and not receiver.strip():
        raise ReceiverMissing
    if to is not None:
        access.require_responder(to, concern.organization_id)
    with transaction.atomic():
        moving.apply(concern, "hand_over", by=by)
        hand = _begin(concern, HandOver.Kind.WARM, consent, by, to=to, receiver=receiver)
        if to is not None and concern.person is not None:
            people.place_in_team(person=concern.person, member=to)
    return hand


def call_emergency(*, concern: Concern, by: Member, consent: str, words: str = "") -> HandOver:
    """Somebody of us has called emergency help; now we wait until we know that it arrived."""
    with transaction.atomic():
        _end_open(concern)
        moving.apply(concern, "call_emergency", by=by)
        return _begin(concern, HandOver.Kind.EMERGENCY, consent, by, receiver=words)


def confirm(*, concern: Concern, by: Member, words: str = "") -> Concern:
    """They have the person: said by the receiving member themselves, or by the owner who heard it
    from them. Whoever received becomes the owner where they are of the organisation."""
    with transaction.atomic():
        hand = _open_hand(concern)
        if hand.to_id and hand.to_id != by.id:
            raise NotForYou  # a member confirms with their own hand
        moving.apply(concern, "confirm", by=by, owner=by if hand.to_id else concern.owner)
        changed = HandOver.objects.filter(pk=hand.pk, confirmed_at=None, ended_at=None)
        if changed.update(confirmed_at=moment.now(), confirmed_by=by) != 1:
            raise HandOverGone
        moving.write(concern, ConcernNote.About.HANDED, words, by)
    return concern


def come_back(*, concern: Concern, reason: str, by: Member) -> Concern:
    """It did not come about: nobody was there, help did not arrive. Back to the person."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        _end_open(concern)
        moving.apply(concern, "come_back", by=by, reason=reason)
        moving.write(concern, ConcernNote.About.BACK, reason, by, must=True)
    return concern


def _begin(
    concern: Concern, kind: str, consent: str, by: Member, *, to: Member | None = None,
    receiver: str = "",
) -> HandOver:  # fmt: skip
    hand = HandOver(
        organization_id=concern.organization_id, concern=concern,
        person=moving.person_of(concern, by), to=to, kind=kind,
        consent=HandOver.Consent(consent), begun_at=moment.now(), begun_by=by,
    )  # fmt: skip
    hand.seal("receiver_sealed", receiver.strip())
    hand.save(force_insert=True)
    return hand


def _open_hand(concern: Concern) -> HandOver:
    hand = concern.hand_overs.filter(confirmed_at=None, ended_at=None).first()
    if hand is None:
        raise WrongState if concern.is_open else HandOverGone
    return hand


def _end_open(concern: Concern) -> None:
    open_ones = concern.hand_overs.filter(confirmed_at=None, ended_at=None)
    open_ones.update(ended_at=moment.now())
