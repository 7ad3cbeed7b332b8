"""A plan as frozen values: who is where on which day at what time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """A visit as planned: set-up begins, it opens, it closes, pack-up is done."""

    stop: int
    arrives: float
    begins: float
    opens: float
    closes: float
    leaves: float


@dataclass(frozen=True, slots=True)
class Pause:
    """A break on the way. after: how many visits came before it; is_arrived: taken where the next
    visit is, before its set-up, instead of where the last one was."""

    begins: float
    ends: float
    after: int
    is_arrived: bool


@dataclass(frozen=True, slots=True)
class Route:
    """A unit's day. refuels: before which leg, counted from 0, it fills up."""

    day: int
    unit: int
    leaves: float
    back: float
    calls: tuple[Call, ...]
    km: float
    minutes: float
    load: float
    cost: float
    pause: Pause | None = None
    refuels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """choices: for each stop the number of its option, or None where it is left out."""

    routes: tuple[Route, ...]
    choices: tuple[int | None, ...]
    cost: float

    @property
    def left_out(self) -> tuple[int, ...]:
        """Numbers of the stops nobody comes to."""
        return tuple(k for k, choice in enumerate(self.choices) if choice is None)
