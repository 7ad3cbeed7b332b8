"""Staff look after a request: somebody named owes the next step by a time."""

import datetime as dt

from kith.accounts.models import Member
from kith.connections.models import Request


def take(*, request: Request, by: Member) -> Request:
    """Take a new request on: become its owner and join the care team. The second to press loses."""
    raise NotImplementedError


def assign(*, request: Request, to: Member, by: Member) -> Request:
    """Hand an open request to another member who works with people; they join the care team."""
    raise NotImplementedError


def set_next_step(
    *,
    request: Request,
    next_step: str,
    due_at: dt.datetime,
    by: Member,
    owner: Member | None = None,
) -> Request:
    """What happens next (Request.NextStep), by when, and who owes it (default: stays)."""
    raise NotImplementedError


def look_again(*, request: Request, by: Member | None = None) -> Request:
    """Nothing fitted: back to looking for options."""
    raise NotImplementedError


def close(*, request: Request, reason: str, by: Member, words: str = "") -> Request:
    """End it with a reason (Request.ClosedReason), and the outcome in words if known."""
    raise NotImplementedError


def reopen(*, request: Request, by: Member | None = None) -> Request:
    """A closed request starts again where it was left."""
    raise NotImplementedError
