"""Which road to the candidates costs least: decided before the search, without reading a row.

Walking along an index in its order (nearest first) is the cheapest where what is looked for is
common, and the dearest where it is rare, for then it walks past everybody else. Looking the words
up and sorting what comes is the other way round. The planner guesses how common a mixture of words
and facets is from its statistics; these rules then choose, and bound what a search may read:

From a place, rings: common in the first ring, walk within it; else look up and sort, ring by ring.
From nowhere, samples: of many thousand that have the words, the first window looks at a fixed
part, chosen by a hash of the id, and the rest follows when somebody leafs that far. The best of a
thousand at random are as sound as the best of thirty thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection

from kith.directory.rules import distance, words
from kith.directory.rules.distance import Point

RINGS_KM = (50.0, 400.0)
"""Nobody goes further for help than the last, unless there is nothing at all before it."""

MANY = 1500
"""Rows that may be looked up and sorted; a few milliseconds."""

SAMPLES = ((5, "h/1"), (50, "h/2"), (500, "h/3"))
"""One in so many listings carries the lexeme; see kith.directory.search.building."""

MOST_SAMPLED = 2500
"""Rows of a sample; so each is ten times smaller than the one before only where it still holds 250,
well above a window (`finding.WINDOW`). One that falls short of it costs reading all the others."""

HERE = "kith_earth(%(latitude)s, %(longitude)s)"
FAR = f"l.earth <-> {HERE}"
WALKED = f"{FAR}, l.id"
SORTED = f"({FAR}) + 0, l.id"
"""The same order, written so that no index gives it."""

SOUNDEST = "l.quality DESC, l.id"
SORTED_SOUNDEST = "l.quality + 0 DESC, l.id"


@dataclass(frozen=True, slots=True)
class Leg:
    """Conditions on a listing, and the order that says which road is taken. Legs follow each
    other: a later one is read only when those before it did not fill the window."""

    where: str
    order: str

    def also(self, condition: str) -> "Leg":
        return replace(self, where=f"{self.where} AND {condition}")


REACHED = """l.location_id = ANY (%(reached)s::uuid[]) AND (SELECT o.confidentiality = 'full'
    FROM directory_location o WHERE o.id = l.location_id)"""
"""What a table says is near enough. A place that is no longer public since is left out here; only
those that are near enough are asked."""


def guess(asked: Sequence[str]) -> list[int]:
    """How many listings each tsquery will find, as the planner guesses. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kith_guess(%s::text[])", [list(asked)])
        return list(cursor.fetchone()[0])


def soundest(count: int | None) -> tuple[Leg, ...]:
    """For listings from anywhere, of which so many are guessed. None: everything is sought."""
    if count is None:
        return (Leg("true", SOUNDEST),)
    enough = [lexeme for share, lexeme in SAMPLES if count / share <= MOST_SAMPLED]
    if count <= MANY:
        return (Leg("true", SORTED_SOUNDEST),)
    part = f"l.words @@ '''{enough[0] if enough else SAMPLES[-1][1]}'''::tsquery"
    return Leg(part, SORTED_SOUNDEST), Leg(f"NOT {part}", SORTED_SOUNDEST)


def first_ring(point: Point, within_km: float | None) -> str:
    """The cells whose guess `rings` wants; empty where a circle is too wide to be worth it."""
    return _cells(point, within_km or RINGS_KM[0])


def rings(
    point: Point, within_km: float | None, count: int | None
) -> tuple[tuple[Leg, ...], dict[str, object]]:
    """Rings from near to far with the values they name. count: guessed for the first of them;
    None where everything is sought."""
    if count is None and within_km is None:
        return (Leg("l.earth IS NOT NULL", WALKED),), {}
    found: list[Leg] = []
    known: dict[str, object] = {}
    for number, edge in enumerate(RINGS_KM if within_km is None else (within_km,)):
        cells = _cells(point, edge)
        known |= {f"chord{number}": distance.chord(edge), f"cells{number}": cells}
        where = f"l.earth IS NOT NULL AND {FAR} <= %(chord{number})s"
        if number:
            where += f" AND {FAR} > %(chord{number - 1})s"
        if not number and (count is None or count >= MANY):
            where += f" AND l.earth <@ cube_enlarge({HERE}, %(chord0)s, 3)"
            found.append(Leg(where, WALKED))
            continue
        if cells:
            where += f" AND l.words @@ %(cells{number})s::tsquery"
        found.append(Leg(where, SORTED))
    return tuple(found), known


def _cells(point: Point, radius_km: float) -> str:
    """The cells of a circle as a tsquery."""
    found = distance.cover(point, radius_km)
    if found is None:
        return ""
    level, cells = found
    return words.any_of(words.lexeme(f"p{level}/{row}/{column}") for row, column in sorted(cells))
