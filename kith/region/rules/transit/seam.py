"""What is asked of public transport and what is answered, whichever engine answers."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Seconds = NDArray[np.float32]
LATEST = 30 * 3600
"""An hour that begins before midnight may end after it; the next morning's trips are known."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What people put up with. walk, change: seconds on foot at most to or from a stop, and between
    two; wait: seconds one is at a stop before the vehicle leaves; rides: vehicles at most; limit:
    seconds in all."""

    walk: int = 1200
    change: int = 600
    wait: int = 60
    rides: int = 4
    limit: int = 7200


@dataclass(frozen=True, slots=True)
class Question:
    """From each origin to each target (rows of latitude, longitude in degrees) on a weekday (0 is
    Monday), for every departure (seconds since midnight)."""

    origins: Floats
    targets: Floats
    weekday: int
    departures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Seconds (origins x targets) over the departures: median, and what one departure in ten stays
    below (low) or exceeds (high); infinite where too few departures arrive at all.

    line, rides: what most departures take first (see Schedule.lines; -1 on foot) and how many rides
    that makes. None where an engine does not tell."""

    median: Seconds
    low: Seconds
    high: Seconds
    engine: str
    line: NDArray[np.int32] | None = None
    rides: NDArray[np.int8] | None = None


class Engine(Protocol):
    """Something that answers."""

    name: str

    def travel_times(self, question: Question) -> Answer: ...


def every(minutes: float, hour: float, *, hours: float = 1.0) -> tuple[int, ...]:
    """Departures from an hour on, so many minutes apart: `every(1, 8)` are sixty."""
    step, begin = round(minutes * 60), round(hour * 3600)
    return tuple(range(begin, begin + round(hours * 3600), step))


def refuse(question: Question) -> None:
    """ValueError that says which part of the question cannot be answered."""
    if question.weekday not in range(7):
        raise ValueError("weekday: 0 (Monday) to 6 (Sunday)")
    if not question.departures:
        raise ValueError("departures: at least one")
    if not all(0 <= at < LATEST for at in question.departures):
        raise ValueError(f"departures: seconds since midnight, below {LATEST}")
