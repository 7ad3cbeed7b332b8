"""2SFCA, E2SFCA and 3SFCA for one supply: weights, then two steps; `kernel` does the work."""

import time
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from kith.region.rules.catchment.decays import Decay, flat
from kith.region.rules.catchment.pairs import Floats, Pairs, Unusable, dense


class Method(StrEnum):
    """The steps. E2SFCA is 2SFCA with a decay, so both are one here."""

    TWO = "2sfca"
    ENHANCED = "e2sfca"
    THREE = "3sfca"


@dataclass(frozen=True, slots=True)
class Scores:
    """score (places): capacity for each person; 0 where nothing is in reach, never NaN.

    share, comes (services): capacity for each person who comes, and how many come (weighted); both
    0 where nobody can. The shares handed out add up: people @ score = supply of those services to
    which somebody comes.
    """

    score: Floats
    share: Floats
    comes: Floats


def score(pairs: Pairs, people: ArrayLike, supply: ArrayLike, weight: Floats) -> Scores:
    """The two steps with `weight` (pairs) from `weights`. people (places), supply (services): 0 and
    above. Raises Unusable. Time and memory: the pairs, twice and once."""
    from kith.region.rules.catchment import kernel

    given = _amounts(people, pairs.places, "people")
    offered = _amounts(supply, pairs.services, "supply")
    if len(weight) != len(pairs.cost):
        raise Unusable("weight needs one number for each pair")
    return Scores(*kernel.two_steps(pairs.first, pairs.service, weight, given, offered))


def weights(pairs: Pairs, method: Method, decay: Decay, *, choice_inside: bool = False) -> Floats:
    """(pairs) how much each counts. Several supplies may share them.

    3SFCA multiplies with the chance that people choose this service among all they have a pair
    with. `choice_inside`: only among those in the catchment, as Wan, Zou and Sternberg write; PySAL
    also counts what lies past it. The two differ only where a curve does not end at the catchment.
    """
    found = decay.weights(pairs.cost)
    if method is not Method.THREE:
        return found
    from kith.region.rules.catchment import kernel

    inside = pairs.cost <= decay.reach
    if choice_inside:
        chosen: Floats = kernel.chosen(pairs.first, found, inside)
        return chosen
    everywhere = decay.everywhere(pairs.cost)
    chosen = kernel.chosen(pairs.first, everywhere, np.ones(len(inside), np.bool_))
    return np.where(inside, chosen, 0.0)


def warm_up() -> float:
    """Compile, or load what was compiled before. Seconds it took."""
    began = time.perf_counter()
    pairs = dense([[1.0, 2.0]])
    score(pairs, [1.0], [1.0, 1.0], weights(pairs, Method.THREE, flat(1.0)))
    return time.perf_counter() - began


def _amounts(values: ArrayLike, count: int, name: str) -> Floats:
    found = np.ascontiguousarray(values, np.float64)
    if found.shape != (count,):
        raise Unusable(f"{name} needs one number for each of {count}")
    wrong = np.nonzero(~((found >= 0) & np.isfinite(found)))[0]
    if len(wrong):
        raise Unusable(f"{name}[{wrong[0]}] is 0 or above")
    return found
