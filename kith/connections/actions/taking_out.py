"""CSV out, by role, without anything that is sealed. Each export is recorded."""

from collections.abc import Iterator

from kith.accounts.models import Member


def requests_csv(*, by: Member) -> Iterator[str]:
    """Lines of the requests this member may see; recorded before the first line is given."""
    raise NotImplementedError


def people_csv(*, by: Member) -> Iterator[str]:
    """Lines of the people this member may see: no names, numbers, addresses or words."""
    raise NotImplementedError
