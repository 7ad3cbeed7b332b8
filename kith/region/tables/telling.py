"""One journey to a door leg by leg, from what a job wrote down: for a page, without the streets.

"Walk 6 minutes to Mill Lane; 10:12 bus 343 from Mill Lane, 10:25 at High Street; walk 3 minutes".
From the middle of the place's cell, like the minutes beside it. Looks for a few departures of the
hour only, in plain Python: some tenths of a second in a city, so only when somebody asks.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kith.region import legs
from kith.region.legs import Leg
from kith.region.tables import held, slots
from kith.region.tables.held import FAR, Door, Table

EVERY = 15
"""Minutes between two departures."""


@dataclass(frozen=True, slots=True)
class Told:
    """The typical journey of an hour, and the median seconds of its departures."""

    legs: tuple[Leg, ...]
    seconds: float
    weekday: int
    hour: int


@dataclass(frozen=True, slots=True)
class _Names:
    lines: tuple[tuple[int, str], ...]
    stop_name: tuple[str, ...]


def route(place: tuple[float, float], door: Door, *, weekday: int, hour: int) -> Told | None:
    """None where no table knows the way, or nothing runs then."""
    slot = slots.at(weekday, hour)
    for table in held.tables():
        row, column = table.row(place), table.column(door)
        if slot is None or row is None or column < 0:
            continue
        begins = table.hour(slot)
        if begins is not None and (table.folder / "access").exists():
            return _told(table, row, column, slot.weekday, begins)
    return None


def _told(table: Table, row: int, column: int, weekday: int, hour: int) -> Told | None:
    from kith.region.rules.transit import journeys, seam

    day, lines, change, least, access, egress, names = _opened(table.folder, weekday)
    walk = table.on_foot(row, column)
    ground = journeys.Ground(
        _at(access, row), _at(egress, column), change, least,
        journeys.FAR if walk == FAR else walk * 60,
    )  # fmt: skip
    terms = seam.Terms()
    found = journeys.typical(
        [journeys.find(day, ground, terms, at) for at in seam.every(EVERY, hour)], lines
    )
    if found is None:
        return None
    journey, seconds = found
    return Told(tuple(legs.named(journey, names, lines)), seconds, weekday, hour)


@lru_cache(maxsize=4)
def _opened(folder: Path, weekday: int) -> tuple[Any, ...]:
    """Mapped: what nobody asks for takes no memory."""
    import numpy as np

    from kith.region.building import store
    from kith.region.rules.streets.searching import Near
    from kith.region.rules.transit.day import Day

    at = folder / f"weekday-{weekday}"
    told = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    lines = tuple((kind, name) for kind, name in told["lines"])
    return (
        store.load(at, Day), np.load(at / "lines.npy"), store.load(folder / "change", Near),
        np.load(folder / "least.npy"), store.load(folder / "access", Near),
        store.load(folder / "egress", Near), _Names(lines, tuple(told["stop_name"])),
    )  # fmt: skip


def _at(near: Any, row: int) -> dict[int, int]:
    """Stops near one of the places, with seconds."""
    pairs = slice(near.first[row], near.first[row + 1])
    return dict(zip(near.which[pairs].tolist(), near.seconds[pairs].tolist(), strict=True))
