"""Made-up asks, services and referrals in any state. Everything goes through the actions, so that
what tests and the demo see is what life makes.

Call inside `tenancy.acting_for(organization.id)`, except `ask`, which opens it itself.
"""

import uuid
from typing import Any

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.connections import actions
from kith.connections.models import Consent, Referral, Request
from kith.core import clock
from kith.directory.models import Organization as Listing
from kith.directory.models import Service

WORDS = "We keep what you write and show it to the people who help you."
SHARING = "We tell them your name and what would help."
SHARES = ("name", "needs", "story")


def asking(**changes: Any) -> actions.Asking:
    """Dee asks for somebody to talk to."""
    known: dict[str, Any] = {
        "consent_words": WORDS, "name": "Dee", "phone": "555 0199", "language": "es",
        "place": "Mill Lane", "story": "I cannot sleep since the flood.",
        "safe_contact": actions.SafeContact(ways=("call",), hours="evenings", code_word="lantern"),
    }  # fmt: skip
    return actions.Asking(**{**known, **changes})


def ask(
    organization: Organization, by: Member | None = None, **changes: Any
) -> tuple[Request, str]:
    """A new request and its private code."""
    return actions.ask(
        organization=organization, asking=asking(**changes), replay_key=uuid.uuid4(), by=by
    )


def in_hand(member: Member, **changes: Any) -> Request:
    """A request that the member has taken on."""
    organization = Organization.objects.get(pk=member.organization_id)
    request = ask(organization, **changes)[0]
    with tenancy.acting_for(organization.id):
        return actions.take(request=request, by=member)


def service(
    name: str = "Evening circle", operated_by: Organization | None = None, **changes: Any
) -> Service:
    """A listed service; `operated_by` where its organization works with Kith here."""
    listing = Listing.objects.create(name=f"{name} house", operated_by=operated_by)
    return Service.objects.create(organization=listing, name=name, **changes)


def consent(request: Request, to: Service, by: Member | None = None, **changes: Any) -> Consent:
    """The person agrees that the service gets name, needs and story."""
    known: dict[str, Any] = {"shares": SHARES, "words": SHARING, "language": "en"}
    return actions.give_consent(request=request, service_id=to.id, by=by, **{**known, **changes})


def referral(request: Request, to: Service, by: Member, **changes: Any) -> Referral:
    """Agreed and sent."""
    consent(request, to)
    return actions.refer(
        request=request, service_id=to.id, replay_key=uuid.uuid4(), by=by, **changes
    )


ROADS = {
    "draft": (),
    "requested": (),
    "accepted": ("accept",),
    "rejected": ("reject",),
    "in-progress": ("accept", "start"),
    "on-hold": ("accept", "hold"),
    "completed": ("accept", "complete"),
    "failed": ("accept", "fail"),
}
"""The receiver's moves that lead to a state."""


def referral_in(
    state: str, request: Request, to: Service, sender: Member, receiver: Member
) -> Referral:
    """A referral in any state of lifecycle.REFERRAL, brought there by those who may."""
    with tenancy.acting_for(sender.organization_id):
        given = consent(request, to)
        sent = actions.draft_referral(
            request=request, service_id=to.id, replay_key=uuid.uuid4(), by=sender, consent=given
        )
        if state != "draft":
            sent = actions.send_referral(referral=sent, by=sender)
        if state == "cancelled":
            return actions.cancel_referral(referral=sent, reason="Found another way", by=sender)
        if state == "entered-in-error":
            return actions.correct_referral(referral=sent, by=sender)
    for move in ROADS[state]:
        answer(sent, move, receiver)
    with tenancy.acting_for(sender.organization_id):
        return Referral.objects.select_related("request__person").get(pk=sent.pk)


def answer(referral: Referral, move: str, by: Member, **changes: Any) -> Referral:
    """The receiver's move, from their own side."""
    with tenancy.acting_for(by.organization_id):
        seen = Referral.objects.get(pk=referral.pk)
        known = {"reason": "There is no room this month"}
        return actions.answer_referral(referral=seen, move=move, by=by, **{**known, **changes})


def later(**delta: float) -> Any:
    """The clock, so much later than now: `with later(days=8): ...`."""
    import datetime as dt

    return clock.stopped_at(clock.now() + dt.timedelta(**delta))
