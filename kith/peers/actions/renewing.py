"""Renewals: warned of 90, 60 and 30 days before on the pages, due on the day, lapsed a month on."""

import datetime as dt
from uuid import UUID

from kith.core import clock
from kith.peers.lifecycle import PEER
from kith.peers.models import Peer

GRACE = dt.timedelta(days=30)


def move_what_is_due(*, organization: UUID) -> int:
    """How many were moved; again it moves nobody. No walk ends by it: that a person decides."""
    today = clock.today()
    moved = 0
    for name, state, day in (
        ("fall_due", "active", today),
        ("lapse", "renewal_due", today - GRACE),
    ):
        step = PEER.move(name, state, ["job"])
        rows = Peer.objects.filter(
            organization_id=organization, state__in=step.sources, renewal_due_on__lte=day
        )
        for row in rows.order_by("id"):
            PEER.apply(row, step)
            moved += 1
    return moved
