"""The joined pages of this room, each with a fixed number of queries (lists <= 10, person <= 20).

Nothing here is unsealed but the names in `person_list` (recorded) and what `follow_page` shows to
the person themselves; pages open the rest by `actions.open_*`, which record it.
"""

from uuid import UUID

from kith.accounts.models import Member
from kith.connections.models import Request
from kith.connections.rows import (
    FollowPage,
    NoticeRow,
    PersonPage,
    PersonRow,
    ReceivedReferral,
    ReferralRow,
    RequestPage,
    RequestRow,
    Rows,
    SentReferral,
    Today,
)


def today(member: Member) -> Today:
    """Follow-ups due (mine), what waits for me, and people nobody has reached for 14 or 30 days."""
    raise NotImplementedError


def request_list(
    member: Member, *, state: str = "open", owner: str = "", search: str = "", page: int = 1
) -> Rows[RequestRow]:
    """Requests of the organisation. state: open, all, or one of lifecycle.REQUEST. owner: mine,
    nobody, or empty. search: a reference, a need's name, a service referred to, a language."""
    raise NotImplementedError


def request_page(member: Member, request_id: UUID) -> RequestPage:
    """One request with its options, referrals, consents and timeline; NotYours otherwise."""
    raise NotImplementedError


def person_list(member: Member, *, search: str = "", page: int = 1) -> Rows[PersonRow]:
    """People whose care team the member is of (supervisors: all). Names are opened, and the list
    is recorded as one reading. search: a name, place, language or reference."""
    raise NotImplementedError


def person_page(member: Member, person_id: UUID) -> PersonPage:
    """One person's timeline; care team and supervisors, NotYours otherwise."""
    raise NotImplementedError


def referral_list(
    member: Member, *, direction: str = "received", state: str = "open", page: int = 1
) -> Rows[ReferralRow]:
    """direction: received or sent. state: open, ended, all, or one of lifecycle.REFERRAL."""
    raise NotImplementedError


def referral_for_receiver(member: Member, referral_id: UUID) -> ReceivedReferral:
    """A referral as the receiving organisation sees it: never a request or a person."""
    raise NotImplementedError


def referral_for_sender(member: Member, referral_id: UUID) -> SentReferral:
    """A referral as the sending organisation sees it."""
    raise NotImplementedError


def notices(member: Member, *, page: int = 1) -> Rows[NoticeRow]:
    """One's own, newest first."""
    raise NotImplementedError


def unread_count(member: Member) -> int:
    """For the bell on every page: one query."""
    raise NotImplementedError


def follow_page(request: Request) -> FollowPage:
    """For the person themselves, inside `access.following(...)`."""
    raise NotImplementedError
