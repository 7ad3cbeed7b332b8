"""The sender's side of a referral."""

import datetime as dt
from uuid import UUID

from kith.accounts.models import Member, Organization
from kith.connections.models import Consent, Option, Referral, Request

DAYS_TO_ANSWER = 7


def draft_referral(
    *, request: Request, service_id: UUID, replay_key: UUID, by: Member,
    option: Option | None = None, consent: Consent | None = None,
) -> Referral:  # fmt: skip
    """Prepare a referral to a directory service. Nothing travels yet; consent may come later."""
    raise NotImplementedError


def send_referral(
    *, referral: Referral, by: Member, note: str = "", override_reason: str = "",
    answer_by: dt.datetime | None = None,
) -> Referral:  # fmt: skip
    """Send a draft. What travels is sealed for both sides: the consented fields and `note`.

    Refuses ServiceGone, DoNotRefer, ConsentMissing, and NoCapacity without `override_reason`.
    Unanswered by `answer_by` (default: seven days) it expires and the request is looked at again.
    """
    raise NotImplementedError


def refer(
    *, request: Request, service_id: UUID, replay_key: UUID, by: Member,
    option: Option | None = None, consent: Consent | None = None, note: str = "",
    override_reason: str = "", answer_by: dt.datetime | None = None,
) -> Referral:  # fmt: skip
    """Draft and send in one transaction: what the page's button does."""
    raise NotImplementedError


def cancel_referral(
    *, referral: Referral, reason: str, by: Member, reason_code: str = "other"
) -> Referral:
    """The sender takes it back, with the reason in words."""
    raise NotImplementedError


def correct_referral(*, referral: Referral, by: Member) -> Referral:
    """It was entered by mistake and is counted nowhere."""
    raise NotImplementedError


def reopen_referral(
    *, referral: Referral, service_id: UUID, replay_key: UUID, by: Member,
    consent: Consent | None = None, note: str = "", override_reason: str = "",
) -> Referral:  # fmt: skip
    """Try again elsewhere, or there once more, after it was declined, cancelled or failed: a new
    referral that is linked to the old one by `reopens`."""
    raise NotImplementedError


def expire_referrals(*, organization: Organization | UUID) -> int:
    """Cancel what nobody answered in time (the job's verb). The sender is told, the request is
    looked at again, and NO_ANSWER is kept as a barrier. Safe to run twice; says how many."""
    raise NotImplementedError
