"""Works out the table of a region: the part of a job.

Columns are places (doors at one address share one), rows are cells. Chunks of rows are worked out
one after another and written into mapped files, so memory stays small; the folder gets its name,
and the pointer its line, only when all is there.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region import places
from kith.region.building import steps, store
from kith.region.rules.cells import Cells
from kith.region.rules.streets import searching
from kith.region.rules.transit import own, seam
from kith.region.rules.transit.seam import Question, Terms
from kith.region.tables import held, slots
from kith.region.tables.held import FAR, RIDES, Door
from kith.region.travel import Region

FORM = 2
RESOLUTIONS = (9, 8)
"""Of H3: cells of some 350 metres; of some 900 where the finer table would be too large."""
MOST = 2_000_000_000
"""Bytes of one table."""
LIMIT = 7200
EVERY = 5
"""Minutes between two departures."""
CHUNK = 128
MOST_LINES = 65_535 // RIDES
STOP_WALK = 600
NEAR_STOPS, NEAR_LINES = 3, 8
Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """folder: of the table. is_new: it was not there before. rows, columns: cells and places."""

    folder: Path
    is_new: bool
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class _Doors:
    """Sorted by id. column (doors); spots (columns x 2)."""

    ids: list[int]
    points: NDArray[np.float64]
    column: NDArray[np.int32]
    spots: NDArray[np.float64]


def make(region: Region, doors: Sequence[Door], advance: Advance | None = None) -> Made:
    """Safe to run again: the same doors in the same region are worked out once."""
    wanted = _doors(region, doors)
    cells = _cells(region, len(wanted.spots))
    folder = region.folder / "tables" / _stamp(region, wanted, cells)
    made = Made(folder, not folder.exists(), len(cells.ids), len(wanted.spots))
    if made.is_new:
        part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _write(part, region, wanted, cells, advance or (lambda _rows: None))
        part.rename(folder)
    return made


def publish(tables: Sequence[Path]) -> None:
    """From now on these hold, for every process. Older ones of the same versions are thrown away;
    whoever has them mapped keeps them until done."""
    root = places.root()
    told = [str(folder.relative_to(root)) for folder in tables]
    steps.write_whole(root / held.POINTER, json.dumps(told))
    for folder in tables:
        for other in folder.parent.iterdir():
            if other not in tables:
                shutil.rmtree(other, ignore_errors=True)


def _doors(region: Region, doors: Sequence[Door]) -> _Doors:
    """Those at a street of the region; rounded to about ten metres, so that neighbours share."""
    points = np.array([(d.latitude, d.longitude) for d in doors], float).reshape(-1, 2)
    on = region.on_foot.snap(*points.T).is_on if len(points) else np.zeros(0, bool)
    rows = sorted((row for row in range(len(doors)) if on[row]), key=lambda r: doors[r].location)
    points = points[rows]
    spots, column = np.unique(points.round(4), axis=0, return_inverse=True)
    ids = [doors[row].location.int for row in rows]
    return _Doors(ids, points, column.reshape(-1).astype(np.int32), spots.reshape(-1, 2))


def _cells(region: Region, columns: int) -> Cells:
    each = 1 + (3 * len(slots.SLOTS) if region.schedule else 0)
    for resolution in RESOLUTIONS:
        cells = region.cells(resolution)
        if len(cells.ids) * columns * each <= MOST:
            break
    return cells


def _stamp(region: Region, doors: _Doors, cells: Cells) -> str:
    told = hashlib.sha256(f"{FORM} {region.digest} {doors.ids}".encode())
    for rows in (doors.points, cells.ids):
        told.update(np.ascontiguousarray(rows).tobytes())
    return told.hexdigest()[:16]


def _write(folder: Path, region: Region, doors: _Doors, cells: Cells, advance: Advance) -> None:
    lines = region.schedule.lines if region.schedule else ()
    hours = {slot.name: slots.hour_of(slot, region.bustle) for slot in slots.SLOTS}
    running = {slot: hour for slot in slots.SLOTS if (hour := hours[slot.name]) is not None}
    _minutes(folder, region, doors, cells, running, advance)
    _stops(folder, region, doors)
    _legs(folder, region, doors, cells, {slot.weekday for slot in running})
    low = (1 << 64) - 1
    for name, array in (
        ("cells", cells.ids), ("column", doors.column), ("points", doors.points),
        ("high", np.array([one >> 64 for one in doors.ids], np.uint64)),
        ("low", np.array([one & low for one in doors.ids], np.uint64)),
    ):  # fmt: skip
        np.save(folder / f"{name}.npy", array)
    about = {
        "form": FORM, "resolution": _resolution(cells), "slots": [slot.name for slot in running],
        "hours": hours, "lines": lines[:MOST_LINES], "doors": len(doors.ids),
    }  # fmt: skip
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def _resolution(cells: Cells) -> int:
    import h3.api.basic_int as h3

    return int(h3.get_resolution(int(cells.ids[0]))) if len(cells.ids) else RESOLUTIONS[0]


def _minutes(
    folder: Path, region: Region, doors: _Doors, cells: Cells, running: dict[slots.Slot, int],
    advance: Advance,
) -> None:  # fmt: skip
    shape = (len(cells.ids), len(doors.spots))
    foot = _file(folder / "foot.npy", np.uint8, shape)
    ridden = {
        slot: (
            _file(folder / f"transit-{slot.name}.npy", np.uint8, shape),
            _file(folder / f"line-{slot.name}.npy", np.uint16, shape),
        )
        for slot in running
    }
    targets = region.on_foot.snap(*doors.spots.T)
    for low in range(0, len(cells.ids), CHUNK):
        rows = slice(low, low + CHUNK)
        here = cells.places[rows]
        origins = region.on_foot.snap(*here.T)
        foot[rows] = _rounded(searching.times(region.on_foot, origins, targets, LIMIT))
        for slot, (minutes, line) in ridden.items():
            assert region.transit is not None
            asked = Question(here, doors.spots, slot.weekday, seam.every(EVERY, running[slot]))
            answer = region.transit.travel_times(asked)
            minutes[rows], line[rows] = _rounded(answer.median), _coded(answer)
        advance(len(here))


def _file(path: Path, kind: Any, shape: tuple[int, int]) -> Any:
    """Mapped; an empty one cannot be, and is plain."""
    if not all(shape):
        np.save(path, np.zeros(shape, kind))
        return np.zeros(shape, kind)
    return np.lib.format.open_memmap(path, "w+", kind, shape)


def _rounded(seconds: Any) -> NDArray[np.uint8]:
    minutes = np.where(np.isfinite(seconds), np.maximum(np.rint(seconds / 60), 1), FAR)
    return minutes.astype(np.uint8)


def _coded(answer: seam.Answer) -> NDArray[np.uint16]:
    """0 on foot, and for a line beyond those that have a number."""
    if answer.line is None or answer.rides is None:
        return np.zeros(answer.median.shape, np.uint16)
    has_line = (answer.line >= 0) & (answer.line < MOST_LINES) & np.isfinite(answer.median)
    code = answer.line.astype(np.int64) * RIDES + np.minimum(answer.rides, RIDES - 1) + 1
    return np.where(has_line, code, 0).astype(np.uint16)


def _stops(folder: Path, region: Region, doors: _Doors) -> None:
    """For each column the stops near it, as JSON one after another, and where each begins."""
    edges, whole = [0], bytearray()
    for told in _near_stops(region, doors):
        whole += json.dumps(told, ensure_ascii=False).encode()
        edges.append(len(whole))
    (folder / "stops.json").write_bytes(bytes(whole))
    np.save(folder / "stop_at.npy", np.array(edges, np.int64))


def _legs(folder: Path, region: Region, doors: _Doors, cells: Cells, weekdays: set[int]) -> None:
    """What `telling` needs: on foot from cells and doors to stops, where to change, the days."""
    schedule, engine = region.schedule, region.transit
    if schedule is None or not isinstance(engine, own.Own):
        return
    ways, stops = region.on_foot, engine.stopping
    for name, spots in (("access", cells.places), ("egress", doors.spots)):
        near = searching.near(ways, ways.snap(*spots.T), stops.snapped, Terms().walk)
        _saved(folder / name, near)
    _saved(folder / "change", stops.change)
    np.save(folder / "least.npy", stops.least)
    for weekday in weekdays:
        _saved(folder / f"weekday-{weekday}", engine.day(weekday))
        np.save(folder / f"weekday-{weekday}" / "lines.npy", engine.lines(weekday))
    names = {"lines": schedule.lines, "stop_name": schedule.stop_name}
    (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def _saved(folder: Path, thing: Any) -> None:
    folder.mkdir()
    store.save(folder, thing)


def _near_stops(region: Region, doors: _Doors) -> list[list[Any]]:
    schedule, engine = region.schedule, region.transit
    if schedule is None or not isinstance(engine, own.Own):
        return [[] for _spot in doors.spots]
    targets = region.on_foot.snap(*doors.spots.T)
    near = searching.near(region.on_foot, targets, engine.stopping.snapped, STOP_WALK)
    serving, named = schedule.lines_at, schedule.lines
    found = []
    for at in range(len(doors.spots)):
        pairs = slice(near.first[at], near.first[at + 1])
        best: dict[str, tuple[int, set[int]]] = {}
        for stop, seconds in zip(near.which[pairs], near.seconds[pairs], strict=True):
            if not serving[stop]:
                continue
            known = best.get(schedule.stop_name[stop], (int(seconds), set()))
            best[schedule.stop_name[stop]] = (min(known[0], int(seconds)), known[1] | serving[stop])
        ranked = sorted(best.items(), key=lambda one: (one[1][0], one[0]))
        found.append([
            [name, max(1, round(seconds / 60)), [named[n] for n in sorted(lines)][:NEAR_LINES]]
            for name, (seconds, lines) in _with_something_new(ranked)[:NEAR_STOPS]
        ])  # fmt: skip
    return found


def _with_something_new(ranked: list[Any]) -> list[Any]:
    """A stop farther off is worth telling only for a line that no nearer one has."""
    known: set[int] = set()
    kept = []
    for name, (seconds, lines) in ranked:
        if lines - known:
            kept.append((name, (seconds, lines)))
            known |= lines
    return kept
