"""How long one is on the way: what other rooms ask.

    region = travel.current()                       # None where nothing was built
    found = travel.times(region, homes, places, Means.TRANSIT, weekday=1, hour=8)
    found.median, found.is_estimate, found.engine
    travel.reach(region, home, Means.FOOT, minutes=15).shape

Places are rows of latitude and longitude. Where no region is built, where means need what it does
not have, or where a place lies off its streets, the answer is an estimate as the crow flies, and
says so: whoever shows it says so too. Loads numba and holds a region in memory: call it from a job
or the command line, not from a page.
"""

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kith.region import legs, outside, places
from kith.region.building import store
from kith.region.legs import Leg
from kith.region.models import RegionVersion
from kith.region.rules import cells
from kith.region.rules.cells import Cells
from kith.region.rules.population import Population
from kith.region.rules.streets import estimate, searching
from kith.region.rules.streets import reach as reaching
from kith.region.rules.streets.graph import Streets
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways
from kith.region.rules.transit import day, journeys, own, seam
from kith.region.rules.transit.schedule import Schedule
from kith.region.rules.transit.seam import Engine, Question, Terms
from kith.region.tables import slots

log = logging.getLogger(__name__)
LIMIT = 7200.0
EVERY = 1.0
"""Minutes between two departures of the hour."""
MOST_KEPT = 2_000_000_000
"""Bytes of matrices kept for one version; the least used go first."""
Seconds = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Travel:
    """Seconds (origins x targets), infinite where it takes longer than the limit.

    low, high: what one departure in ten stays below or exceeds; the same as the median for other
    means than public transport. estimated (origins x targets): as the crow flies. version: the
    digest of the region's, or empty. no_trips: nothing runs, or next to nothing, at that hour: say
    so, and do not call anybody cut off by it.
    """

    median: Seconds
    low: Seconds
    high: Seconds
    estimated: NDArray[np.bool_]
    engine: str
    version: str
    no_trips: bool = False

    @property
    def is_estimate(self) -> bool:
        """Whether any of it is."""
        return bool(self.estimated.any())


class Region:
    """One version, its arrays loaded when they are first asked for and then kept."""

    def __init__(self, folder: Path, digest: str) -> None:
        self.folder, self.digest = folder, digest
        self._cells: dict[int, Cells] = {}

    @cached_property
    def streets(self) -> Streets:
        return store.load(self.folder / "streets", Streets)

    @cached_property
    def population(self) -> Population | None:
        """Who lives where; None where no table was given."""
        return self._part("population", Population)

    @cached_property
    def schedule(self) -> Schedule | None:
        """Public transport; None where no timetable was given."""
        return self._part("transit", Schedule)

    @cached_property
    def map_file(self) -> Path | None:
        """The PMTiles of the map."""
        path = self.folder / "map" / "map.pmtiles"
        return path if path.exists() else None

    @cached_property
    def on_foot(self) -> Ways:
        return Ways(self.streets, Means.FOOT)

    @cached_property
    def by_car(self) -> Ways:
        return Ways(self.streets, Means.CAR)

    def cells(self, resolution: int) -> Cells:
        """Where people walk."""
        if resolution not in self._cells:
            self._cells[resolution] = cells.of_streets(self.on_foot, resolution)
        return self._cells[resolution]

    @cached_property
    def bustle(self) -> NDArray[np.int64]:
        """How often something leaves a stop on the map, by weekday (7) and hour (24)."""
        if not isinstance(self.transit, own.Own) or self.schedule is None:
            return np.zeros((7, 24), np.int64)
        return day.bustle(self.schedule, self.transit.stopping.snapped.is_on)

    def runs(self, weekday: int, hour: float) -> bool:
        """Whether public transport runs at all in that hour: next to nothing counts as nothing."""
        at = int(hour) % 24
        return bool(self.bustle[weekday, at] > self.bustle.max() * slots.NEXT_TO_NOTHING)

    @cached_property
    def transit(self) -> Engine | None:
        """The engine for public transport."""
        return own.Own(self.on_foot, self.schedule, Terms()) if self.schedule else None

    def _part(self, name: str, kind: Any) -> Any:
        folder = self.folder / name
        return store.load(folder, kind) if folder.exists() else None


def current(slug: str = "") -> Region | None:
    """The region of that name, or the newest of all; None where nothing is built."""
    found = RegionVersion.objects.current().order_by("-built_at", "id")
    version = (found.filter(slug=slug) if slug else found).first()
    if version is None or not places.folder(version).exists():
        return None  # a backup brings the row back; the files are built again
    return of(version)


def of(version: RegionVersion) -> Region:
    """A version's arrays; the last two are kept in this process."""
    return _opened(places.folder(version), version.digest)


@lru_cache(maxsize=2)
def _opened(folder: Path, digest: str) -> Region:
    return Region(folder, digest)


def times(
    region: Region | None, origins: Any, targets: Any, means: Means, *,
    weekday: int = 1, hour: float = 8, every: float = EVERY, limit: float = LIMIT,
    keep: bool = False,
) -> Travel:  # fmt: skip
    """From each origin to each target. weekday: 0 is Monday. hour: the first departure; one every
    `every` minutes follows for an hour. limit: seconds.

    `keep`: write the answer down for the next time somebody asks for the very same. Only for public
    places: where somebody lives is never kept, nor sent to a routing server of one's own
    (see `outside`), which is asked first where one is set.
    """
    found = _times(region, origins, targets, means, weekday, hour, every, limit, keep)
    if region is not None and Means(means) is Means.TRANSIT and region.schedule is not None:
        return replace(found, no_trips=not region.runs(weekday, hour))
    return found


def _times(
    region: Region | None, origins: Any, targets: Any, means: Means, weekday: int, hour: float,
    every: float, limit: float, keep: bool,
) -> Travel:  # fmt: skip
    here, there = _rows(origins, "origins"), _rows(targets, "targets")
    means = Means(means)
    if not 0 < limit <= searching.LONGEST:
        raise ValueError(f"limit: seconds up to {searching.LONGEST:.0f}")
    server = outside.server_for(means) if keep else None
    if region is None:
        return _by_server(server, None, here, there, limit) or _estimated(here, there, means, limit)
    if not keep:
        return _found(region, here, there, means, weekday, hour, every, limit)
    asked = (
        [str(means), weekday, hour, every, limit] if means is Means.TRANSIT else [str(means), limit]
    )
    if server is not None:
        asked.append(server.address)
    file = region.folder / "matrices" / f"{_digest(here, there, asked)}.npz"
    known = _kept(file, region.digest)
    if known is None:
        known = _by_server(server, region, here, there, limit)
        is_first_choice = known is not None or server is None
        known = known or _found(region, here, there, means, weekday, hour, every, limit)
        if is_first_choice:  # a server that is down now may answer the next time
            _keep(file, known)
    return known


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one gets. shape: a GeoJSON geometry (MultiPolygon), empty where one gets nowhere.
    is_estimate: a circle as the crow flies; whoever shows it says so. no_trips: nothing runs, or
    next to nothing, on that weekday in that hour; say so instead of showing how far one walks."""

    shape: dict[str, Any]
    is_estimate: bool
    no_trips: bool
    version: str


def reach(
    region: Region | None, place: Any, means: Means, minutes: float, *,
    weekday: int = 1, hour: float = 8, every: float = 5,
) -> Reach:  # fmt: skip
    """What is reached from a place (latitude, longitude) within so many minutes; by public
    transport at the median of the departures of that hour. Cells of about 130 metres."""
    (spot,), means = _rows([place], "place"), Means(means)
    limit = minutes * 60
    if not 0 < limit <= LIMIT:
        raise ValueError(f"minutes: more than 0 and up to {LIMIT / 60:.0f}")
    if region is None or (means is Means.TRANSIT and region.transit is None):
        return Reach(estimate.circle(means, spot, limit), True, False, "")
    ways = region.by_car if means is Means.CAR else region.on_foot
    snapped = ways.snap(*spot[:, None])
    if not snapped.is_on.all():
        return Reach(estimate.circle(means, spot, limit), True, False, region.digest)
    if means is not Means.TRANSIT:
        return Reach(reaching.area(ways, snapped, limit), False, False, region.digest)
    there = region.cells(reaching.CELL)
    took = times(
        region, [place], there.places, means, weekday=weekday, hour=hour, every=every, limit=limit
    )
    shape = cells.shape(there.ids[np.isfinite(took.median[0])])
    return Reach(shape, False, not region.runs(weekday, hour), region.digest)


@dataclass(frozen=True, slots=True)
class Route:
    """The typical journey of an hour, leg by leg; seconds: the median of all departures."""

    legs: tuple[Leg, ...]
    seconds: float
    version: str


def route(
    region: Region, place: Any, goal: Any, *, weekday: int = 1, hour: float = 8, every: float = 5
) -> Route | None:
    """How one gets from a place to a goal (latitude, longitude) by public transport, or on foot
    where that is as quick. None where most departures of the hour do not get there."""
    here, there = _rows([place], "place"), _rows([goal], "goal")
    schedule, engine = region.schedule, region.transit
    if schedule is None or not isinstance(engine, own.Own):
        return None
    asked = Question(here, there, weekday, seam.every(every, hour))
    lines = engine.lines(weekday)
    found = journeys.typical(engine.journeys(asked), lines)
    if found is None:
        return None
    told, seconds = found
    return Route(tuple(legs.named(told, schedule, lines)), seconds, region.digest)


def _rows(places_: Any, name: str) -> NDArray[np.float64]:
    rows = np.asarray(places_, float).reshape(-1, 2) if len(places_) else np.zeros((0, 2))
    if not np.isfinite(rows).all() or (np.abs(rows) > (90, 180)).any():
        raise ValueError(f"{name}: rows of latitude and longitude in degrees")
    return rows


def _estimated(here: Any, there: Any, means: Means, limit: float) -> Travel:
    found = estimate.times(means, here, there, limit)
    return Travel(found, found, found, np.ones(found.shape, bool), "crow-fly", "")


def _by_server(
    server: outside.Server | None, region: Region | None, here: Any, there: Any, limit: float
) -> Travel | None:
    """What a routing server says; None where none is set or it does not answer."""
    if server is None:
        return None
    try:
        found = outside.times(server, here, there, limit)
    except outside.Unanswered as error:
        log.warning("%s does not answer, so our own streets do: %s", server.name, error)
        return None
    same = (here[:, None, :] == there[None, :, :]).all(axis=2)
    found = np.where(same, 0, found).astype(np.float32)
    known = np.zeros(found.shape, bool)
    return Travel(found, found, found, known, server.name, region.digest if region else "")


def _found(
    region: Region, here: Any, there: Any, means: Means, weekday: int, hour: float, every: float,
    limit: float,
) -> Travel:  # fmt: skip
    """By the region; by the crow where it cannot say."""
    if means is Means.TRANSIT and region.transit is None:
        return _estimated(here, there, means, limit)
    ways = region.by_car if means is Means.CAR else region.on_foot
    origins, targets = ways.snap(*here.T), ways.snap(*there.T)
    if means is Means.TRANSIT and region.transit is not None:
        question = Question(here, there, weekday, seam.every(every, hour))
        answer = region.transit.travel_times(question)
        parts = [np.where(p <= limit, p, np.inf) for p in (answer.median, answer.low, answer.high)]
        engine = answer.engine
    else:
        parts = [searching.times(ways, origins, targets, limit)] * 3
        engine = "streets"
    off = ~origins.is_on[:, None] | ~targets.is_on[None, :]
    same = (here[:, None, :] == there[None, :, :]).all(axis=2)
    if off.any():
        guess = estimate.times(means, here, there, limit)
        parts = [np.where(off, guess, part) for part in parts]
    median, low, high = (np.where(same, 0, part).astype(np.float32) for part in parts)
    return Travel(median, low, high, off & ~same, engine, region.digest)


def _digest(here: Any, there: Any, asked: Sequence[Any]) -> str:
    told = hashlib.sha256(json.dumps([asked, here.shape, there.shape]).encode())
    for rows in (here, there):
        told.update(np.ascontiguousarray(rows).tobytes())
    return told.hexdigest()[:32]


def _kept(file: Path, digest: str) -> Travel | None:
    try:
        with file.open("rb") as whole, np.load(whole, allow_pickle=False) as held:
            found = Travel(
                held["median"], held["low"], held["high"], held["estimated"], str(held["engine"]),
                digest,
            )  # fmt: skip
        file.touch()
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None  # not there, or cut short by a full disk: worked out again
    return found


def _keep(file: Path, found: Travel) -> None:
    """Whole or not at all, and not more than there is room for."""
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part.npz")
    np.savez(part, median=found.median, low=found.low, high=found.high,
             estimated=found.estimated, engine=np.array(found.engine))  # fmt: skip
    part.replace(file)
    held = [(path.stat(), path) for path in file.parent.glob("*.npz")]
    total = 0
    for stat, path in sorted(held, key=lambda one: (-one[0].st_mtime, str(one[1]))):
        total += stat.st_size
        if total > MOST_KEPT and path != file:
            path.unlink(missing_ok=True)
