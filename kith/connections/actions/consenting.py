"""Agreeing to share, in the words that were shown; and taking it back at any time."""

import datetime as dt
from uuid import UUID

from kith.accounts.models import Member
from kith.connections.models import Consent, Request


def give_consent(
    *, request: Request, service_id: UUID, shares: tuple[str, ...], words: str, language: str,
    by: Member | None = None, expires_at: dt.datetime | None = None,
) -> Consent:  # fmt: skip
    """Agree that the named service gets these fields (Consent.Share) of the request.

    `by=None`: the person gave it by code; with a member: spoken, and the member heard it. A newer
    consent for the same service takes the place of the older one for referrals yet to be sent.
    """
    raise NotImplementedError


def withdraw_consent(*, consent: Consent, by: Member | None = None) -> Consent:
    """Take it back. The key of what travelled is destroyed and live referrals under it are
    cancelled in the same transaction: the receiver's next look shows nothing. Both are told."""
    raise NotImplementedError
