"""What happened between people, and what somebody named will do next."""

import datetime as dt
from uuid import UUID

from kith.accounts.models import Member
from kith.connections.models import Contact, FollowUp, Request
from kith.people.models import Person


def record_contact(
    *, person: Person, means: str, reached: bool, replay_key: UUID, by: Member,
    request: Request | None = None, happened_at: dt.datetime | None = None,
    minutes: int | None = None, note: str = "", follow_up: FollowUp | None = None,
) -> Contact:  # fmt: skip
    """A call, visit, message or group (Contact.Means). Only the care team. `follow_up` is an
    open one that this contact did."""
    raise NotImplementedError


def plan_follow_up(
    *, request: Request, due_at: dt.datetime, replay_key: UUID, by: Member, what: str = "call",
    owner: Member | None = None,
) -> FollowUp:  # fmt: skip
    """Somebody named (default: `by`) gets in touch by a time. `what`: FollowUp.What."""
    raise NotImplementedError


def finish_follow_up(
    *, follow_up: FollowUp, by: Member, contact: Contact | None = None
) -> FollowUp:
    """It was done."""
    raise NotImplementedError


def snooze_follow_up(*, follow_up: FollowUp, due_at: dt.datetime, by: Member) -> FollowUp:
    """Later. Counted, so that a follow-up put off for ever is seen."""
    raise NotImplementedError


def drop_follow_up(*, follow_up: FollowUp, reason: str, by: Member) -> FollowUp:
    """It is no longer needed, with the reason in words."""
    raise NotImplementedError
