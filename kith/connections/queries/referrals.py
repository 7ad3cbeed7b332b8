"""Referrals as each side sees them."""

from uuid import UUID

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.lifecycle import REFERRAL
from kith.connections.queries import shaping
from kith.connections.rows import (
    PAGE,
    ReceivedReferral,
    ReferralRow,
    Rows,
    SentReferral,
)
from kith.core.refusals import NotYours

UNITED_STATES = "US"


def referral_list(
    member: Member, *, direction: str = "received", state: str = "open", page: int = 1
) -> Rows[ReferralRow]:
    """direction: received or sent. state: open, ended, all, or one of lifecycle.REFERRAL."""
    is_sent = direction == "sent"
    found = access.sent_referrals_for(member) if is_sent else access.received_referrals_for(member)
    if state in ("open", "ended"):
        is_over = {"state__in": REFERRAL.final}
        found = found.exclude(**is_over) if state == "open" else found.filter(**is_over)
    elif state != "all":
        found = found.filter(state=state)
    total = found.count()
    number = max(1, min(page, -(-total // PAGE)))
    rows = shaping.with_sides(found.order_by("-created_at", "-id"))
    mine = member.organization_id
    return Rows(
        tuple(
            shaping.referral_row(row, mine, as_sender=is_sent)
            for row in rows[(number - 1) * PAGE : number * PAGE]
        ),
        total,
        number,
    )


def referral_for_receiver(member: Member, referral_id: UUID) -> ReceivedReferral:
    """A referral as the receiving organisation sees it: never a request, a person or a consent.

    Sharing by a programme under 42 CFR Part 2 must carry a notice against passing it on; which
    programmes are is for the sender to know, so every referral within the United States carries it.
    """
    found = shaping.with_sides(access.received_referrals_for(member))
    referral = found.filter(pk=referral_id).first()
    if referral is None:
        raise NotYours
    row = shaping.referral_row(referral, member.organization_id, as_sender=False)
    carries_notice = referral.organization.country == UNITED_STATES
    return ReceivedReferral(row, row.moves, carries_notice)


def referral_for_sender(member: Member, referral_id: UUID) -> SentReferral:
    """A referral as the sending organisation sees it."""
    found = shaping.with_sides(access.sent_referrals_for(member))
    referral = found.filter(pk=referral_id).first()
    if referral is None:
        raise NotYours
    mine = member.organization_id
    row = shaping.referral_row(referral, mine, as_sender=True)
    consent = referral.consent
    again = shaping.with_sides(referral.reopened_as.order_by("created_at", "id"))
    return SentReferral(
        referral=row,
        consent=shaping.consent_row(consent) if consent else None,
        reopened_as=tuple(shaping.referral_row(next_, mine, as_sender=True) for next_ in again),
        moves=row.moves,
    )
