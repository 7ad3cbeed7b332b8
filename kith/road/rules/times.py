"""When something happened, by a clock that may be wrong."""

import datetime as dt

SMALL = dt.timedelta(minutes=2)
"""A clock that is this much off is right enough: what it says is left as it is."""


def happened_at(stated: dt.datetime, sent: dt.datetime, received: dt.datetime) -> dt.datetime:
    """The stated moment, put right by how wrong the tablet's clock was when it sent.

    stated, sent: by the tablet's clock. received: by the server's. Never later than received; where
    the record claims to be younger than its sending the clock was turned meanwhile, and the
    server's own moment is all that is known.
    """
    wrong_by = received - sent
    if stated > sent:
        return min(stated, received) if abs(stated - received) <= SMALL else received
    if abs(wrong_by) <= SMALL:
        return min(stated, received)
    return stated + wrong_by
