"""What an ask and its owner hear of circles, and how the other rooms' notices reach a member."""

import datetime as dt

from kith.accounts.models import Member
from kith.circles.events import SeatMoved
from kith.connections.actions import notices
from kith.connections.lifecycle import REQUEST
from kith.connections.models import Notice, Request
from kith.core import clock, events
from kith.peers.events import Told

LOOK_AFTER = dt.timedelta(days=14)


@events.within(Told)
def keep_notices(event: Told) -> None:
    """Another room tells its members something: on the screen, and by e-mail without content."""
    members = Member.objects.active().filter(pk__in=event.members)
    notices.tell(members, Notice.Kind(event.kind), event.subject, event.once)


@events.within(SeatMoved)
def follow_the_seat(event: SeatMoved) -> None:
    """Whoever has a seat is connected, also when the row moved up by itself: then the owner of the
    ask hears of it, because somebody must tell the person."""
    rows = Request.objects.select_for_update(of=["self"]).select_related("owner")
    request = rows.filter(pk=event.request).first() if event.request else None
    if request is None or not request.is_open or event.state == "waiting":
        return
    if event.state == "in":
        move = REQUEST.move("connect", request.state, ["staff"])
        REQUEST.apply(
            request, move, next_step=Request.NextStep.CHECK_IN, due_at=clock.now() + LOOK_AFTER
        )
    if event.has_moved_up or event.state == "left":
        notices.tell_owner(
            request, Notice.Kind.ANSWER, f"{event.seat}:{event.state}", subject_id=request.id
        )
