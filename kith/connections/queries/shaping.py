"""From rows of the database to rows of a page. Asks the database only where it says so."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from kith.accounts.models import Member, Role
from kith.connections.lifecycle import REFERRAL
from kith.connections.models import (
    Consent,
    Contact,
    FollowUp,
    Option,
    Referral,
    ReferralKey,
    Request,
)
from kith.connections.rows import (
    ConsentRow,
    ContactRow,
    FollowUpRow,
    OptionRow,
    ReferralRow,
    RequestRow,
)
from kith.core import clock
from kith.core.sources import Reason
from kith.directory.models import TaxonomyTerm, TermName
from kith.people.models import CareTeam


def need_names(requests: Iterable[Request]) -> dict[UUID, str]:
    """What the needs of these requests are called in the page's language: one query."""
    ids = {need for request in requests for need in request.needs}
    label = TermName.objects.filter(
        term=OuterRef("pk"), language=get_language() or "en", is_label=True
    )
    terms = TaxonomyTerm.objects.filter(id__in=ids).annotate(
        label=Coalesce(Subquery(label.values("name")[:1]), "name")
    )
    return dict(terms.values_list("id", "label"))


def opened_to(member: Member, requests: Iterable[Request]) -> set[UUID]:
    """The persons among these whose personal parts the member may open: at most one query."""
    people = {request.person_id for request in requests}
    if member.has_role(Role.SUPERVISOR):
        return people
    places = CareTeam.objects.present().filter(member=member, person_id__in=people)
    return set(places.values_list("person_id", flat=True))


def request_rows(
    requests: Iterable[Request], names: dict[UUID, str], opened: Collection[UUID]
) -> tuple[RequestRow, ...]:
    """Rows as one member may see them."""
    return tuple(request_row(request, names, request.person_id in opened) for request in requests)


def request_row(request: Request, names: dict[UUID, str], may_open: bool) -> RequestRow:
    is_late = request.due_at is not None and request.due_at < clock.now()
    return RequestRow(
        id=request.id,
        person_id=request.person_id,
        reference=request.reference,
        state=request.state,
        channel=request.channel,
        asked_by=request.asked_by,
        language=request.language,
        place=request.place if may_open else "",
        needs=tuple(names[need] for need in request.needs if need in names),
        obstacles=tuple(request.obstacles),
        owner_id=request.owner_id,
        owner=request.owner.name if request.owner else "",
        next_step=request.next_step,
        due_at=request.due_at,
        is_overdue=is_late and request.is_open,
        created_at=request.created_at,
        closed_at=request.closed_at,
        closed_reason=request.closed_reason,
        may_open=may_open,
    )


def with_sides(referrals: "QuerySet[Referral]") -> "QuerySet[Referral]":
    """Joined with both organisations and the receiver's owner; never with request or person, whose
    rows the receiver has not."""
    key = ReferralKey.objects.filter(referral=OuterRef("pk"))
    return referrals.select_related("organization", "receiver", "owner").annotate(
        still_shared=Exists(key)
    )


def referral_row(referral: Referral, reader: UUID, *, as_sender: bool | None = None) -> ReferralRow:
    """`reader`: the organisation that reads. `as_sender` decides where both sides are its own."""
    is_mine = referral.organization_id == reader if as_sender is None else as_sender
    return ReferralRow(
        id=referral.id,
        request_id=referral.request_id,
        reference=referral.pk.hex[-6:].upper(),
        service_id=referral.service_id,
        service_name=referral.service_name,
        other=referral.organization_name if is_mine else referral.organization.name,
        state=referral.state,
        capacity=referral.capacity,
        reason_code=referral.reason_code,
        outcome_code=referral.outcome_code,
        owner=referral.owner.name if referral.owner else "",
        outside=referral.receiver_id is None,
        is_mine=is_mine,
        still_shared=referral.still_shared,  # type: ignore[attr-defined]
        created_at=referral.created_at,
        requested_at=referral.requested_at,
        answered_at=referral.answered_at,
        ended_at=referral.ended_at,
        expires_at=referral.expires_at,
        is_overdue=_is_late(referral),
        reopens_id=referral.reopens_id,
        moves=tuple(REFERRAL.open_to(referral.state, _sides(referral, is_mine))),
    )


def _is_late(referral: Referral) -> bool:
    is_past = referral.expires_at is not None and referral.expires_at < clock.now()
    return referral.state == "requested" and is_past


def _sides(referral: Referral, is_mine: bool) -> tuple[str, ...]:
    """The sender speaks for a service outside the installation as well."""
    if not is_mine:
        return ("receiver",)
    return ("sender", "receiver") if referral.receiver_id is None else ("sender",)


def option_row(option: Option) -> OptionRow:
    return OptionRow(
        id=option.id,
        source=option.source,
        subject=option.subject,
        title=option.title,
        fits=option.fits,
        reasons=tuple(Reason(**reason) for reason in option.reasons),
        misfits=tuple(Reason(**reason) for reason in option.misfits),
        state=option.state,
        by_hand=bool(option.override_reason),
        override_reason=option.override_reason,
    )


def consent_row(consent: Consent) -> ConsentRow:
    return ConsentRow(
        id=consent.id,
        purpose=consent.purpose,
        receiver=consent.receiver,
        service_id=consent.service_id,
        shares=tuple(consent.shares),
        words=consent.words,
        language=consent.language,
        given_by=consent.given_by,
        given_at=consent.given_at,
        expires_at=consent.expires_at,
        withdrawn_at=consent.withdrawn_at,
        in_force=consent.is_in_force,
    )


def follow_up_row(follow_up: FollowUp, request: Request) -> FollowUpRow:
    is_open = follow_up.done_at is None and follow_up.dropped_at is None
    return FollowUpRow(
        id=follow_up.id,
        request_id=request.id,
        person_id=request.person_id,
        reference=request.reference,
        what=follow_up.what,
        owner_id=follow_up.owner_id,
        owner=follow_up.owner.name,
        due_at=follow_up.due_at,
        is_overdue=is_open and follow_up.due_at < clock.now(),
        snoozed_count=follow_up.snoozed_count,
        done_at=follow_up.done_at,
        dropped_at=follow_up.dropped_at,
    )


def contact_row(contact: Contact) -> ContactRow:
    return ContactRow(
        id=contact.id,
        request_id=contact.request_id,
        means=contact.means,
        reached=contact.reached,
        happened_at=contact.happened_at,
        minutes=contact.minutes,
        has_note=contact.note_sealed is not None,
        recorded_by=contact.recorded_by.name,
    )
