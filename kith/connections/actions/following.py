"""What somebody does with their own request, by private code and without an account.

Staff may do the same for a person on the telephone: then `by` is the member.
"""

from uuid import UUID

from kith.accounts.models import Member
from kith.connections.actions.asking import SafeContact
from kith.connections.models import Request


def add_words(*, request: Request, words: str, by: Member | None = None) -> Request:
    """Add to what would help. What was there stays; a form sent again adds nothing."""
    raise NotImplementedError


def change_needs(
    *, request: Request, needs: tuple[UUID, ...], obstacles: tuple[str, ...] = (),
    language: str = "", place: str = "", by: Member | None = None,
) -> Request:  # fmt: skip
    """Put other needs, obstacles (codes), language and place; the owner is told."""
    raise NotImplementedError


def change_safe_contact(
    *, request: Request, safe_contact: SafeContact, phone: str | None = None,
    email: str | None = None, by: Member | None = None,
) -> Request:  # fmt: skip
    """Change how to get in touch. `None` leaves telephone or e-mail as they are."""
    raise NotImplementedError


def say_outcome(
    *, request: Request, words: str, helped: str = "", by: Member | None = None
) -> Request:
    """How it went, in the person's own words. `helped`: yes, partly, no or empty."""
    raise NotImplementedError


def withdraw_request(*, request: Request, erase: bool = False, by: Member | None = None) -> Request:
    """Take everything back: consents end, live referrals are cancelled, both sides are told.

    With `erase` the person's key is destroyed as well, and nobody can read again what they wrote.
    """
    raise NotImplementedError
