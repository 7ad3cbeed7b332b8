"""As the crow flies, where no streets are loaded. Whoever shows it says that it is an estimate.

A detour factor turns the straight line into a way: 1.4 for cars is the mean of 1.417 that Boscoe,
Henry and Zdeb found between 66,000 places and hospitals (The Professional Geographer 64, 2012);
on foot the streets of Porto Alegre give 1.23 (bench/travel), which is rounded up. Public transport
is taken as a wait and a slow bus, and never as slower than walking.
"""

import numpy as np

from kith.region.rules.streets import tags
from kith.region.rules.streets.graph import metres_between
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
