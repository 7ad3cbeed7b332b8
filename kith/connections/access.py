"""Who sees which requests, referrals and people. Absent and forbidden answer alike: NotYours.

request   members who work with people (CARE) see every request of their organisation without what
          is personal; the care team and supervisors may open the rest
referral  sent: CARE of the sender; received: CARE and partner contacts of the receiver
person    care team and supervisors
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import QuerySet

from kith.accounts.models import Member
from kith.connections.models import Contact, FollowUp, Notice, Option, Referral, Request
from kith.people.models import Person


def requests_for(member: Member) -> QuerySet[Request]:
    raise NotImplementedError


def request_for(member: Member, request_id: UUID) -> Request:
    raise NotImplementedError


def option_for(member: Member, option_id: UUID) -> Option:
    raise NotImplementedError


def people_for(member: Member) -> QuerySet[Person]:
    """Those whose personal parts the member may open."""
    raise NotImplementedError


def person_for(member: Member, person_id: UUID) -> Person:
    raise NotImplementedError


def may_open(member: Member, person: Person) -> bool:
    """Whether the member is of the care team or supervises it."""
    raise NotImplementedError


def contact_for(member: Member, contact_id: UUID) -> Contact:
    raise NotImplementedError


def follow_up_for(member: Member, follow_up_id: UUID) -> FollowUp:
    raise NotImplementedError


def notice_for(member: Member, notice_id: UUID) -> Notice:
    raise NotImplementedError


def sent_referral_for(member: Member, referral_id: UUID) -> Referral:
    raise NotImplementedError


def received_referral_for(member: Member, referral_id: UUID) -> Referral:
    raise NotImplementedError


@contextmanager
def following(*, code: str, address: str) -> Iterator[Request]:
    """The request of a private code, in a transaction of its organisation. For public pages:

        with access.following(code=code, address=request.META["REMOTE_ADDR"]) as found: ...

    WrongCode or TooManyTries otherwise: tries are counted by keyed digest of the address and the
    day, never the address itself. A signed-in member's page must catch WrongCode and answer
    itself: a raised error undoes the counting.
    """
    raise NotImplementedError
    yield
