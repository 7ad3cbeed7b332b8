"""The sender's side of a referral."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member, Organization
from kith.audit import chain
from kith.connections import access, travelling
from kith.connections.actions import handling, notices
from kith.connections.events import ReferralMoved
from kith.connections.lifecycle import REFERRAL
from kith.connections.models import Consent, Notice, Option, Referral, ReferralKey, Request
from kith.connections.refusals import ConsentMissing, DoNotRefer, NoCapacity, ServiceGone
from kith.core import clock, events
from kith.core.lifecycle import Move, WrongState
from kith.core.once import once
from kith.core.refusals import NotYours
from kith.directory.models import Service

TIME_TO_ANSWER = dt.timedelta(days=7)


def find_service(service_id: UUID) -> Service:
    """A listed service with its organization, or ServiceGone."""
    service = Service.objects.listed().select_related("organization").filter(pk=service_id).first()
    if service is None:
        raise ServiceGone
    return service


def draft_referral(
    *, request: Request, service_id: UUID, replay_key: UUID, by: Member,
    option: Option | None = None, consent: Consent | None = None, reopens: Referral | None = None,
) -> Referral:  # fmt: skip
    """Prepare a referral to a directory service. Nothing travels yet; consent may come later."""
    access.require_team(by, request.person)
    for part in (option, consent, reopens):
        if part is not None and part.request_id != request.id:
            raise NotYours
    service = find_service(service_id)
    if service.do_not_refer:
        raise DoNotRefer

    def make() -> Referral:
        handling.lock(request)
        referral = Referral.objects.create(
            organization_id=request.organization_id,
            receiver_id=service.organization.operated_by_id, request=request, option=option,
            consent=consent, reopens=reopens, service_id=service.id, service_name=service.name,
            organization_name=service.organization.name, replay_key=replay_key,
        )  # fmt: skip
        travelling.make_key(referral)
        return referral

    mine = Referral.objects.filter(organization_id=request.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def send_referral(
    *, referral: Referral, by: Member, note: str = "", override_reason: str = "",
    answer_by: dt.datetime | None = None,
) -> Referral:  # fmt: skip
    """Send a draft. What travels is sealed for both sides: the consented fields and `note`.

    Refuses ServiceGone, DoNotRefer, ConsentMissing, and NoCapacity without `override_reason`.
    Unanswered by `answer_by` (default: seven days) it expires and the request is looked at again.
    """
    access.require_sender(by, referral)
    request = referral.request
    move = REFERRAL.move("send", referral.state, ["sender"])
    service = find_service(referral.service_id)
    _refuse_to_send(service, override_reason)
    with transaction.atomic():
        consent = _locked_consent(referral)
        sealed = travelling.seal_words(
            referral,
            shared_sealed=travelling.content(request, consent, note),
            override_sealed=override_reason,
        )
        now = clock.now()
        REFERRAL.apply(
            referral, move, consent=consent, capacity=service.capacity, sent_by=by,
            requested_at=now, expires_at=answer_by or now + TIME_TO_ANSWER, **sealed,
        )  # fmt: skip
        chain.record(
            "shared", by=by, organization=referral.organization_id, subject=request.person,
            what="referral", referral=str(referral.id), shares=consent.shares,
        )  # fmt: skip
        publish_move(referral, move, by, "sender")
    return referral


def refer(
    *, request: Request, service_id: UUID, replay_key: UUID, by: Member,
    option: Option | None = None, consent: Consent | None = None, note: str = "",
    override_reason: str = "", answer_by: dt.datetime | None = None,
    reopens: Referral | None = None,
) -> Referral:  # fmt: skip
    """Draft and send in one transaction: what the page's button does."""
    with transaction.atomic():
        referral = draft_referral(
            request=request, service_id=service_id, replay_key=replay_key, by=by, option=option,
            consent=consent, reopens=reopens,
        )  # fmt: skip
        if referral.state != REFERRAL.initial:
            return referral  # the same form once more
        return send_referral(
            referral=referral, by=by, note=note, override_reason=override_reason,
            answer_by=answer_by,
        )  # fmt: skip


def cancel_referral(
    *, referral: Referral, reason: str, by: Member, reason_code: str = "other"
) -> Referral:
    """The sender takes it back, with the reason in words."""
    access.require_sender(by, referral)
    move = REFERRAL.move("cancel", referral.state, ["sender"], reason)
    code = Referral.Reason(reason_code)
    with transaction.atomic():
        sealed = travelling.seal_words(referral, reason_sealed=reason)
        REFERRAL.apply(referral, move, ended_at=clock.now(), reason_code=code, **sealed)
        publish_move(referral, move, by, "sender")
    return referral


def correct_referral(*, referral: Referral, by: Member) -> Referral:
    """It was entered by mistake: counted nowhere, and what travelled can no longer be read."""
    access.require_sender(by, referral)
    move = REFERRAL.move("correct", referral.state, ["sender"])
    with transaction.atomic():
        REFERRAL.apply(referral, move, ended_at=clock.now())
        ReferralKey.objects.filter(referral=referral).delete()
        publish_move(referral, move, by, "sender")
    return referral


def reopen_referral(
    *, referral: Referral, service_id: UUID, replay_key: UUID, by: Member,
    consent: Consent | None = None, note: str = "", override_reason: str = "",
) -> Referral:  # fmt: skip
    """Try again elsewhere, or there once more, after it was declined, cancelled or failed: a new
    referral that is linked to the old one by `reopens`."""
    access.require_sender(by, referral)
    if referral.state not in ("rejected", "cancelled", "failed"):
        raise WrongState
    return refer(
        request=referral.request, service_id=service_id, replay_key=replay_key, by=by,
        consent=consent, note=note, override_reason=override_reason, reopens=referral,
    )  # fmt: skip


def expire_referrals(*, organization: Organization | UUID) -> int:
    """Cancel what nobody answered in time (the job's verb), inside `acting_for(organization)`.

    The sender is told, the request is looked at again, and NO_ANSWER is kept as a barrier. A
    referral that is being answered at this moment is locked and skipped; if it is still unanswered
    the next run finds it. Safe to run twice; says how many.
    """
    owner = organization.id if isinstance(organization, Organization) else organization
    with transaction.atomic():
        late = Referral.objects.filter(organization_id=owner).unanswered_at(clock.now())
        found = list(late.order_by("id").select_for_update(skip_locked=True))
        for referral in found:
            move = REFERRAL.move("cancel", referral.state, ["job"], "expired")
            code = Referral.Reason.EXPIRED
            REFERRAL.apply(referral, move, ended_at=clock.now(), reason_code=code)
            publish_move(referral, move, None, "job")
    return len(found)


def cancel_for_consent(referral: Referral, by: Member | None) -> None:
    """Consent was taken back: what is not over ends, and the receiver is told in any case.

    The caller has locked the referral, and destroyed its key.
    """
    if referral.state in REFERRAL.final:
        told = f"{referral.id}:consent"
        notices.tell_receivers(referral.receiver_id, Notice.Kind.WITHDRAWN, referral.id, told)
        return
    move = REFERRAL.move("cancel", referral.state, ["person"], "consent")
    REFERRAL.apply(referral, move, ended_at=clock.now(), reason_code=Referral.Reason.CONSENT)
    publish_move(referral, move, by, "person")


def publish_move(referral: Referral, move: Move, by: Member | None, side: str) -> None:
    """Tell the rooms, in the same transaction; `reactions` moves the request along."""
    events.publish(
        ReferralMoved(
            organization=referral.organization_id,
            receiver=referral.receiver_id,
            referral=referral.id,
            request=referral.request_id,
            service=referral.service_id,
            move=move.name,
            side=side,
            reason_code=referral.reason_code,
            by=by.id if by else None,
        )
    )


def _refuse_to_send(service: Service, override_reason: str) -> None:
    if service.do_not_refer:
        raise DoNotRefer
    if service.capacity == Referral.Capacity.FULL and not override_reason.strip():
        raise NoCapacity


def _locked_consent(referral: Referral) -> Consent:
    """The consent in force for this service, locked: taking it back at this moment waits, and then
    cancels what was sent; or was first, and nothing is sent."""
    consents = Consent.objects.in_force().filter(
        request_id=referral.request_id, purpose="referral", service_id=referral.service_id
    )
    if referral.consent_id:
        consents = consents.filter(pk=referral.consent_id)
    consent = consents.select_for_update().order_by("given_at", "id").last()
    if consent is None:
        raise ConsentMissing
    return consent
