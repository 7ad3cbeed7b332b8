"""What members hear of this room: which of its events are told to whom, and where a notice leads.

Only kinds and ids go out. The notices themselves, on the screen and by e-mail without content, are
those of every other room: `connections` keeps them, `channels` carries them.
"""

from collections.abc import Iterable
from uuid import UUID

from kith.accounts.models import Member
from kith.core import events
from kith.peers.events import MatchMoved
from kith.peers.models import Circle, Match
from kith.peers.together_events import SeatMoved, Told

LEADS_TO = {
    "match": "walk",
    "moved": "circle",
    "seat": "circle",
    "work": "peer_due",
    "aid": "posting",
    "voice": "matter",
}
"""The page a notice of each kind leads to; its subject is the page's id."""


def tell(
    members: Iterable[Member | None], kind: str, subject: UUID, once: str, *,
    organization: UUID, besides: Member | None = None,
) -> None:  # fmt: skip
    """In the caller's transaction. `besides`: whoever did it knows already."""
    wanted = {member.id for member in members if member and member != besides}
    if wanted:
        events.publish(Told(organization, tuple(sorted(wanted)), kind, subject, once))


def destination(kind: str, subject: UUID) -> tuple[str, UUID] | None:
    """Where a notice of this room leads, or None where it is another room's."""
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


@events.within(SeatMoved)
def tell_who_holds_it(event: SeatMoved) -> None:
    """A new face, somebody who waits, a row that moved by itself: the two who hold the circle."""
    if event.state == "left":
        return
    circle = Circle.objects.select_related("facilitator", "second").get(pk=event.circle)
    holding = {peer.member_id for peer in (circle.facilitator, circle.second) if peer}
    members = tuple(sorted(holding - {event.by}))
    events.publish(
        Told(event.organization, members, "seat", circle.pk, f"{event.seat}:{event.state}")
    )
