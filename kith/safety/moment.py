"""What time it is where deadlines are decided: the database's clock, which all processes share.

A web process and a worker on two machines with two clocks would disagree about who is late. Where
the clock was stopped (tests, a told past) that moment holds.
"""

import datetime as dt

from django.db import connection

from kith.core import clock


def now() -> dt.datetime:
    """This very moment, not the beginning of the transaction."""
    if clock.is_stopped():
        return clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
    return moment
