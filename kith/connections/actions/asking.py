"""Somebody asks for help, or somebody asks for them."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from kith.accounts.models import Member, Organization
from kith.connections.models import Request
from kith.connections.refusals import AlreadyAsked

__all__ = ["AlreadyAsked", "Asking", "SafeContact", "ask"]

REPLAY_SHOWS_CODE = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SafeContact:
    """How to get in touch without putting anybody at risk.

    ways: any of call, text, email, visit, none. hours: in the person's words. code_word: said
    first, so that the person knows who is calling. The form's words are kept as written.
    """

    ways: tuple[str, ...] = ()
    hours: str = ""
    voicemail: bool = False
    code_word: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the form asks. Everything may be empty but one of needs, story and obstacles.

    needs: taxonomy term ids. obstacles: values of Barrier.Reason. language: BCP 47.
    latitude, longitude: of a district, never a door. consent_words: the text that was shown, in
    `consent_language`; keeping a request without it is refused.
    """

    consent_words: str
    consent_language: str = "en"
    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    birth_year: int | None = None
    needs: tuple[UUID, ...] = ()
    obstacles: tuple[str, ...] = ()
    story: str = ""
    obstacles_words: str = ""
    safe_contact: SafeContact = field(default_factory=SafeContact)
    channel: str = Request.Channel.WEB
    asked_by: str = Request.AskedBy.PERSON


def ask(
    *, organization: Organization, asking: Asking, replay_key: UUID, by: Member | None = None
) -> tuple[Request, str]:
    """Keep a request, and give the private code with which it is followed: ten digits.

    Public pages call this outside any tenancy; staff (`by`) fill in the same form by telephone or
    face to face and become its owner. Sent again within an hour it answers with the same row and
    the same code, later with AlreadyAsked. The code is stored nowhere, only its keyed digest.
    """
    raise NotImplementedError
