"""Made-up circles and people in them; everything goes through the actions.

Call inside `tenancy.acting_for(organization.id)`.
"""

import datetime as dt
from typing import Any

from kith.accounts.models import Member
from kith.circles.actions import circles
from kith.circles.models import Circle, Seat
from kith.core import clock
from kith.peers.models import Peer
from kith.peers.tests import factories
from kith.people.models import Person


def next_tuesday() -> dt.date:
    """Never today: a whole day ahead."""
    today = clock.today()
    return today + dt.timedelta(days=(1 - today.weekday()) % 7 or 7)


def plan(first: Peer, second: Peer | None, **changes: Any) -> circles.Plan:
    """Tuesdays at half past six, two seats."""
    known: dict[str, Any] = {
        "name": "Evening talking circle", "facilitator": first, "second": second,
        "language": "en", "first_on": next_tuesday(), "starts_at": dt.time(18, 30),
        "where": "The blue room", "capacity": 2,
    }  # fmt: skip
    return circles.Plan(**{**known, **changes})


def running(first: Peer, second: Peer, by: Member, **changes: Any) -> Circle:
    """It takes place."""
    made = circles.begin_circle(plan=plan(first, second, **changes), by=by)
    return circles.move_circle(circle=made, move="open", by=by)


def sit(circle: Circle, by: Member, person: Person | None = None, **changes: Any) -> Seat:
    """Somebody of `by`'s care team takes a seat."""
    who = person or factories.person(by.organization, by)
    return circles.take_seat(circle=circle, person=who, by=by, **changes)
