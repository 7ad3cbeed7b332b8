"""Agreeing to share, in the words that were shown; and taking it back at any time."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.connections import access
from kith.connections.actions import handling, notices, referring
from kith.connections.models import Consent, Notice, Referral, ReferralKey, Request
from kith.connections.refusals import ConsentAlreadyWithdrawn, TakeTheRequestBack
from kith.core import clock


def give_consent(
    *, request: Request, service_id: UUID, shares: tuple[str, ...], words: str, language: str,
    by: Member | None = None, expires_at: dt.datetime | None = None,
) -> Consent:  # fmt: skip
    """Agree that the named service gets these fields (Consent.Share) of the request.

    `by=None`: the person gave it by code; with a member: spoken, and the member heard it. The same
    consent given again is the one already in force; a newer one counts for what is yet to be sent.
    """
    access.require_person_or_team(by, request.person)
    service = referring.find_service(service_id)
    with transaction.atomic():
        handling.lock(request)  # two forms at once: the second finds the consent of the first
        same = Consent.objects.in_force().filter(
            request=request, service_id=service_id, shares=sorted(shares), words=words,
            expires_at=expires_at,
        )  # fmt: skip
        return same.first() or Consent.objects.create(
            organization_id=request.organization_id,
            request=request,
            purpose=Consent.Purpose.REFERRAL,
            service_id=service_id,
            receiver=f"{service.name}, {service.organization.name}"[:300],
            shares=sorted(Consent.Share(share).value for share in shares),
            words=words,
            language=language,
            given_by=Consent.GivenBy.SPOKEN if by else Consent.GivenBy(request.asked_by),
            given_at=clock.now(),
            expires_at=expires_at,
        )


def withdraw_consent(*, consent: Consent, by: Member | None = None) -> Consent:
    """Take it back. The key of what travelled is destroyed and live referrals under it are
    cancelled in the same transaction: the receiver's next look shows nothing. Both are told."""
    access.require_person_or_team(by, consent.request.person)
    if consent.purpose == Consent.Purpose.ASKING:
        raise TakeTheRequestBack
    with transaction.atomic():
        if not end(consent, by):
            raise ConsentAlreadyWithdrawn
        notices.tell_owner(
            consent.request, Notice.Kind.WITHDRAWN, f"{consent.id}:consent", besides=by
        )
    consent.refresh_from_db()
    return consent


def end(consent: Consent, by: Member | None) -> bool:
    """End one consent and all that travelled under it; False where it had ended before.

    Sending a referral locks the consent first, so a referral sent at this moment either is seen
    here and cancelled, or finds the consent gone.
    """
    rows = Consent.objects.filter(pk=consent.pk, withdrawn_at=None)
    if rows.update(withdrawn_at=clock.now()) != 1:
        return False
    under_it = Referral.objects.filter(consent=consent).order_by("id")
    travelled = list(under_it.select_for_update())
    ReferralKey.objects.filter(referral__in=travelled).delete()
    for referral in travelled:
        referring.cancel_for_consent(referral, by)
    return True


def end_all(request: Request, by: Member | None) -> None:
    """End every consent of a request, and the drafts that have none."""
    for consent in request.consents.order_by("id"):
        end(consent, by)
    drafts = Referral.objects.filter(request=request, state="draft").order_by("id")
    for draft in drafts.select_for_update():
        referring.cancel_for_consent(draft, by)
