"""Raw ways into links between crossings.

A crossing is a node that more than one way passes, an end of a way, or a barrier. What lies between
two crossings is one link with its shape, so that a search sees a third of the nodes while a place
still finds the very bend it lies at. A barrier that stops cars but not people becomes one node for
each piece of way that ends there, joined by links that only feet may take.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets import slopes
from kith.region.rules.streets.reading import Raw

EARTH = 6_371_008.8
"""Metres: mean radius (IUGG)."""
TICK = 0.1
"""Seconds."""
CLOSED = -1
KEPT_SHARE = 0.05
"""Of the links of a means: an island smaller than this is left out."""
LONGEST = 500_000.0
"""Metres; anything longer is a fault in the data."""

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Streets:
    """Nodes, links between them, and what they look like.

    latitude, longitude (nodes): degrees. start, end (links): nodes. metres (links). foot, forward,
    backward (links): ticks of 0.1 s, CLOSED where not allowed. first (links + 1) into shape (points
    x 2): latitude and longitude from start to end.
    """

    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    start: Ints
    end: Ints
    metres: NDArray[np.float32]
    foot: Ints
    forward: Ints
    backward: Ints
    first: NDArray[np.int64]
    shape: NDArray[np.float64]

    @property
    def nodes(self) -> int:
        return len(self.latitude)

    @property
    def links(self) -> int:
        return len(self.start)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        low, high = self.shape.min(axis=0), self.shape.max(axis=0)
        return float(low[1]), float(low[0]), float(high[1]), float(high[0])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in the graph, and how much of it. Islands are counted in links."""

    cut: int
    foot_islands: int
    foot_links: int
    car_islands: int
    car_links: int


def metres_between(
    latitude: NDArray[np.float64], longitude: NDArray[np.float64],
    to_latitude: NDArray[np.float64], to_longitude: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    """Great-circle distances (haversine), elementwise; degrees in, metres out."""
    a, b = np.radians(latitude), np.radians(to_latitude)
    half = np.sin((b - a) / 2) ** 2
    wide = np.sin(np.radians(np.subtract(to_longitude, longitude)) / 2) ** 2
    far: NDArray[np.float64] = (
        2 * EARTH * np.arcsin(np.sqrt(np.clip(half + np.cos(a) * np.cos(b) * wide, 0, 1)))
    )
    return far


def lay_out(raw: Raw) -> tuple[Streets, LeftOut]:
    """Links of all ways; the islands of each means that nobody could leave are closed to it."""
    streets = _at_barriers(raw, *_links(raw))
    streets, foot = _close_islands(streets, is_car=False)
    streets, car = _close_islands(streets, is_car=True)
    return _without_closed(streets), LeftOut(raw.cut, *foot, *car)


def _links(raw: Raw) -> tuple[Streets, NDArray[np.int64]]:
    """Links between crossings, and the OpenStreetMap id of each node."""
    ids, where, seen = np.unique(raw.node, return_inverse=True, return_counts=True)
    ends = np.zeros(len(raw.node), bool)
    ends[raw.first[:-1]] = ends[raw.first[1:] - 1] = True
    barriers = np.isin(ids, np.concatenate([raw.shut_to_feet, raw.shut_to_cars]))
    is_crossing = ends | (seen[where] > 1) | barriers[where]
    at = np.nonzero(is_crossing)[0]
    way = np.repeat(np.arange(raw.ways), np.diff(raw.first))
    same = way[at[:-1]] == way[at[1:]]
    low, high, way = at[:-1][same], at[1:][same], way[at[:-1][same]]
    step = np.zeros(len(raw.node))
    step[1:] = metres_between(
        raw.latitude[:-1], raw.longitude[:-1], raw.latitude[1:], raw.longitude[1:]
    )
    along = np.cumsum(step)
    metres = np.minimum(along[high] - along[low], LONGEST)
    used, ends_of = np.unique(where[np.concatenate([low, high])], return_inverse=True)
    place = np.zeros(len(ids), np.int64)
    place[where] = np.arange(len(where))
    sizes = high - low + 1
    first = np.concatenate([[0], np.cumsum(sizes)])
    points = np.repeat(low - first[:-1], sizes) + np.arange(first[-1])
    streets = Streets(
        raw.latitude[place[used]], raw.longitude[place[used]],
        ends_of[: len(low)].astype(np.int32), ends_of[len(low) :].astype(np.int32),
        metres.astype(np.float32),
        _ticks(metres, raw.foot[way] / slopes.longer(_slope(raw, low, high, way, metres))),
        _ticks(metres, raw.forward[way]), _ticks(metres, raw.backward[way]), first,
        np.column_stack([raw.latitude[points], raw.longitude[points]]),
    )  # fmt: skip
    return streets, ids[used]


def _slope(raw: Raw, low: Any, high: Any, way: Any, metres: NDArray[np.float64]) -> Any:
    """(links) rise over run: what the way says, else by the heights of its ends, else NaN."""
    rise = (raw.height[high] - raw.height[low]).astype(np.float64)
    by_height = np.divide(rise, metres, out=np.full(len(rise), np.nan), where=metres > 0)
    said = raw.incline[way].astype(np.float64)
    return np.where(np.isfinite(said), said, by_height)


def _ticks(metres: NDArray[np.float64], speed: NDArray[Any]) -> Ints:
    """Time along each link; CLOSED where the speed is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.rint(metres / speed / TICK)
    return np.where(speed > 0, np.minimum(np.nan_to_num(found), 2**30), CLOSED).astype(np.int32)


def _at_barriers(raw: Raw, streets: Streets, ids: NDArray[np.int64]) -> Streets:
    """Each end of a link at a barrier becomes a node of its own, joined to the barrier by a link of
    no length for those it lets through."""
    feet, cars = np.isin(ids, raw.shut_to_feet), np.isin(ids, raw.shut_to_cars)
    shut = feet | cars
    ends = np.concatenate([streets.start, streets.end])
    split = np.nonzero(shut[ends])[0]
    hub = ends[split]
    ends[split] = streets.nodes + np.arange(len(split))
    none = np.zeros(len(split), np.int32)
    place = np.column_stack([streets.latitude[hub], streets.longitude[hub]])
    by_foot = np.where(feet[hub], CLOSED, 0).astype(np.int32)
    by_car = np.where(cars[hub], CLOSED, 0).astype(np.int32)
    links = streets.links
    return Streets(
        np.concatenate([streets.latitude, place[:, 0]]),
        np.concatenate([streets.longitude, place[:, 1]]),
        np.concatenate([ends[:links], _new(streets.nodes, len(split))]),
        np.concatenate([ends[links:], hub]).astype(np.int32),
        np.concatenate([streets.metres, none.astype(np.float32)]),
        np.concatenate([streets.foot, by_foot]), np.concatenate([streets.forward, by_car]),
        np.concatenate([streets.backward, by_car]),
        np.concatenate([streets.first, streets.first[-1] + 2 * np.arange(1, len(split) + 1)]),
        np.concatenate([streets.shape, np.repeat(place, 2, axis=0)]),
    )  # fmt: skip


def _new(nodes: int, many: int) -> Ints:
    return np.arange(nodes, nodes + many, dtype=np.int32)


def _close_islands(streets: Streets, *, is_car: bool) -> tuple[Streets, tuple[int, int]]:
    """Keep the components that hold a real share of the links; count the rest. For cars a component
    is where each node reaches each other (a street that one can only leave is none)."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if is_car:
        ahead, back = streets.forward >= 0, streets.backward >= 0
    else:
        ahead = back = streets.foot >= 0
    tail = np.concatenate([streets.start[ahead], streets.end[back]])
    head = np.concatenate([streets.end[ahead], streets.start[back]])
    matrix = coo_array((np.ones(len(tail), np.int8), (tail, head)), (streets.nodes, streets.nodes))
    _count, part = connected_components(matrix, directed=is_car, connection="strong")
    used = ahead | back
    inside = part[streets.start] == part[streets.end]
    sizes = np.bincount(part[streets.start[used & inside]], minlength=part.max(initial=0) + 1)
    least = max(1, min(sizes.max(initial=0), KEPT_SHARE * sizes.sum()))
    kept = inside & (sizes[part[streets.start]] >= least)
    gone = used & ~kept
    islands = int(((sizes > 0) & (sizes < least)).sum())
    counts = (islands, int(gone.sum()))
    if not is_car:
        return replace(streets, foot=np.where(gone, CLOSED, streets.foot)), counts
    return replace(
        streets, forward=np.where(gone, CLOSED, streets.forward).astype(np.int32),
        backward=np.where(gone, CLOSED, streets.backward).astype(np.int32),
    ), counts  # fmt: skip


def _without_closed(streets: Streets) -> Streets:
    """Links that nobody may take any more go, and the nodes that only they had."""
    kept = (streets.foot >= 0) | (streets.forward >= 0) | (streets.backward >= 0)
    sizes = np.diff(streets.first)
    points = np.repeat(kept, sizes)
    ends = np.concatenate([streets.start[kept], streets.end[kept]])
    used, ends = np.unique(ends, return_inverse=True)
    many = int(kept.sum())
    return Streets(
        streets.latitude[used], streets.longitude[used], ends[:many].astype(np.int32),
        ends[many:].astype(np.int32), streets.metres[kept], streets.foot[kept].astype(np.int32),
        streets.forward[kept], streets.backward[kept],
        np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.int64), streets.shape[points],
    )  # fmt: skip
