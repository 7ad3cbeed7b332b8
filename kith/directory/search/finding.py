"""One statement: candidates by index, a few hundred of them ranked, one page of them shown.

Candidates come in streams, each in an order that an index gives for nothing: from a place the
nearest first, and beside them what needs no journey; from nowhere what has the words in its name,
then the rest, the soundest first. A stream hands over one window at a time. Within a window all are
ranked by `kith.directory.rules.ranking`; the next window follows when a page asks for it. So the
first page costs the same among a thousand and a million, and leafing through shows each listing
exactly once.
"""

# ruff: noqa: S608 - put together from constants; whatever a person typed travels as a parameter

from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from kith.core import clock
from kith.directory.rules import distance, ranking
from kith.directory.search import asking, reading, travelling
from kith.directory.search.paths import FAR, Leg
from kith.directory.search.query import Page, Query
from kith.directory.search.understanding import Understood

WINDOW = 150
BESIDE = 50
CHUNK = 500
CHUNK_BESIDE = 150
"""How many are looked through at once where each must be asked whether it suits or is open."""

MOST_EMPTY = 2
"""Chunks around here in which there was nothing to show, before a page says so."""
"""How many candidates that need no journey stand beside a window of places."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where leafing has come to: "f" what fits or "r" the rest, its window, the page in it."""

    part: str = "f"
    window: int = 0
    page: int = 0

    def __str__(self) -> str:
        return f"{self.part}{self.window}.{self.page}"


def position_of(text: str) -> Position:
    """From an address, where anything may stand."""
    part, rest = text[:1], text[1:].partition(".")
    if (
        part not in ("f", "r")
        or not text.isascii()
        or not (rest[0].isdecimal() and rest[2].isdecimal())
    ):
        return Position()
    return Position(part, min(int(rest[0]), 10_000), min(int(rest[2]), 100))


def find(query: Query, understood: Understood) -> Page:
    """The page at the query's position. Where nothing has all of the words any of them will do, and
    where nobody knows the place, or nothing is near it, it is left out; the page says so."""
    query = replace(query, at=query.at or clock.now())
    position = position_of(query.position)
    page = _page(query, understood, position, any_word=False)
    if not page.results and len(understood.concepts) > 1 and position == Position():
        page = _page(query, understood, position, any_word=True)
    if not page.results and understood.place and not query.has_limit:
        anywhere = _page(query, replace(understood, place=None), position, any_word=False)
        page = replace(anywhere, place=understood.place, is_far=True)
    if not page.results and understood.unknown_place:
        anywhere = _page(query, replace(understood, unknown_place=""), position, any_word=False)
        page = replace(anywhere, unknown_place=True)
    return page


def _page(query: Query, understood: Understood, position: Position, *, any_word: bool) -> Page:
    """Goes on by itself over chunks in which there was nothing to show."""
    asked = asking.ask(query, understood, any_word=any_word)
    for _empty in range(MOST_EMPTY):
        rows, totals = _rows(asked, position, query.size)
        following = _next(position, query.size, totals)
        if rows or not (following and totals["may_go_on"]):
            break
        position = position_of(following)
    results = [
        reading.result(row, query, asked.known["at"], has_words=asked.has_named) for row in rows
    ]
    point = understood.place.point if understood.place else None
    return Page(
        results=travelling.with_journeys(results, point, query),
        count=totals["in_window"] + position_of(query.position).window * WINDOW,
        is_more=_more_windows(totals) != "",
        place=understood.place,
        unknown_place=bool(understood.unknown_place),
        corrections=understood.corrections,
        needs=understood.needs,
        any_word=any_word,
        next_position=following,
        number=position.page + 1,
    )


Totals = dict[str, Any]


def _rows(asked: asking.Asked, position: Position, size: int) -> tuple[list[dict], Totals]:
    """Rows of a page, and what is true of its window. There is always one row to say the latter."""
    known = asked.known | {"size": size, "start": position.page * size}
    with connection.cursor() as cursor:
        cursor.execute(statement(asked, position), known)
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [row for row in rows if row["id"] is not None], rows[0]


def _next(position: Position, size: int, totals: Totals) -> str:
    if (position.page + 1) * size < totals["in_window"]:
        return str(replace(position, page=position.page + 1))
    if part := _more_windows(totals):
        return str(Position(part, position.window + 1 if part == position.part else 1))
    return ""


def _more_windows(totals: Totals) -> str:
    """The part whose next window follows this one: "f", "r" or none."""
    return "f" if totals["fits_are_full"] else "r" if totals["rest_is_full"] else ""


def statement(asked: asking.Asked, position: Position) -> str:
    """The whole search as SQL; its parameters are `asked.known`, size and start.

    The rest is looked for only once what fits has come to its end, and a chunk at a time: how many
    do not fit is anybody's guess, so walking on until enough are found could mean walking through
    everything. Hours are such a guess too, so with them all is sifted from chunks.
    """
    fits = [] if asked.by_hours or position.part == "r" else _fitting(asked, position.window)
    looked = _looked_through(asked, position.window if position.part == "r" else 0)
    return f"""
WITH fits AS MATERIALIZED ({_together(fits)}),
filled AS (SELECT {_is_full(WINDOW, BESIDE)} AS yes FROM fits),
looked AS MATERIALIZED ({_together(looked)}),
candidate AS (SELECT * FROM fits UNION ALL SELECT l.* FROM looked l WHERE {_sifted(asked)}),
measured AS MATERIALIZED (
    SELECT l.*, {asking.WALL} AS wall, {asking.STATE} AS state,
        l.words @@ %(named)s::tsquery AS is_named,
        l.reaches AND l.words @@ '''a/unsaid'''::tsquery AS is_unsaid,
        {_kilometres(asked)} AS km
    FROM candidate l
), judged AS MATERIALIZED (
    SELECT l.*, {_misfit(asked)} AS misfit FROM measured l WHERE {_not_closed(asked)}
), page AS (
    SELECT c.*, {_score(asked)} AS score FROM judged c
    ORDER BY c.misfit, {_order(asked)} LIMIT %(size)s OFFSET %(start)s
)
SELECT l.id, l.misfit, l.score, l.km, l.state, l.wall, l.reaches, l.is_named, l.is_unsaid,
    l.service_id, l.location_id, l.languages, l.communities, l.minimum_age, l.maximum_age, l.cost,
    l.capacity, l.is_paused, l.checked_on, l.known_since, l.weekly::text AS weekly,
    l.hours_are_complete, l.on_holidays, l.quality, d.shown, {asking.DATES}, total.*
FROM (SELECT (SELECT count(*) FROM judged) AS in_window, (SELECT yes FROM filled) AS fits_are_full,
    (SELECT {_is_full(CHUNK, CHUNK_BESIDE)} FROM looked) AS rest_is_full,
    (SELECT count(*) FILTER (WHERE NOT reaches) >= {CHUNK} FROM looked) AS may_go_on) total
LEFT JOIN (page l JOIN directory_listingcard d ON d.listing_id = l.id) ON true
ORDER BY l.misfit, {_order(asked, "l")}
"""


def _sifted(asked: asking.Asked) -> str:
    """What of a chunk is kept: all where the hours decide later, else what does not suit."""
    if asked.by_hours:
        return "true"
    return f"NOT ({asked.suits})" if asked.suits else "false"


def _misfit(asked: asking.Asked) -> str:
    if not asked.by_hours:
        return "CASE WHEN l.is_fitting THEN 0 ELSE 1 END"
    suits = f" AND {asked.suits}" if asked.suits else ""
    return f"CASE WHEN l.state = 'open'{suits} THEN 0 ELSE 1 END"


def _not_closed(asked: asking.Asked) -> str:
    """What is surely closed is not worth a call; unknown hours are."""
    return "l.state <> 'closed'" if asked.by_hours else "true"


def _is_full(journeys: int, beside: int) -> str:
    return (
        f"count(*) FILTER (WHERE NOT reaches) >= {journeys}"
        f" OR count(*) FILTER (WHERE reaches) >= {beside}"
    )


CARRIED = """l.id, l.service_id, l.location_id, l.words, l.earth, l.quality, l.weekly,
l.hours_are_complete, l.on_holidays, l.has_dates, l.time_zone, l.country, l.minimum_age,
l.maximum_age, l.languages, l.communities, l.cost, l.capacity, l.is_paused, l.checked_on,
l.known_since"""


def _together(streams: list[str]) -> str:
    if not streams:
        return (
            f"SELECT {CARRIED}, false AS reaches, true AS is_fitting"
            " FROM directory_listing l WHERE false"
        )
    return " UNION ALL ".join(f"({stream})" for stream in streams)


def _fitting(asked: asking.Asked, window: int) -> list[str]:
    """Streams of what fits at one window, each a query that an index answers."""
    if asked.from_a_place:
        return [
            _stream(asked.fits, asked.journeys, "false", "true", WINDOW, window),
            _stream(asked.fits, asked.reaching, "true", "true", BESIDE, window),
        ]
    if not asked.has_named:
        return [_stream(asked.fits, asked.others, "false", "true", WINDOW, window)]
    by_name = asked.named + (f" AND {asked.suits}" if asked.suits else "")
    end = WINDOW * (window + 1)
    others = f"{asked.fits} AND NOT l.words @@ %(named)s::tsquery"
    streams = [
        _stream(by_name, asked.by_name, "false", "true", end, 0),
        _stream(others, asked.others, "false", "true", end, 0),
    ]
    return [_one_after_another(streams, WINDOW, window)]


def _looked_through(asked: asking.Asked, chunk: int) -> list[str]:
    """What was found at all, a chunk at a time, to be sifted for what does not fit."""
    if not (asked.suits or asked.by_hours):
        return []
    found = asked.found
    if not asked.by_hours:
        found += " AND (SELECT NOT yes FROM filled)"
    if not asked.from_a_place:
        return [_stream(found, asked.others, "false", "false", CHUNK, chunk)]
    return [
        _stream(found, asked.journeys, "false", "false", CHUNK, chunk),
        _stream(found, asked.reaching, "true", "false", CHUNK_BESIDE, chunk),
    ]


def _stream(
    where: str, legs: tuple[Leg, ...], reaches: str, is_fitting: str, size: int, window: int
) -> str:
    """The legs of a path, one after another; a later one is read only when it is needed."""
    marks = f"{reaches} AS reaches, {is_fitting} AS is_fitting"
    end, skip = (size, size * window) if len(legs) == 1 else (size * (window + 1), 0)
    queries = [
        f"SELECT {CARRIED}, {marks} FROM directory_listing l WHERE {where} AND {leg.where}"
        f" ORDER BY {leg.order} LIMIT {end} OFFSET {skip}"
        for leg in legs
    ]
    return queries[0] if len(queries) == 1 else _one_after_another(queries, size, window)


def _one_after_another(queries: list[str], size: int, window: int) -> str:
    """PostgreSQL reads an Append in its order and stops at the limit."""
    together = " UNION ALL ".join(f"({query})" for query in queries)
    return f"SELECT * FROM ({together}) one LIMIT {size} OFFSET {size * window}"


def _kilometres(asked: asking.Asked) -> str:
    if not asked.from_a_place:
        return "NULL::float8"
    return f"{_float(2 * distance.RADIUS_KM)} * asin(least(1, ({FAR}) / 2))"


def _order(asked: asking.Asked, row: str = "c") -> str:
    """Ends in the id, so that the order is the same each time."""
    score = f"{row}.score" if row == "l" else "score"
    if asked.nearest_first:
        return f"{row}.km NULLS LAST, {row}.id"
    if asked.from_a_place:
        door = f"coalesce({row}.km < {distance.OWN_DOOR_KM}, false) DESC"
        return f"{door}, {score} DESC, {row}.km NULLS LAST, {row}.id"
    return f"{score} DESC, {row}.id"


def _score(asked: asking.Asked) -> str:
    """`ranking.score`, in SQL. Rounded, so that the last bit of a float never decides an order."""
    w = ranking.FROM_A_PLACE if asked.from_a_place else ranking.FROM_NOWHERE
    near = f"1 / (1 + coalesce(c.km, 'infinity') / {_float(ranking.HALF_WAY_KM)})"
    reach = (
        f"CASE WHEN c.is_unsaid THEN {_float(ranking.MIGHT_REACH_YOU)}"
        f" WHEN c.reaches THEN {_float(ranking.REACHES_YOU)} ELSE 0 END"
    )
    is_open = f"CASE c.state WHEN 'open' THEN 1 WHEN 'call' THEN {_float(0.4)} ELSE 0 END"
    sound = f"least(1, greatest(0, c.quality / {_float(ranking.BEST_QUALITY)}))"
    far = f"CASE WHEN c.reaches OR c.km IS NULL THEN 1 ELSE {_float(ranking.FAR_KM)}"
    far += f" / greatest(c.km, {_float(ranking.FAR_KM)}) END"
    return (
        f"round({far} * ({_float(w.near)} * greatest({near}, {reach})"
        f" + CASE WHEN c.is_named THEN {_float(w.named)} ELSE 0 END"
        f" + {_float(w.open)} * {is_open} + {_float(w.sound)} * {sound}"
        f" + CASE WHEN c.languages && %(speaks)s::text[] THEN {_float(w.speaks)} ELSE 0 END)"
        " * 1e6) / 1e6"
    )


def _float(value: float) -> str:
    """As a double: plain decimals would be reckoned digit by digit, some fifty times slower."""
    return f"'{value}'::float8"
