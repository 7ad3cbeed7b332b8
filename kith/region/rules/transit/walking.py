"""On foot between places and stops, and from stop to stop to change.

A stop that lies too far from every street of the map cannot be reached on foot: its trips still
pass through it. What `transfers.txt` says holds over what the streets say: a least time to change,
or that one cannot.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets import searching
from kith.region.rules.streets.searching import Near, Ways
from kith.region.rules.streets.snapping import Snapped
from kith.region.rules.transit.schedule import Schedule

FARTHEST_STOP = 200.0
"""Metres between a stop and its street."""


@dataclass(frozen=True, slots=True)
class Stopping:
    """The stops on the streets. change: stop to stop on foot; least (stops): seconds to change at
    the stop itself, 0 where nothing is said."""

    snapped: Snapped
    change: Near
    least: NDArray[np.int32]

    @property
    def off_the_map(self) -> int:
        return int((~self.snapped.is_on).sum())


def stopping(ways: Ways, schedule: Schedule, limit: float) -> Stopping:
    """limit: seconds that one walks at most to change."""
    snapped = ways.snap(schedule.latitude, schedule.longitude, FARTHEST_STOP)
    walked = searching.near(ways, snapped, snapped, limit)
    said = {(int(one), int(other)): int(least) for one, other, least in schedule.footpath}
    rows = np.repeat(np.arange(schedule.stops), np.diff(walked.first))
    own = rows == walked.which
    pairs = dict(
        zip(
            zip(rows[~own].tolist(), walked.which[~own].tolist(), strict=True),
            walked.seconds[~own].tolist(), strict=True,
        )
    ) if said else {}  # fmt: skip
    least = np.zeros(schedule.stops, np.int32)
    for (one, other), seconds in said.items():
        if one == other:
            least[one] = max(seconds, 0)
        elif seconds < 0:
            pairs.pop((one, other), None)
        else:
            pairs[one, other] = max(pairs.get((one, other), 0), seconds)
    if said:
        return Stopping(snapped, _rows(pairs, schedule.stops), least)
    counts = np.bincount(rows[~own], minlength=schedule.stops)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Stopping(snapped, Near(first, walked.which[~own], walked.seconds[~own]), least)


def turned(near: Near, targets: int) -> Near:
    """The same pairs seen from the other end: a walk takes as long in both directions."""
    order = np.argsort(near.which, kind="stable")
    origin = np.repeat(np.arange(len(near.first) - 1, dtype=np.int32), np.diff(near.first))
    counts = np.bincount(near.which, minlength=targets)
    return Near(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), origin[order],
        near.seconds[order],
    )  # fmt: skip


def _rows(pairs: dict[tuple[int, int], int], stops: int) -> Near:
    table = np.array([(one, other, s) for (one, other), s in sorted(pairs.items())], np.int64)
    table = table.reshape(-1, 3)
    counts = np.bincount(table[:, 0], minlength=stops)
    return Near(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), table[:, 1].astype(np.int32),
        table[:, 2].astype(np.int32),
    )  # fmt: skip
