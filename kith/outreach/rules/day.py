"""One unit's day, timed anew after somebody changed its order by hand. Minutes since midnight.

Each visit is kept at the hour it had, or later where the road makes it so. The break goes where it
delays least. Nothing is refused here: what a rule forbids the check of the whole plan names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stay:
    """wanted: when set-up should begin."""

    place: str
    setup: int
    service: int
    packup: int
    wanted: int

    @property
    def length(self) -> int:
        return self.setup + self.service + self.packup


@dataclass(frozen=True, slots=True)
class Rest:
    """A break of so many minutes that begins between these."""

    minutes: int
    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Call:
    """When a stay happens."""

    arrives: int
    begins: int
    opens: int
    closes: int
    leaves: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A day with its hours. break_from: None where none is taken on the way."""

    leaves: int
    back: int
    calls: tuple[Call, ...]
    break_from: int | None


Road = Callable[[str, str], int]


def timed(home: str, stays: Sequence[Stay], road: Road, rest: Rest | None, opens: int) -> Timed:
    """The day from `home` and back; nobody leaves before `opens`."""
    if not stays:
        return Timed(opens, opens, (), None)
    plain = _walk(home, stays, road, opens, None, None)
    if rest is None or plain.back <= rest.latest:
        return plain
    tries = [_walk(home, stays, road, opens, rest, k) for k in range(1, len(stays) + 1)]
    kept = [one for one in tries
            if one.break_from is not None and one.break_from <= rest.latest]  # fmt: skip
    return min(kept, key=lambda one: _delay(one, stays), default=plain)


def _delay(day: Timed, stays: Sequence[Stay]) -> tuple[int, int]:
    late = sum(call.begins - stay.wanted for call, stay in zip(day.calls, stays, strict=True))
    return late, day.back


def _walk(
    home: str, stays: Sequence[Stay], road: Road, opens: int, rest: Rest | None, after: int | None
) -> Timed:
    """With the break behind the visit of number `after`."""
    first = max(opens + road(home, stays[0].place), stays[0].wanted)
    leaves = first - road(home, stays[0].place)
    time, here, calls, pause = leaves, home, [], None
    for k, stay in enumerate(stays):
        if rest and k == after:
            pause = max(time, rest.earliest)
            time = pause + rest.minutes
        arrives = time + road(here, stay.place)
        begins = max(arrives, stay.wanted)
        ready = begins + stay.setup
        done = ready + stay.service
        calls.append(Call(arrives, begins, ready, done, done + stay.packup))
        time, here = done + stay.packup, stay.place
    if rest and after == len(stays):
        pause = max(time, rest.earliest)
        time = pause + rest.minutes
    return Timed(leaves, time + road(here, home), tuple(calls), pause)
