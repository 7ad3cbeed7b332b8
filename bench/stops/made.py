"""Made-up towns on a plain: places with people, candidate stops, and how far apart they are."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def town(places: int, candidates: int, seed: int) -> tuple[Floats, Floats]:
    """(places x candidates) minutes in a square of 100 by 100, (places) people."""
    chance = np.random.default_rng(seed)
    homes, sites = chance.random((places, 2)) * 100, chance.random((candidates, 2)) * 100
    minutes = np.hypot(*(homes[:, None] - sites[None]).transpose(2, 0, 1))
    return minutes, chance.integers(10, 500, places).astype(float)
