"""Reading what is sealed. Each opening is recorded in the transaction that shows it.

The record's subject is always the person (for a received referral the referral, for the receiver
knows no person), so that they can be shown who looked.
"""

from dataclasses import dataclass, field

from django.db import models, transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.connections import access, safe_contact, travelling
from kith.connections.events import ReferralOpened
from kith.connections.models import Contact, Referral, Request
from kith.connections.refusals import NoLongerShared
from kith.connections.safe_contact import SafeContact
from kith.core import events
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class OpenedPerson:
    """What tells who somebody is."""

    name: str
    phone: str
    email: str
    safe_contact: SafeContact
    place: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class OpenedRequest:
    """In the person's words."""

    story: str
    obstacles: str
    outcome: str


@dataclass(frozen=True, slots=True)
class OpenedReferral:
    """What travelled, as both sides see it. `shared`: Consent.Share -> text, but for safe_contact,
    which has its own place."""

    shared: dict[str, str] = field(default_factory=dict)
    safe_contact: SafeContact = field(default_factory=SafeContact)
    note: str = ""
    reason: str = ""
    outcome: str = ""


def open_person(*, person: Person, by: Member) -> OpenedPerson:
    """Care team and supervisors; others get NotInTheTeam."""
    access.require_team(by, person)
    with transaction.atomic():
        _record(by, person, "person")
        return OpenedPerson(
            name=person.unseal("name_sealed"),
            phone=person.unseal("phone_sealed"),
            email=person.unseal("email_sealed"),
            safe_contact=safe_contact.from_json(person.unseal("safe_contact_sealed")),
            place=person.place,
            birth_year=person.birth_year,
        )


def open_request(*, request: Request, by: Member) -> OpenedRequest:
    """Care team and supervisors; others get NotInTheTeam."""
    access.require_team(by, request.person)
    with transaction.atomic():
        _record(by, request.person, "request")
        return OpenedRequest(
            story=request.unseal("story_sealed"),
            obstacles=request.unseal("obstacles_sealed"),
            outcome=request.unseal("outcome_sealed"),
        )


def open_note(*, contact: Contact, by: Member) -> str:
    """The note of a contact: care team and supervisors."""
    access.require_team(by, contact.person)
    with transaction.atomic():
        _record(by, contact.person, "note")
        return contact.unseal("note_sealed")


def open_referral(*, referral: Referral, by: Member) -> OpenedReferral:
    """The sender's care team, or the receiver once it was sent. NoLongerShared once consent was
    taken back: the next look shows nothing, whatever was on the screen before."""
    subject: models.Model = referral
    if not access.may_answer(by, referral):
        access.require_sender(by, referral)
        subject = referral.request.person
    if not referral.has_key():
        raise NoLongerShared
    with transaction.atomic():
        _record(by, subject, "referral")
        if subject is referral:
            events.publish(
                ReferralOpened(referral.organization_id, by.organization_id, referral.request_id)
            )
        return _opened(referral)


def _opened(referral: Referral) -> OpenedReferral:
    shared, note = travelling.read(referral)
    return OpenedReferral(
        safe_contact=safe_contact.from_json(shared.pop("safe_contact", "")),
        shared=shared,
        note=note,
        reason=travelling.open_words(referral, "reason_sealed"),
        outcome=travelling.open_words(referral, "outcome_sealed"),
    )


def _record(by: Member, subject: models.Model, what: str) -> None:
    chain.record("opened", by=by, organization=by.organization_id, subject=subject, what=what)
