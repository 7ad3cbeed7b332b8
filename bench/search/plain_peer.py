"""The SQL one would write first: the HSDS tables as they are, text made on the fly, haversine."""

import datetime as dt

from django.db import connection

from kith.directory.search.query import Query

TEXT = "to_tsvector('english', s.name || ' ' || s.description)"
HAVERSINE = """2 * 6371 * asin(sqrt(sin(radians(l.latitude - %(lat)s) / 2) ^ 2
    + cos(radians(%(lat)s)) * cos(radians(l.latitude))
    * sin(radians(l.longitude - %(lon)s) / 2) ^ 2))"""


def _ask(sql: str, values: dict) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def words(query: Query) -> list:
    """Ranked by ts_rank over an index on the same expression (made once)."""
    return _ask(
        f"SELECT s.id, s.name, ts_rank({TEXT}, q) AS rank FROM directory_service s,"
        f" plainto_tsquery('english', %(words)s) q WHERE {TEXT} @@ q ORDER BY rank DESC LIMIT 20",
        {"words": query.words},
    )


def nearest(query: Query) -> list:
    assert query.near is not None
    return _ask(
        f"SELECT * FROM (SELECT s.id, s.name, {HAVERSINE} AS km FROM directory_service s"
        " JOIN directory_serviceatlocation d ON d.service_id = s.id"
        " JOIN directory_location l ON l.id = d.location_id) x WHERE km < 10 ORDER BY km LIMIT 20",
        {"lat": query.near.latitude, "lon": query.near.longitude},
    )


def all_at_once(query: Query) -> list:
    assert query.near is not None and query.at is not None
    at: dt.datetime = query.at
    return _ask(
        f"SELECT * FROM (SELECT DISTINCT s.id, s.name, {HAVERSINE} AS km FROM directory_service s"
        " JOIN directory_serviceatlocation d ON d.service_id = s.id"
        " JOIN directory_location l ON l.id = d.location_id"
        " JOIN directory_language g ON g.service_id = s.id AND g.code = %(language)s"
        " JOIN directory_schedule h ON h.service_id = s.id AND h.byday LIKE %(day)s"
        "  AND h.opens_at <= %(time)s AND h.closes_at > %(time)s"
        f" WHERE {TEXT} @@ plainto_tsquery('english', %(words)s)) x"
        " WHERE km < 10 ORDER BY km LIMIT 20",
        {
            "lat": query.near.latitude, "lon": query.near.longitude, "words": query.words,
            "language": query.languages[0], "time": at.time(),
            "day": "%" + ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[at.weekday()] + "%",
        },
    )  # fmt: skip


def misspelt(query: Query) -> list:
    return _ask(
        "SELECT s.id, s.name FROM directory_service s WHERE %(words)s <%% s.name"
        " ORDER BY word_similarity(%(words)s, s.name) DESC LIMIT 20",
        {"words": query.words},
    )
