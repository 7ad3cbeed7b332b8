"""A horizon of days, units that go out on them, and stops with the patterns they may have.

Days count from 0. Times are minutes since midnight of the day, lengths are minutes, distances
kilometres.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """The whole stay, set-up and pack-up included, lies within."""

    opens: float = -inf
    closes: float = inf


ANY_TIME = (Window(),)


@dataclass(frozen=True, slots=True)
class Visit:
    """A day of a pattern, with the hours in which the stay may lie; the earlier window first.

    begins: where the same hour is kept, set-up begins within these two moments.
    """

    day: int
    windows: tuple[Window, ...] = ANY_TIME
    begins: tuple[float, float] = (-inf, inf)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to serve a stop. price: what this pattern costs beyond the road."""

    visits: tuple[Visit, ...]
    price: float = 0.0


@dataclass(frozen=True, slots=True)
class Stop:
    """Somewhere care comes to. languages: all of these are needed, as with skills.

    options: none where no pattern is permitted; one without visits where none is asked for.
    units: the only ones that may come, or None. weight: how much worse than one other stop it is
    to leave this one out. asked: how many visits there should be, for the explanations.
    """

    key: str
    place: int
    options: tuple[Option, ...]
    setup: float = 0.0
    service: float = 0.0
    packup: float = 0.0
    demand: float = 0.0
    skills: frozenset[str] = NOTHING
    languages: frozenset[str] = NOTHING
    units: frozenset[str] | None = None
    weight: float = 1.0
    asked: int = 1
    permitted: int = 1

    @property
    def stay(self) -> float:
        """From arrival to departure."""
        return self.setup + self.service + self.packup


@dataclass(frozen=True, slots=True)
class Break:
    """Must begin between these, at home, or at a stop before set-up or after pack-up."""

    minutes: float
    earliest: float
    latest: float


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit on a day, with its crew. longest: from leaving to being back."""

    opens: float = -inf
    closes: float = inf
    longest: float = inf
    rest: Break | None = None
    skills: frozenset[str] = NOTHING
    languages: frozenset[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Unit:
    """A vehicle. shifts: the days on which it can go out. reach: kilometres on one tank, full in
    the morning; refuel: minutes it takes on the way, None where there is nowhere."""

    key: str
    start: int
    end: int
    shifts: Mapping[int, Shift]
    capacity: float = inf
    cost_km: float = 1.0
    cost_minute: float = 0.0
    cost_day: float = 0.0
    reach: float = inf
    refuel: float | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """minutes, km: (places, places), from row to column. labels: what each day is called."""

    days: int
    stops: tuple[Stop, ...]
    units: tuple[Unit, ...]
    minutes: NDArray[np.float64]
    km: NDArray[np.float64]
    labels: tuple[str, ...] = ()
    name: str = ""
