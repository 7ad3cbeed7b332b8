"""Places, candidates and wishes as frozen values, and what a place weighs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
States = NDArray[np.int8]
FREE, PINNED, BANNED = 0, 1, 2


class Kind(StrEnum):
    COVERING = "covering"
    MEDIAN = "median"


class Impossible(ValueError):
    """No choice keeps what was asked for."""


class Unfinished(ValueError):
    """The time was over before anything that can be used was found."""


@dataclass(frozen=True, slots=True)
class People:
    """(places) who lives there. care: minutes to existing care, infinity where there is none.
    groups, without_car: parts of `people` and of no particular one of each other."""

    people: Floats
    groups: Mapping[str, Floats]
    without_car: Floats
    asks: Floats
    care: Floats

    @property
    def all_groups(self) -> dict[str, Floats]:
        """With those without a car as one of them, where there are any."""
        found = dict(self.groups)
        if self.without_car.any():
            found.setdefault("without_car", self.without_car)
        return found


@dataclass(frozen=True, slots=True)
class Weighing:
    """What counts how much. near, far: minutes to existing care up to which a place counts not at
    all, and from which it counts fully; in between in proportion."""

    people: float = 1.0
    asks: float = 0.0
    without_car: float = 0.0
    groups: Mapping[str, float] = field(default_factory=dict)
    near: float | None = None
    far: float | None = None


@dataclass(frozen=True, slots=True)
class Fairness:
    """floors: of each group the part (0..1) that must be covered. max_min: groups of which the
    worst-off is served best, then the next. ceilings: of each group the most minutes on average."""

    floors: Mapping[str, float] = field(default_factory=dict)
    max_min: tuple[str, ...] = ()
    ceilings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """minutes (places x candidates): infinity where there is no way. within: covered up to and
    with so many. otherwise: what a place without any way counts in a median, in minutes."""

    kind: Kind
    count: int
    minutes: Floats
    who: People
    weight: Floats
    state: States
    within: float = 0.0
    otherwise: float = 0.0
    fairness: Fairness = field(default_factory=Fairness)

    @property
    def covers(self) -> Bools:
        """(places x candidates)"""
        found: Bools = self.minutes <= self.within
        return found

    @property
    def ways(self) -> Floats:
        """(places x candidates) minutes to what is nearer, the candidate or care that is there
        already; never more than `otherwise`."""
        return np.minimum(self.minutes, np.minimum(self.who.care, self.otherwise)[:, None])

    def group(self, name: str) -> Floats:
        return self.who.people if name == "all" else self.who.all_groups[name]


def weights(who: People, how: Weighing) -> Floats:
    """(places) people, asks nobody met, promised groups and those without a car, each times its
    weight, less where care is near already."""
    found = how.people * who.people + how.asks * who.asks + how.without_car * who.without_car
    for name, weight in how.groups.items():
        found = found + weight * who.groups[name]
    if how.near is not None and how.far is not None:
        found = found * left_out(who.care, how.near, how.far)
    return np.asarray(found, np.float64)


def left_out(care: Floats, near: float, far: float) -> Floats:
    """(places) from 0 where care is near to 1 where it is far."""
    if far <= near:
        return (care > near).astype(np.float64)
    return np.clip((care - near) / (far - near), 0.0, 1.0)
