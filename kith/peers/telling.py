"""What members hear of this room: which of its events are told to whom, and where a notice leads.

Only kinds and ids go out. The notices themselves, on the screen and by e-mail without content, are
those of every other room: `connections` keeps them, `channels` carries them.
"""

from collections.abc import Iterable
from uuid import UUID

from kith.accounts.models import Member
from kith.core import events
from kith.peers.events import MatchMoved, Told
from kith.peers.models import Match

LEADS_TO = {
    "match": "walk",
    "work": "peer_due",
    "voice": "matter",
}
"""The page a notice of each kind leads to; its subject is the page's id. A room above that tells
members something by `Told` adds its own kinds."""


def tell(
    members: Iterable[Member | None], kind: str, subject: UUID, once: str, *,
    organization: UUID, besides: Member | None = None,
) -> None:  # fmt: skip
    """In the caller's transaction. `besides`: whoever did it knows already."""
    wanted = {member.id for member in members if member and member != besides}
    if wanted:
        events.publish(Told(organization, tuple(sorted(wanted)), kind, subject, once))


def destination(kind: str, subject: UUID) -> tuple[str, UUID] | None:
    """Where a notice told by `Told` leads, or None for any other."""
    return (LEADS_TO[kind], subject) if kind in LEADS_TO else None


@events.within(MatchMoved)
def tell_the_peer(event: MatchMoved) -> None:
    """Somebody would like to walk with them. Not told who, nor anything of why."""
    if event.move != "choose":
        return
    peer = Match.objects.values_list("peer__member_id", flat=True).get(pk=event.match)
    if peer != event.by:
        once = f"{event.match}:{event.move}"
        events.publish(Told(event.organization, (peer,), "match", event.match, once))
