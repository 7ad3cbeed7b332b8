"""How much a pair counts at its cost: 1 next door, less further away, 0 past the catchment.

All take the catchment `reach` (inclusive: a cost exactly on an edge is inside) and give weights of
0 and above. `PUBLISHED` names the curves; docs/reference/solve-access.md has the formulas.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from kith.region.rules.catchment.pairs import Floats, Unusable

INFINITE = float("inf")
NEEDED = float("nan")
"""No usual value: it must be given."""
Given = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Bands:
    """The weight of the first band whose edge is not below the cost (Luo and Qi 2009)."""

    edges: tuple[float, ...]
    heights: tuple[float, ...]
    cut: float = INFINITE
    """A catchment smaller than the last band."""

    def __post_init__(self) -> None:
        if not self.edges or len(self.edges) != len(self.heights):
            raise Unusable("bands need an edge and a weight each")
        if not all(a < b for a, b in zip(self.edges, self.edges[1:], strict=False)):
            raise Unusable("the edges of bands rise, and none stands there twice")
        if not self.cut > 0:
            raise Unusable("the catchment is above 0")
        if not (self.edges[0] >= 0 and all(0 <= one < INFINITE for one in self.heights)):
            raise Unusable("edges and weights of bands are 0 or above")

    @property
    def reach(self) -> float:
        return min(self.cut, self.edges[-1])

    def weights(self, cost: Floats) -> Floats:
        found = self.everywhere(cost)
        return found if self.cut >= self.edges[-1] else np.where(cost <= self.cut, found, 0.0)

    def everywhere(self, cost: Floats) -> Floats:
        from kith.region.rules.catchment import kernel

        heights = np.array([*self.heights, 0.0], np.float64)
        found: Floats = kernel.stepped(cost, np.array(self.edges, np.float64), heights)
        return found


@dataclass(frozen=True, slots=True)
class Curve:
    """One of `PUBLISHED` with its parameters; 0 past `reach`, which may be infinite for some."""

    kind: str
    reach: float
    parameters: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in PUBLISHED:
            raise Unusable(f"no decay is called {self.kind!r}; there are {', '.join(PUBLISHED)}")
        if not self.reach > 0:
            raise Unusable("the catchment is above 0")
        _refuse_parameters(self.kind, self.parameters)
        if self.reach == INFINITE and self.kind not in ENDLESS:
            raise Unusable(f"{self.kind} needs a catchment")

    def weights(self, cost: Floats) -> Floats:
        return np.where(cost <= self.reach, self.everywhere(cost), 0.0)

    def everywhere(self, cost: Floats) -> Floats:
        """Without the edge of the catchment; a curve that falls to 0 there stays 0."""
        given = {**PUBLISHED[self.kind], **self.parameters}
        return FORMULAS[self.kind](cost, self.reach, given)


Decay = Bands | Curve


def flat(reach: float) -> Bands:
    """Everything inside counts fully: plain 2SFCA."""
    return Bands((reach,), (1.0,))


PUBLISHED: dict[str, dict[str, float]] = {
    "gaussian": {"width": NEEDED},
    "exponential": {"scale": NEEDED},
    "power": {"scale": NEEDED, "exponent": 2.0, "nearest": 1.0},
    "gaussian_to_zero": {},
    "kernel": {},
    "linear": {},
    "slow_then_fast": {"flat": 10.0, "exponent": 1.5},
}
"""Each curve and what its parameters are where none is given."""

ENDLESS = frozenset(["gaussian", "exponential", "power"])
"""They need no catchment."""


def _gaussian(cost: Floats, _reach: float, given: Given) -> Floats:
    return np.exp(-(cost**2) / (2 * given["width"] ** 2))


def _exponential(cost: Floats, _reach: float, given: Given) -> Floats:
    return np.exp(-cost / given["scale"])


def _power(cost: Floats, _reach: float, given: Given) -> Floats:
    """A cost of 0 would count infinitely: nothing is nearer than `nearest`."""
    return np.power(np.maximum(cost, given["nearest"]) / given["scale"], -given["exponent"])


def _gaussian_to_zero(cost: Floats, reach: float, _given: Given) -> Floats:
    """Lowered so that it is 0 at the edge: Dai, Health & Place 16 (2010)."""
    lowest = np.exp(-0.5)
    return (np.exp(-0.5 * np.minimum(cost / reach, 1.0) ** 2) - lowest) / (1 - lowest)


def _kernel(cost: Floats, reach: float, _given: Given) -> Floats:
    """Epanechnikov's: Dai and Wang, Environment and Planning B 38 (2011)."""
    return 0.75 * (1 - np.minimum(cost / reach, 1.0) ** 2)


def _linear(cost: Floats, reach: float, _given: Given) -> Floats:
    return 1 - np.minimum(cost / reach, 1.0)


def _slow_then_fast(cost: Floats, reach: float, given: Given) -> Floats:
    """Everything near counts fully: McGrail, Int. J. of Health Geographics 11 (2012)."""
    if reach <= given["flat"]:
        return np.ones(len(cost))
    part = (reach - cost) / (reach - given["flat"])
    return np.power(np.clip(part, 0.0, 1.0), given["exponent"])


FORMULAS = {
    "gaussian": _gaussian, "exponential": _exponential, "power": _power,
    "gaussian_to_zero": _gaussian_to_zero, "kernel": _kernel, "linear": _linear,
    "slow_then_fast": _slow_then_fast,
}  # fmt: skip


def _refuse_parameters(kind: str, given: Given) -> None:
    known = PUBLISHED[kind]
    for name, value in given.items():
        if name not in known:
            raise Unusable(f"{kind} has no parameter {name!r}")
        if not 0 < value < INFINITE:
            raise Unusable(f"{name} is above 0")
    for name, usual in known.items():
        if usual is NEEDED and name not in given:
            raise Unusable(f"{kind} needs {name}")
