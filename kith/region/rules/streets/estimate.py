"""As the crow flies, where no streets are loaded. Whoever shows it says that it is an estimate.

A detour factor turns the straight line into a way: 1.4 for cars is the mean of 1.417 that Boscoe,
Henry and Zdeb found between 66,000 places and hospitals (The Professional Geographer 64, 2012);
on foot the streets of Porto Alegre give 1.23 (bench/travel), which is rounded up. Public transport
is taken as a wait and a slow bus, and never as slower than walking.
"""

from typing import Any

import numpy as np

from kith.region.rules.streets import tags
from kith.region.rules.streets.graph import EARTH, metres_between
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Seconds
from kith.region.rules.streets.snapping import Floats

DETOUR = {Means.FOOT: 1.25, Means.CAR: 1.4, Means.TRANSIT: 1.4}
SPEED = {Means.FOOT: tags.WALKING, Means.CAR: 30 / 3.6, Means.TRANSIT: 15 / 3.6}
BEFORE = {Means.FOOT: 0.0, Means.CAR: 0.0, Means.TRANSIT: 600.0}
"""Seconds to the stop and waiting there."""


def times(means: Means, origins: Floats, targets: Floats, limit: float) -> Seconds:
    """(origins x targets) seconds; places are rows of latitude and longitude in degrees."""
    here, there = np.asarray(origins, float)[:, None, :], np.asarray(targets, float)[None, :, :]
    metres = metres_between(here[..., 0], here[..., 1], there[..., 0], there[..., 1])

    def taking(how: Means) -> Floats:
        return np.asarray(BEFORE[how] + metres * DETOUR[how] / SPEED[how])

    seconds = taking(means)
    if means is not Means.FOOT:
        seconds = np.minimum(seconds, taking(Means.FOOT))
    return np.where(seconds <= limit, seconds, np.inf).astype(np.float32)


def circle(means: Means, place: Floats, limit: float) -> dict[str, Any]:
    """A GeoJSON geometry (MultiPolygon): how far one gets within `limit` seconds, all around."""
    seconds = max(limit - BEFORE[means], 0) * SPEED[means] / DETOUR[means]
    metres = max(seconds, limit * SPEED[Means.FOOT] / DETOUR[Means.FOOT])
    latitude, longitude = place
    turn = np.radians(np.arange(0, 361, 10))
    far = np.degrees(metres / EARTH)
    north = latitude + far * np.cos(turn)
    east = longitude + far * np.sin(turn) / max(np.cos(np.radians(latitude)), 1e-6)
    ring = [[round(float(x), 6), round(float(y), 6)] for x, y in zip(east, north, strict=True)]
    return {"type": "MultiPolygon", "coordinates": [[[*ring[:-1], ring[0]]]]}
