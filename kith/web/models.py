"""How often something happened lately. No person, no address: a digest and a number."""

import datetime as dt

from django.db import connection, models

from kith.core import clock, privacy


class Tally(models.Model):
    """One key within one span of time. Rows go by themselves when their span is over."""

    key = models.CharField(max_length=32, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    PRIVACY = privacy.of(internal="key count until", keep=privacy.Keep.SHORT)

    def __str__(self) -> str:
        return f"{self.count} until {self.until:%H:%M}"


def count(key: str, span: dt.timedelta) -> int:
    """One more under this key; how many there are now. Two at once are both counted.

    A span begins with its first count. The row of a span that is over begins again at one.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO web_tally AS t (key, count, until) VALUES (%s, 1, %s)"
            " ON CONFLICT (key) DO UPDATE SET"
            " count = CASE WHEN t.until <= %s THEN 1 ELSE t.count + 1 END,"
            " until = CASE WHEN t.until <= %s THEN excluded.until ELSE t.until END"
            " RETURNING count",
            [key, now + span, now, now],
        )
        number: int = cursor.fetchone()[0]
        if number == 1:
            cursor.execute("DELETE FROM web_tally WHERE until <= %s AND key <> %s", [now, key])
    return number
