"""Minutes and kilometres between a plan's places: by the streets where a job asked them, else as
the crow flies, and then it says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from kith.region.rules.streets import estimate
from kith.region.rules.streets.graph import metres_between
from kith.region.rules.streets.network import Means

Points = Mapping[str, tuple[float, float]]
NO_WAY = 999
"""Minutes where there is no road: longer than any day."""


@dataclass(frozen=True, slots=True)
class Between:
    """Rows and columns as the places were given. Whole minutes, rounded up: nobody is late for a
    half."""

    minutes: list[list[int]]
    km: list[list[float]]
    is_estimate: bool


def known(points: Points, kept: Mapping[str, Any]) -> Between:
    """As `asked` kept it; places that were not there yet, or have moved, as the crow flies."""
    between = _estimated(points)
    rows = kept.get("places", {})
    place = {key: row[0] for key, row in rows.items()
             if key in points and tuple(row[1:]) == tuple(points[key])}  # fmt: skip
    is_estimate = bool(kept.get("is_estimate", True)) or len(place) < len(points)
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            if a in place and b in place:
                between.minutes[i][j] = kept["minutes"][place[a]][place[b]]
                between.km[i][j] = kept["km"][place[a]][place[b]]
    return Between(between.minutes, between.km, is_estimate)


def guessed(points: Points) -> dict[str, Any]:
    """As `asked` answers where no region is built."""
    found = _estimated(points)
    return {
        "places": {key: [k, *point] for k, (key, point) in enumerate(points.items())},
        "minutes": found.minutes, "km": found.km, "is_estimate": True,
    }  # fmt: skip


def asked(points: Points) -> dict[str, Any]:
    """By car on the region's streets. Loads the region: only for a job."""
    from kith.region import travel

    rows = list(points.values())
    found = travel.times(travel.current(), rows, rows, Means.CAR, keep=True)
    straight = _estimated(points)
    return {
        "places": {key: [k, *point] for k, (key, point) in enumerate(points.items())},
        "minutes": [[_minutes(one) for one in row] for row in found.median.tolist()],
        "km": straight.km,
        "is_estimate": found.is_estimate,
    }


def _minutes(seconds: float) -> int:
    return min(NO_WAY, ceil(seconds / 60 - 1e-6)) if seconds < NO_WAY * 60 else NO_WAY


def _estimated(points: Points) -> Between:
    rows = np.array(list(points.values()), float).reshape(-1, 2)
    seconds = estimate.times(Means.CAR, rows, rows, float("inf"))
    metres = metres_between(rows[:, None, 0], rows[:, None, 1], rows[None, :, 0], rows[None, :, 1])
    km = np.round(metres * estimate.DETOUR[Means.CAR] / 1000, 2)
    return Between([[_minutes(one) for one in row] for row in seconds.tolist()], km.tolist(), True)
