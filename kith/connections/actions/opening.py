"""Reading what is sealed. Each opening is recorded in the transaction that shows it."""

from dataclasses import dataclass, field

from kith.accounts.models import Member
from kith.connections.actions.asking import SafeContact
from kith.connections.models import Contact, Referral, Request
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
    """What travelled, as both sides see it. `shared`: Consent.Share -> text."""

    shared: dict[str, str] = field(default_factory=dict)
    note: str = ""
    reason: str = ""
    outcome: str = ""


def open_person(*, person: Person, by: Member) -> OpenedPerson:
    """Care team and supervisors; others get NotInTheTeam."""
    raise NotImplementedError


def open_request(*, request: Request, by: Member) -> OpenedRequest:
    """Care team and supervisors; others get NotInTheTeam."""
    raise NotImplementedError


def open_note(*, contact: Contact, by: Member) -> str:
    """The note of a contact: care team and supervisors."""
    raise NotImplementedError


def open_referral(*, referral: Referral, by: Member) -> OpenedReferral:
    """Sender's care team, or the receiver. NoLongerShared once consent was taken back."""
    raise NotImplementedError
