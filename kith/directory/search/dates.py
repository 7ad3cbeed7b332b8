"""Hours that are not the same each week, counted out day by day and stored beside the listings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kith.directory.rules import opening

RULES = """
SELECT l.listing, l.opens_at, l.closes_at, l.byday, l.freq, l.interval, l.count, l.dtstart, l.until,
    l.valid_from, l.valid_to, l.bymonthday, l.byyearday, l.byweekno, l.closed, l.certain,
    g.country
FROM new_rule l JOIN directory_listing g ON g.id = l.listing
WHERE g.has_dates ORDER BY l.listing
"""

STORE = """
INSERT INTO directory_datedhours (listing_id, day, minutes, is_stop)
SELECT listing, day, minutes::int4multirange, is_stop
FROM unnest(%(listing)s::uuid[], %(day)s::date[], %(minutes)s::text[], %(is_stop)s::bool[])
    AS d(listing, day, minutes, is_stop)
"""


def count_out(cursor: Any, start: dt.date, end: dt.date) -> None:
    """Fill DatedHours for the listings just made; also the holidays of their countries."""
    holidays = renew_holidays(cursor, start, end)
    cursor.execute(RULES)
    rules: dict[Any, list[opening.Rule]] = defaultdict(list)
    countries = {}
    for listing, *fields, country in cursor.fetchall():
        rules[listing].append(_rule(*fields))
        countries[listing] = country
    rows = [
        (listing, *day)
        for listing, own in rules.items()
        for day in _days(opening.hours_of(own, start, end, holidays[countries[listing]]))
    ]
    for begin in range(0, len(rows), 10_000):
        columns = zip(*rows[begin : begin + 10_000], strict=True)
        names = ("listing", "day", "minutes", "is_stop")
        cursor.execute(STORE, dict(zip(names, map(list, columns), strict=True)))


def _days(hours: opening.Hours) -> Iterator[tuple[dt.date, str, bool]]:
    for day, spans in hours.dated.items():
        usual = hours.weekly[day.weekday()] if hours.weekly else ()
        yield day, as_multirange(spans), bool(spans) and not usual


def as_multirange(spans: tuple[opening.Span, ...]) -> str:
    """PostgreSQL's way of writing sets of minutes."""
    return "{" + ",".join(f"[{start},{end})" for start, end in spans) + "}"


def _rule(
    opens: dt.time | None, closes: dt.time | None, byday: str, freq: str, *rest: Any
) -> opening.Rule:
    interval, count, dtstart, until, valid_from, valid_to, monthday, yearday, weekno, *yes = rest
    return opening.Rule(
        opens=_minutes(opens), closes=_minutes(closes), byday=byday, freq=freq,
        interval=interval or 1, count=count, dtstart=dtstart, until=until, valid_from=valid_from,
        valid_to=valid_to, bymonthday=monthday, byyearday=yearday, byweekno=weekno,
        closed=yes[0], certain=yes[1],
    )  # fmt: skip


def _minutes(time: dt.time | None) -> int | None:
    return None if time is None else time.hour * 60 + time.minute


def renew_holidays(cursor: Any, start: dt.date, end: dt.date) -> dict[str, frozenset[dt.date]]:
    """Public holidays of every country that has listings, from yesterday on."""
    import holidays

    cursor.execute("SELECT DISTINCT country FROM new_gathered WHERE country <> ''")
    found: dict[str, frozenset[dt.date]] = defaultdict(frozenset)
    years = range(start.year - 1, end.year + 1)
    for (country,) in cursor.fetchall():
        try:
            named = holidays.country_holidays(country, years=years)
        except NotImplementedError:
            continue  # a country the library does not know: its holidays are days like others
        days = {d: n for d, n in named.items() if start - dt.timedelta(1) <= d <= end}
        found[country] = frozenset(days)
        cursor.execute("DELETE FROM directory_publicholiday WHERE country = %s", [country])
        cursor.execute(
            "INSERT INTO directory_publicholiday (country, day, name)"
            " SELECT %s, * FROM unnest(%s::date[], %s::text[])",
            [country, list(days), [name[:200] for name in days.values()]],
        )
    return found
