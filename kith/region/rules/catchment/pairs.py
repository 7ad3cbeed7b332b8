"""Who can get where, at what cost: sparse rows, one for each place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Unusable(ValueError):
    """Arrays that do not describe an instance; says which, and the row where there is one."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compressed rows: place i reaches service[first[i]:first[i+1]] at these costs.

    first (places + 1), service (pairs, int32), cost (pairs): minutes or any other unit, 0 and
    above. Nobody stands there twice. services: how many there are, reached or not.
    """

    first: Ints
    service: NDArray[np.int32]
    cost: Floats
    services: int

    @property
    def places(self) -> int:
        return len(self.first) - 1

    @property
    def place(self) -> Ints:
        """(pairs) the place of each pair."""
        return np.repeat(np.arange(self.places), np.diff(self.first))


def gather(
    place: ArrayLike, service: ArrayLike, cost: ArrayLike, places: int, services: int
) -> Pairs:
    """Pairs from three columns in any order. An infinite cost means that there is no way.

    Raises Unusable: unequal lengths, an index out of range, a cost that is negative or not a
    number, the same two twice (a pair counted twice is a service counted twice).
    """
    from kith.region.rules.catchment import kernel

    rows = _indices(place, "place", places)
    columns = _indices(service, "service", services)
    costs = np.ascontiguousarray(cost, np.float64)
    if not len(rows) == len(columns) == len(costs):
        raise Unusable("place, service and cost need the same length")
    first, sorted_service, sorted_cost, wrong, why = kernel.rows(
        rows, columns, costs, places, services
    )
    if why == kernel.TWICE:
        raise Unusable(f"row {wrong}: the same place and service stand there twice")
    if why == kernel.NO_COST:
        raise Unusable(f"row {wrong}: a cost is 0 or above")
    return Pairs(first, sorted_service, sorted_cost, services)


def dense(costs: ArrayLike) -> Pairs:
    """Pairs of a matrix (places x services); infinity where there is no way."""
    matrix = np.atleast_2d(np.asarray(costs, np.float64))
    row, column = np.nonzero(~np.isposinf(matrix))
    return gather(row, column, matrix[row, column], *matrix.shape)


def beside(left: Pairs, right: Pairs) -> Pairs:
    """The services of both for the same places; those of `right` come after."""
    return gather(
        np.concatenate([left.place, right.place]),
        np.concatenate([left.service, right.service + np.int32(left.services)]),
        np.concatenate([left.cost, right.cost]),
        left.places,
        left.services + right.services,
    )


def quickest(ways: Sequence[Pairs]) -> Pairs:
    """Of several means of travel the one that costs least, for each place and service."""
    if len(ways) == 1:
        return ways[0]
    place = np.concatenate([one.place for one in ways])
    service = np.concatenate([one.service for one in ways])
    cost = np.concatenate([one.cost for one in ways])
    order = np.lexsort((cost, service, place))
    place, service, cost = place[order], service[order], cost[order]
    is_new = np.ones(len(place), np.bool_)
    is_new[1:] = (place[1:] != place[:-1]) | (service[1:] != service[:-1])
    return gather(place[is_new], service[is_new], cost[is_new], ways[0].places, ways[0].services)


def only(pairs: Pairs, stays: NDArray[np.bool_]) -> Pairs:
    """The same pairs without those of services that do not stay (services). Indices are kept."""
    kept = stays[pairs.service]
    before = np.concatenate([[0], np.cumsum(kept)])
    return Pairs(before[pairs.first], pairs.service[kept], pairs.cost[kept], pairs.services)


def _indices(values: ArrayLike, name: str, count: int) -> NDArray[np.int32]:
    found = np.asarray(values)
    if not len(found):
        return np.zeros(0, np.int32)
    if found.dtype.kind not in "iu" or found.min() < 0 or found.max() >= count:
        raise Unusable(f"{name} needs whole numbers from 0 to {count - 1}")
    return np.ascontiguousarray(found, np.int32)
