"""Times between places over the streets, in seconds. `kernel` does the work, on every processor."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets import snapping, tags
from kith.region.rules.streets.graph import CLOSED, TICK, Streets
from kith.region.rules.streets.network import Means, Network, network
from kith.region.rules.streets.snapping import Floats, Snapped, Snapper

LONGEST = 6 * 3600.0
"""Seconds; the most that may be asked for."""
BLOCK = 64
MANY = 1024
"""Origins whose full rows are held at once, where only what is near is kept."""
AT_THE_END = 1e-4
Seconds = NDArray[np.float32]


@dataclass(frozen=True)
class Ways:
    """The streets, ready for one means: its network, the way back, and where places touch it."""

    streets: Streets
    means: Means

    @cached_property
    def there(self) -> Network:
        return network(self.streets, self.means)

    @cached_property
    def back(self) -> Network:
        return network(self.streets, self.means, is_reversed=True)

    @cached_property
    def snapper(self) -> Snapper:
        is_usable = self.streets.foot != CLOSED
        if self.means is Means.CAR:
            is_usable = snapping.usable_by_car(self.streets)
        return Snapper(self.streets, is_usable)

    def snap(
        self, latitude: Floats, longitude: Floats, farthest: float = snapping.FARTHEST
    ) -> Snapped:
        """Places onto the streets of this means."""
        return self.snapper.snap(latitude, longitude, farthest)


def times(ways: Ways, origins: Snapped, targets: Snapped, limit: float) -> Seconds:
    """(origins x targets) seconds, infinite beyond `limit` seconds or off the map.

    The way between a place and its street is walked, also to a car. Where there are fewer targets
    than origins the search runs backwards from them. ValueError for a limit that is none.
    """
    if not 0 <= limit <= LONGEST:
        raise ValueError(f"limit: seconds from 0 to {LONGEST:.0f}")
    if len(targets.link) < len(origins.link):
        found = _times(ways.streets, ways.back, targets, origins, limit)
        return np.ascontiguousarray(found.T)
    return _times(ways.streets, ways.there, origins, targets, limit)


def _times(
    streets: Streets, over: Network, origins: Snapped, targets: Snapped, limit: float
) -> Seconds:
    """Rows of `BLOCK` origins a piece, on as many threads as there are processors."""
    from kith.region.rules.streets import kernel

    arrays = (over.first, over.head, over.ticks, over.ahead, over.back)
    leaving = ends(streets, over, origins, is_leaving=True)
    arriving = ends(streets, over, targets, is_leaving=False)
    by_node = _by_node(over.nodes, arriving)
    most = int(limit / TICK)
    out = np.empty((len(origins.link), len(targets.link)), np.float32)

    def fill(low: int) -> None:
        high = min(low + BLOCK, len(out))
        block = np.empty((high - low, out.shape[1]), np.int32)
        kernel.matrix(arrays, leaving, arriving, by_node, most, low, high, block)
        np.multiply(block, np.float32(TICK), out=out[low:high])
        out[low:high][block == kernel.FAR] = np.inf

    on_all_processors(fill, range(0, len(out), BLOCK))
    return out


@dataclass(frozen=True, slots=True)
class Near:
    """What lies near each origin, as rows: first (origins + 1) into which (targets) and seconds."""

    first: NDArray[np.int64]
    which: NDArray[np.int32]
    seconds: NDArray[np.int32]


def near(ways: Ways, origins: Snapped, targets: Snapped, limit: float) -> Near:
    """The targets within `limit` seconds of each origin; whole seconds, rounded up."""
    counts, which, seconds = [np.zeros(1, np.int64)], [], []
    for low in range(0, len(origins.link), MANY):
        rows = np.arange(low, min(low + MANY, len(origins.link)))
        found = _times(ways.streets, ways.there, origins.taking(rows), targets, limit)
        row, column = np.nonzero(np.isfinite(found))
        counts.append(np.bincount(row, minlength=len(rows)))
        which.append(column.astype(np.int32))
        seconds.append(np.ceil(found[row, column] - 1e-3).astype(np.int32))
    none = [np.zeros(0, np.int32)]
    return Near(
        np.cumsum(np.concatenate(counts)), np.concatenate(which or none),
        np.concatenate(seconds or none),
    )  # fmt: skip


def on_all_processors(work: Any, pieces: Any) -> None:
    """`work(piece)` for each; what one raises is raised here."""
    many = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ThreadPoolExecutor(many) as pool:
        for _done in pool.map(work, pieces):
            pass


def ends(streets: Streets, over: Network, places: Snapped, *, is_leaving: bool) -> tuple[Any, ...]:
    """For each place the two ends of its link and the ticks between, in the direction travelled:
    (nodes (n, 2), -1 for none; ticks (n, 2); link; share; ticks off the street)."""
    on = places.is_on
    link = np.where(on, places.link, 0)
    off = np.where(on, np.rint(np.where(on, places.metres, 0) / tags.WALKING / TICK), 0)
    nodes = np.full((len(link), 2), -1, np.int32)
    ticks = np.zeros((len(link), 2), np.int32)
    if streets.links:
        costs = (over.back[link], over.ahead[link])
        if not is_leaving:
            costs = costs[::-1]
        shares = (places.share, 1 - places.share)
        for k, (node, cost, share) in enumerate(
            zip((streets.start[link], streets.end[link]), costs, shares, strict=True)
        ):
            is_there = share < AT_THE_END  # at a crossing one may take any street, also a one-way
            may = on & ((cost != CLOSED) | is_there)
            nodes[may, k] = node[may]
            ticks[may, k] = np.rint(np.where(is_there, 0, share * cost)[may]) + off[may]
    return nodes, ticks, places.link.astype(np.int32), places.share, off.astype(np.int32)


def _by_node(nodes: int, arriving: tuple[Any, ...]) -> tuple[Any, ...]:
    """Wanted places at each node: (first (nodes + 1), which, ticks)."""
    which, end = np.nonzero(arriving[0] >= 0)
    node = arriving[0][which, end]
    order = np.argsort(node, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(node, minlength=nodes))]).astype(np.int64)
    return first, which[order].astype(np.int32), arriving[1][which, end][order].astype(np.int32)
