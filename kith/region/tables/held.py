"""Reads the tables: what a page asks. Less than a millisecond for a page of results.

    journeys(place, doors, weekday=1, hour=10)   how long to each door, by the better means
    within(place, 30, means, ...)                every location within half an hour, as `Reach`

Nothing is known (None) where no table holds the place: whoever asks shows an estimate then. The
answer is for the cell of the place, some 350 metres across, so a few minutes to either side.
"""

import json
from binascii import hexlify
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from kith.region import places
from kith.region.legs import KINDS
from kith.region.tables import slots

POINTER = "tables.json"
FAR = 255
"""Minutes; longer than two hours."""
RIDES = 8
"""A line and a number of rides are kept in one number, plus one; 0 is on foot."""
EASY_WALK = 15
"""Minutes that most people would rather walk than wait for a bus."""
LONGEST_WALK = 60
"""Minutes; farther off a straight line tells as much."""
MOVED = 0.001
"""Degrees: a door that lies elsewhere now is unknown until the table is made again."""


@dataclass(frozen=True, slots=True)
class Door:
    """A public place one may go to."""

    location: UUID
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Journey:
    """The median over an hour. kind: "foot" or one of KINDS; line: the one most people would take
    first; changes: how often one changes. no_trips: nothing runs then, so one walks."""

    minutes: int
    kind: str
    line: str = ""
    changes: int = 0
    no_trips: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Ids of locations, ascending and each once, as hexadecimal digits with commas between: in a
    large town there are thousands, and nobody looks at one alone. km: the farthest, along the
    straight line."""

    locations: str
    km: float


@dataclass(frozen=True, slots=True)
class NearStop:
    """A stop near a place: minutes on foot, and what stops there as (kind, line)."""

    name: str
    minutes: int
    lines: tuple[tuple[str, str], ...]


def journeys(
    place: tuple[float, float], doors: Sequence[Door], *, weekday: int, hour: int
) -> Mapping[UUID, Journey]:
    """For each door that is in reach; the others are not there."""
    found: dict[UUID, Journey] = {}
    for table in tables():
        row = table.row(place)
        if row is None:
            continue
        for door in doors:
            column = table.column(door)
            journey = table.journey(row, column, slots.at(weekday, hour)) if column >= 0 else None
            if journey is not None:
                found.setdefault(door.location, journey)
    return found


def within(
    place: tuple[float, float], minutes: int, *, on_foot: bool, weekday: int, hour: int
) -> Reach | None:
    """Every location that is so near; None where nothing is known about this place."""
    slot = None if on_foot else slots.at(weekday, hour)
    found = [
        table.within(place, row, minutes, slot)
        for table in tables()
        if (row := table.row(place)) is not None
    ]
    if len(found) < 2:
        return found[0] if found else None
    together = {one for reach in found for one in reach.locations.split(",") if one}
    return Reach(",".join(sorted(together)), max(reach.km for reach in found))


def knows(place: tuple[float, float]) -> bool:
    """Whether a table holds this place."""
    return any(table.row(place) is not None for table in tables())


def is_there() -> bool:
    """Whether there is a table at all."""
    return bool(tables())


def stops_near(door: Door) -> tuple[NearStop, ...]:
    """Stops within a walk of a door, nearest first."""
    for table in tables():
        column = table.column(door)
        if column >= 0:
            return table.stops(column)
    return ()


class Table:
    """One region's, mapped: pages of it that nobody asks for take no memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        self._lines: list[tuple[int, str]] = [tuple(line) for line in self._told["lines"]]
        self._cells, self._high, self._low, self._of, self._points, self._foot = (
            _mapped(folder / f"{name}.npy")
            for name in ("cells", "high", "low", "column", "points", "foot")
        )
        self._transit = {
            name: (_mapped(folder / f"transit-{name}.npy"), _mapped(folder / f"line-{name}.npy"))
            for name in self._told["slots"]
        }

    @property
    def folder(self) -> Path:
        return self._folder

    def hour(self, slot: slots.Slot) -> int | None:
        """Which hour stands for this slot; None where nothing runs in it."""
        hours: dict[str, int | None] = self._told.get("hours", {})
        return hours.get(slot.name)

    def on_foot(self, row: int, column: int) -> int:
        """Minutes; FAR where it is farther than that."""
        return int(self._foot[row, column])

    def row(self, place: tuple[float, float]) -> int | None:
        """The row of a place's cell, or of a neighbour where it lies in a park."""
        import h3.api.basic_int as h3

        cell = h3.latlng_to_cell(*place, self._told["resolution"])
        for one in (cell, *sorted(h3.grid_disk(cell, 1))):
            at = int(self._cells.searchsorted(self._cells.dtype.type(one)))
            if at < len(self._cells) and int(self._cells[at]) == one:
                return at
        return None

    def column(self, door: Door) -> int:
        """-1 where it is not in the table, or not where it was."""
        high, low = divmod(door.location.int, 1 << 64)
        kind = self._high.dtype.type
        for at in range(
            int(self._high.searchsorted(kind(high))),
            int(self._high.searchsorted(kind(high), side="right")),
        ):
            if int(self._low[at]) == low:
                latitude, longitude = self._points[at]
                has_moved = (
                    abs(latitude - door.latitude) > MOVED or abs(longitude - door.longitude) > MOVED
                )
                return -1 if has_moved else int(self._of[at])
        return -1

    def journey(self, row: int, column: int, slot: slots.Slot | None) -> Journey | None:
        """The better of walking and riding; who could walk easily walks."""
        on_foot = int(self._foot[row, column])
        no_trips = bool(self._lines) and (slot is None or slot.name not in self._transit)
        if slot is not None and slot.name in self._transit:
            minutes, code = (int(part[row, column]) for part in self._transit[slot.name])
            if code and minutes < FAR and minutes < on_foot and on_foot > EASY_WALK:
                line, rides = divmod(code - 1, RIDES)
                kind, name = self._lines[line]
                return Journey(minutes, KINDS[kind], name, max(rides - 1, 0))
        if on_foot > LONGEST_WALK:
            return None
        return Journey(on_foot, "foot", no_trips=no_trips and on_foot > EASY_WALK)

    def within(
        self, place: tuple[float, float], row: int, minutes: int, slot: slots.Slot | None
    ) -> Reach:
        near = self._foot[row] <= minutes
        if slot is not None and slot.name in self._transit:
            near = near | (self._transit[slot.name][0][row] <= minutes)
        chosen = near[self._of].nonzero()[0]
        told = b",".join(self._names[chosen].tolist()).decode()
        return Reach(told, _farthest(place, self._points[chosen]))

    @cached_property
    def _names(self) -> Any:
        """Every id as 32 digits."""
        import numpy as np

        whole = np.stack([self._high, self._low], axis=1).astype(">u8")
        return np.frombuffer(hexlify(whole.tobytes()), "S32")

    def stops(self, column: int) -> tuple[NearStop, ...]:
        edges = _mapped(self._folder / "stop_at.npy")
        with (self._folder / "stops.json").open("rb") as file:
            file.seek(int(edges[column]))
            told = json.loads(file.read(int(edges[column + 1] - edges[column])) or b"[]")
        return tuple(
            NearStop(name, minutes, tuple((KINDS[kind], line) for kind, line in lines))
            for name, minutes, lines in told
        )


def tables() -> tuple[Table, ...]:
    """Those that hold now. One look at a small file for each question."""
    pointer = places.root() / POINTER
    try:
        stat = pointer.stat()
    except OSError:
        return ()
    return _opened(pointer, stat.st_mtime_ns, stat.st_ino)


@lru_cache(maxsize=2)
def _opened(pointer: Path, _changed: int, _inode: int) -> tuple[Table, ...]:
    """What cannot be read is left out: a page then shows an estimate, as if it were not there."""
    found = []
    try:
        for path in json.loads(pointer.read_text(encoding="utf-8")):
            found.append(Table(pointer.parent / path))
    except (OSError, EOFError, ValueError, KeyError):
        pass
    return tuple(found)


def _farthest(place: tuple[float, float], points: Any) -> float:
    """Kilometres; 0 of none. points (n x 2): degrees. At 60 km/h a minute is a kilometre."""
    import numpy as np

    from kith.region.rules.catchment import crowfly

    if not len(points):
        return 0.0
    straight = crowfly.CrowFly(speed_kmh=60, detour=1)
    return float(crowfly.minutes(np.array([place]), points, straight).max())


def _mapped(path: Path) -> Any:
    import numpy as np

    return np.load(path, mmap_mode="r", allow_pickle=False)
