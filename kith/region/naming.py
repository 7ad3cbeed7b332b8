"""What the parts of a region are called: as their place on the map, else as the nearest stop of
public transport, else roughly where they lie."""

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.building import store
from kith.region.rules.names import Names
from kith.region.rules.population import Population
from kith.region.rules.transit.schedule import Schedule
from kith.region.travel import Region

NEAR = 1500.0
"""Metres to a stop: beyond that its name would mislead."""
STEP = 100
"""Metres; nobody needs it finer."""


def parts(region: Region, people: Population) -> tuple[list[str], bool]:
    """(areas) the name of each one's part, and whether any is called by a stop: "Mill Lane (300
    m)", in no language, for an answer is read in all of them. Stops of a long street share a name:
    where they lie is said then too."""
    folder = region.folder / "names"
    names = store.load(folder, Names) if folder.exists() else None
    where = people.latitude, people.longitude
    found = np.array(names.nearest(*where) if names else [""] * len(people.ids), object)
    nameless = np.flatnonzero(found == "")
    if not len(nameless):
        return found.tolist(), False
    spots = [f"{people.latitude[k]:.2f}, {people.longitude[k]:.2f}" for k in nameless]
    known, part = np.unique(spots, return_inverse=True)
    by_stop = _by_stop(region.schedule, *_middles(people, nameless, part))
    twice = {stop for stop, many in Counter(by_stop).items() if many > 1}
    called = [
        spot if not stop else f"{stop} {spot}" if stop in twice else stop
        for stop, spot in zip(by_stop, known.tolist(), strict=True)
    ]  # fmt: skip
    found[nameless] = [called[k] for k in part]
    return found.tolist(), any(by_stop)


def _middles(people: Population, at: NDArray[np.int64], part: NDArray[np.int64]) -> tuple[Any, Any]:
    """(parts) where the people of each live in the middle, of these areas."""
    weight = people.counts[at, 0] + 1e-9
    whole = np.bincount(part, weight)
    return (
        np.bincount(part, weight * people.latitude[at]) / whole,
        np.bincount(part, weight * people.longitude[at]) / whole,
    )


def _by_stop(schedule: Schedule | None, latitude: Any, longitude: Any) -> list[str]:
    """(points) called by the nearest stop; "" where none is near."""
    if schedule is None:
        return [""] * len(latitude)
    rows = [k for k, name in enumerate(schedule.stop_name) if name.strip()]
    stops = Names(
        tuple(schedule.stop_name[k].strip() for k in rows), (), schedule.latitude[rows],
        schedule.longitude[rows],
    )  # fmt: skip
    near = stops.near(latitude, longitude)
    return [_called(stops.name[at], far) if far <= NEAR else "" for at, far in near]


def _called(stop: str, metres: float) -> str:
    far = round(metres / STEP) * STEP
    return f"{stop} ({far} m)" if far else stop
