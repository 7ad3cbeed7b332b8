"""A made-up country: places, services, and how many minutes lie between those that are near."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Country:
    """Pairs as three columns, by place; people of the places, capacity of the services."""

    place: NDArray[np.int32]
    service: NDArray[np.int32]
    cost: NDArray[np.float64]
    people: NDArray[np.float64]
    capacity: NDArray[np.float64]


def country(pairs: int) -> Country:
    """About so many pairs, up to 45 minutes, one in nine exactly on the edge of a band."""
    chance = np.random.default_rng(pairs)
    each = 100 if pairs < 1_000_000 else 250
    services = 8 * each
    places = pairs // each
    start = chance.integers(0, services, places)
    service = (start[:, None] + np.arange(each)) % services
    cost = chance.random(places * each) * 45
    cost[::9] = chance.choice([10.0, 20.0, 30.0], len(cost[::9]))
    return Country(
        np.repeat(np.arange(places, dtype=np.int32), each), service.astype(np.int32).ravel(), cost,
        chance.integers(1, 3000, places).astype(float),
        chance.integers(0, 9, services).astype(float),
    )  # fmt: skip
