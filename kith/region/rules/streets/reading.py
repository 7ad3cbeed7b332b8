"""An OpenStreetMap extract into raw arrays: the ways that somebody may use, and what closes them.

One pass. osmium keeps the places of nodes while it reads, and hands us only nodes with a barrier
or a height and ways with a `highway`: a city takes seconds, a country of 100 MB minutes and about
1 GB.
"""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kith.region.rules.streets import slopes
from kith.region.rules.streets import tags as rules

Told = Callable[[int], None]
EVERY = 2000
"""Ways between two tellings."""


class NotAnExtract(ValueError):
    """The file cannot be read as streets; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Positions of ways, one after the other.

    node (positions): OpenStreetMap ids; latitude, longitude (positions), degrees; first (ways + 1);
    foot, forward, backward (ways): metres a second, 0 for not allowed. shut_to_feet, shut_to_cars:
    ids of nodes that a barrier closes, sorted. cut: positions whose node is not in the extract.
    height (positions): metres above the sea, NaN where not known. incline (ways): rise over run,
    NaN where not known, 0 for steps, whose speed says how steep they are.
    """

    node: NDArray[np.int64]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    first: NDArray[np.int64]
    foot: NDArray[np.float32]
    forward: NDArray[np.float32]
    backward: NDArray[np.float32]
    shut_to_feet: NDArray[np.int64]
    shut_to_cars: NDArray[np.int64]
    cut: int
    height: NDArray[np.float32]
    incline: NDArray[np.float32]

    @property
    def ways(self) -> int:
        return len(self.foot)


def read(path: Path, told: Told | None = None) -> Raw:
    """The ways of an `.osm.pbf` (or any file osmium knows). Raises NotAnExtract."""
    import osmium

    taking = _Taking()
    try:
        found = osmium.FileProcessor(str(path)).with_locations()
        for thing in found.with_filter(osmium.filter.KeyFilter("highway", "barrier", "ele")):
            if isinstance(thing, osmium.osm.Way):
                taking.way(thing)
                if told and len(taking.uses) % EVERY == 0:
                    told(EVERY)
            elif isinstance(thing, osmium.osm.Node):
                taking.point(thing)
    except (RuntimeError, OSError, UnicodeDecodeError) as error:
        raise NotAnExtract(f"{path.name} is not an OpenStreetMap extract: {error}.") from error
    raw = taking.done()
    if not raw.ways:
        raise NotAnExtract(
            f"{path.name} has no streets or paths. Use an extract that has ways with “highway”."
        )
    return raw


class _Taking:
    """Fills up while the file goes by."""

    def __init__(self) -> None:
        self.node, self.first = array("q"), array("q", [0])
        self.latitude, self.longitude = array("d"), array("d")
        self.uses: list[rules.Use] = []
        self.feet: list[int] = []
        self.cars: list[int] = []
        self.cut = 0
        self.heights: dict[int, float] = {}
        self.height, self.incline = array("f"), array("f")

    def point(self, node) -> None:  # type: ignore[no-untyped-def] # osmium's
        """A barrier, or a place whose height somebody measured."""
        if "ele" in node.tags:
            self.heights[node.id] = slopes.elevation(node.tags["ele"])
        stops_feet, stops_cars = rules.closes(dict(node.tags))
        if stops_feet:
            self.feet.append(node.id)
        if stops_cars:
            self.cars.append(node.id)

    def way(self, way) -> None:  # type: ignore[no-untyped-def] # osmium's
        """A way that is cut by the edge of the extract becomes as many as there are pieces."""
        said = dict(way.tags)
        use = rules.use_of(said) if "highway" in said else rules.NOBODY
        if use.is_none:
            return
        for ref in way.nodes:
            place = ref.location
            if not place.valid():
                self.cut += 1
                self._end(use, said)
                continue
            self.node.append(ref.ref)
            self.latitude.append(place.lat)
            self.longitude.append(place.lon)
            self.height.append(self.heights.get(ref.ref, slopes.UNKNOWN))
        self._end(use, said)

    def _end(self, use: rules.Use, said: Mapping[str, str]) -> None:
        began = self.first[-1]
        if len(self.node) - began < 2:
            del self.node[began:], self.latitude[began:], self.longitude[began:]
            del self.height[began:]
            return
        self.first.append(len(self.node))
        self.uses.append(use)
        is_steps = said.get("highway") == "steps"
        self.incline.append(0.0 if is_steps else slopes.incline(said.get("incline", "")))

    def done(self) -> Raw:
        speeds = [[u.foot, u.car_forward, u.car_backward] for u in self.uses]
        speed = np.array(speeds, np.float32).reshape(-1, 3)
        return Raw(
            np.array(self.node, np.int64), np.array(self.latitude), np.array(self.longitude),
            np.array(self.first, np.int64), speed[:, 0].copy(), speed[:, 1].copy(),
            speed[:, 2].copy(), np.unique(np.array(self.feet, np.int64)),
            np.unique(np.array(self.cars, np.int64)), self.cut, np.array(self.height, np.float32),
            np.array(self.incline, np.float32),
        )  # fmt: skip
