"""Options: what the person could do next, with reasons and with what would not fit."""

from uuid import UUID

from kith.accounts.models import Member
from kith.connections.models import Option, Request
from kith.core.sources import Wish

LIMIT = 5


def wish_of(request: Request, *, words: str = "") -> Wish:
    """What the request asks of the sources. Tells nobody who asks; `words` is what staff typed."""
    raise NotImplementedError


def lay_out_options(
    *, request: Request, by: Member, words: str = "", limit: int = LIMIT
) -> list[Option]:
    """Ask every registered source and keep the best fits. Laying out again keeps what was chosen,
    passed or added by hand and replaces the rest; the person is shown the page anew."""
    raise NotImplementedError


def add_option(
    *, request: Request, source: str, subject: UUID, override_reason: str, by: Member
) -> Option:
    """Add by hand what the ranking did not bring, with the reason why."""
    raise NotImplementedError


def choose_option(*, option: Option, by: Member | None = None) -> Option:
    """The person chooses (or says so to a member). One choice at a time; the last one counts."""
    raise NotImplementedError


def pass_option(*, option: Option, reason: str = "", by: Member | None = None) -> Option:
    """Not this one. `reason` (Barrier.Reason) is kept as a barrier if given."""
    raise NotImplementedError
