"""That something waits for somebody, never what it says."""

from kith.accounts.models import Member
from kith.connections.models import Notice


def mark_read(*, notice: Notice, by: Member) -> Notice:
    """Seen. Only one's own."""
    raise NotImplementedError


def mark_all_read(*, by: Member) -> int:
    """All of one's own are seen; says how many were not."""
    raise NotImplementedError
