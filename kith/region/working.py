"""The work of a question: how long everybody is on the way, then the answer.

Opens its own transactions, so that the page can show how far it is. Safe to run twice and after it
was killed: an answer is kept only while its question still waits for this very one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from kith.accounts import tenancy
from kith.core import clock, sources
from kith.core.sources import Sought, Supply
from kith.region import naming, travel
from kith.region.lifecycle import QUESTION
from kith.region.models import Question
from kith.region.rules import cells
from kith.region.rules.asking import access, reaching
from kith.region.rules.asking import question as asking
from kith.region.rules.asking.access import Side
from kith.region.rules.asking.question import TYPED, Access, Reach, When
from kith.region.rules.catchment.pairs import Floats
from kith.region.rules.population import Population
from kith.region.rules.streets.network import Means
from kith.region.travel import Region

BLOCK = 128
"""Areas between two signs of life."""
EVERY = 3.0
"""Minutes between two departures: who compares parts of a town needs no more."""
UNKNOWN = 1.0
"""Capacity where nobody has said; the page says so."""
MARKED = 300
"""Services shown as points; all are counted."""
FARTHEST = 1.5
"""Degrees around the people of a region: more than two hours by any means."""
CELL_CORNERS = 6
SIDE = 0.002
"""Degrees: half a square drawn for an area that is neither a cell nor has a shape."""


class _Fault(Exception):
    """Why there is no answer: a code that its page turns into words."""


class _Ended(Exception):
    """Somebody stopped the work, or asked again."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What is read once, before the long part."""

    question: Question
    region: Region
    now: tuple[Supply, ...] = ()
    then: tuple[Supply, ...] = ()


def work_out(*, question_id: UUID, organization: UUID, number: int) -> None:
    """What the job does. A fault is kept with the question, for its page to tell."""
    try:
        given = _gather(question_id, organization, number)
        if given is not None:
            _keep(given, _answer(given))
    except _Ended:
        return
    except _Fault as fault:
        _fail(question_id, organization, number, str(fault))
    except Exception:
        _fail(question_id, organization, number, "broken")
        raise


def _gather(question_id: UUID, organization: UUID, number: int) -> _Given | None:
    with tenancy.acting_for(organization):
        found = _waiting(question_id, number).first()
        if found is None:
            return None
        region = travel.current(found.region)
        if region is None:
            raise _Fault("no_region")
        if found.kind == Question.Kind.REACH:
            return _Given(found, region)
        if region.population is None or not region.population.total > 0:
            raise _Fault("no_people")
        return _with_supply(found, region, organization)


def _with_supply(found: Question, region: Region, organization: UUID) -> _Given:
    asked = asking.access_of(found.asked)
    sought = Sought(asked.need, asked.language, asked.only_free)
    assert region.population is not None
    now = [one for source in sources.supplies if not source.is_planned
           for one in source.supply(organization, sought)
           if _is_in_sight(one, region.population)]  # fmt: skip
    if not now and not asked.plan:
        raise _Fault("no_supply")
    return _Given(found, region, tuple(now), tuple(_planned(asked, sought, organization)))


def _is_in_sight(one: Supply, people: Population) -> bool:
    """Nobody gets to another part of the country within two hours: not counted, not asked for."""
    south, north = people.latitude.min() - FARTHEST, people.latitude.max() + FARTHEST
    west, east = people.longitude.min() - FARTHEST, people.longitude.max() + FARTHEST
    return bool(south <= one.latitude <= north and west <= one.longitude <= east)


def _planned(asked: Access, sought: Sought, organization: UUID) -> Sequence[Supply]:
    if asked.plan == TYPED:
        return [
            Supply(f"typed/{at}", name, latitude, longitude, capacity)
            for at, (latitude, longitude, capacity, name) in enumerate(asked.places)
        ]
    named = (one for one in sources.supplies if one.is_planned and one.name == asked.plan)
    found = [one for source in named for one in source.supply(organization, sought)]
    if asked.plan and not found:
        raise _Fault("no_plan")
    return found


def _answer(given: _Given) -> dict[str, Any]:
    told = {"version": given.region.digest[:16]}
    if given.question.kind == Question.Kind.REACH:
        return told | _reach(given, asking.reach_of(given.question.asked))
    return told | _access(given, asking.access_of(given.question.asked))


def _access(given: _Given, asked: Access) -> dict[str, Any]:
    people = given.region.population
    assert people is not None
    listed = (*given.now, *given.then)
    minutes, guessed = _minutes(given, asked, people, listed)
    capacity = np.array([UNKNOWN if s.capacity is None else s.capacity for s in listed], float)
    many = len(given.now)
    now = Side(minutes[:, :many], capacity[:many])
    then = Side(minutes, capacity) if given.then else None
    _tell(given, "counting", 0, 1)
    districts, by_stops = naming.parts(given.region, people)
    told = access.answer(asked, people, districts, now, then,
                         lambda which: _shape(people, which))  # fmt: skip
    return told | {
        "by_stops": by_stops,
        "estimated": "all" if guessed.all() else "part" if guessed.any() else "",
        "runs": asked.means != "transit" or given.region.runs(asked.weekday, asked.hour),
        "unknown": sum(one.capacity is None for one in listed),
        "places": [_marked(one) for one in given.now[:MARKED]],
        "planned": [_marked(one) for one in given.then],
    }


def _minutes(
    given: _Given, asked: When, people: Population, listed: Sequence[Supply]
) -> tuple[Floats, Any]:
    """(areas x services) minutes, and which of them are as the crow flies."""
    where = np.column_stack([people.latitude, people.longitude])
    targets = [(one.latitude, one.longitude) for one in listed]
    parts, guesses = [], []
    for low in range(0, len(where), BLOCK):
        _tell(given, "travel", low, len(where))
        found = travel.times(
            given.region, where[low : low + BLOCK], targets, Means(asked.means),
            weekday=asked.weekday, hour=asked.hour, every=EVERY, keep=True,
        )  # fmt: skip
        parts.append(found.median.astype(np.float64) / 60)
        guesses.append(found.estimated)
    return np.vstack(parts), np.vstack(guesses)


def _reach(given: _Given, asked: Reach) -> dict[str, Any]:
    """Shapes of a third, two thirds and all of the minutes, and who lives in them."""
    spot, means = (asked.latitude, asked.longitude), Means(asked.means)
    edges, shapes = reaching.bands(asked.minutes), []
    for at, edge in enumerate(edges):
        _tell(given, "travel", at, len(edges) + 1)
        shapes.append(travel.reach(given.region, spot, means, edge, weekday=asked.weekday,
                                   hour=asked.hour, every=EVERY))  # fmt: skip
    people, counted = given.region.population, []
    if people is not None:
        _tell(given, "counting", len(edges), len(edges) + 1)
        where = np.column_stack([people.latitude, people.longitude])
        took = travel.times(given.region, [spot], where, means, weekday=asked.weekday,
                            hour=asked.hour, every=EVERY).median[0] / 60  # fmt: skip
        counted = reaching.people_within(people, took, edges)
    return {
        "bands": [
            {"minutes": edge, "shape": _rounded(_filled(one.shape))}
            for edge, one in zip(edges, shapes, strict=True)
        ],
        "people": counted,
        "estimated": "all" if shapes[-1].is_estimate else "",
        "runs": not shapes[-1].no_trips,
    }


def _shape(people: Population, which: Any) -> dict[str, Any]:
    """One geometry of these areas: their own shapes, their cells, or squares."""
    import h3

    at = np.nonzero(which)[0]
    if people.shapes:
        return _together([people.shapes[i] for i in at])
    if len(at) and all(h3.is_valid_cell(people.ids[i]) for i in at):
        ids = np.array([h3.str_to_int(people.ids[i]) for i in at], np.uint64)
        return _rounded(cells.shape(ids))
    return _together([_square(people.latitude[i], people.longitude[i]) for i in at])


def _together(shapes: Sequence[Any]) -> dict[str, Any]:
    parts: list[Any] = []
    for one in shapes:
        if one["type"] == "Polygon":
            parts.append(one["coordinates"])
        elif one["type"] == "MultiPolygon":
            parts.extend(one["coordinates"])
    return _rounded({"type": "MultiPolygon", "coordinates": parts})


def _square(latitude: float, longitude: float) -> dict[str, Any]:
    wide = SIDE / max(0.1, float(np.cos(np.radians(latitude))))
    west, east = longitude - wide, longitude + wide
    south, north = latitude - SIDE, latitude + SIDE
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _filled(shape: dict[str, Any]) -> dict[str, Any]:
    """Without holes of a single cell: a block with no street in it is no place out of reach."""
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [polygon[0], *[ring for ring in polygon[1:] if len(ring) > CELL_CORNERS + 1]]
            for polygon in shape["coordinates"]
        ],
    }


def _rounded(shape: dict[str, Any]) -> dict[str, Any]:
    """To about a metre: a map shows no more, and the answer stays small."""
    several = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [[[round(float(p[0]), 5), round(float(p[1]), 5)] for p in ring] for ring in polygon]
            for polygon in several
        ],
    }


def _marked(one: Supply) -> list[Any]:
    return [round(one.latitude, 6), round(one.longitude, 6), one.name]


def _waiting(question_id: UUID, number: int) -> Any:
    return Question.objects.filter(pk=question_id, number=number, state="working")


def _tell(given: _Given, phase: str, done: int, total: int) -> None:
    """A sign of life; _Ended where nobody waits for the answer any more."""
    one = given.question
    with tenancy.acting_for(one.organization_id):
        if not _waiting(one.pk, one.number).update(
            phase=phase, done=done, total=max(1, total), seen_at=clock.now()
        ):
            raise _Ended


def _keep(given: _Given, found: dict[str, Any]) -> None:
    with tenancy.acting_for(given.question.organization_id):
        one = _waiting(given.question.pk, given.question.number).select_for_update().first()
        if one is not None:
            move = QUESTION.move("answer", one.state, ["job"])
            QUESTION.apply(one, move, answer=found, answered_at=clock.now(), done=one.total)


def _fail(question_id: UUID, organization: UUID, number: int, fault: str) -> None:
    with tenancy.acting_for(organization):
        one = _waiting(question_id, number).first()
        if one is not None:
            QUESTION.apply(one, QUESTION.move("fail", one.state, ["job"]), fault=fault)
