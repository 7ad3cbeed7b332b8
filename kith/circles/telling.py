"""What members hear of this room, and where a notice leads. Only kinds and ids go out."""

from kith.circles.events import SeatMoved
from kith.circles.models import Circle
from kith.core import events
from kith.peers.events import Told

LEADS_TO = {
    "moved": "circle",
    "seat": "circle",
    "aid": "posting",
}
"""The page a notice of each kind leads to; its subject is the page's id."""


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
