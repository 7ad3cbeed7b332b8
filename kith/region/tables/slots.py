"""Which hours stand for all hours: a weekday in the daytime, a weekday's evening, the weekend."""

from dataclasses import dataclass
from typing import Any

SATURDAY = 5
NEXT_TO_NOTHING = 0.05
"""Of what leaves in the busiest hour of the week. A feed that was cut to the afternoon still has a
train across the edge of the map at eight."""


@dataclass(frozen=True, slots=True)
class Slot:
    """name: of files. weekday: 0 is Monday. hour: from which the departures are taken. first, last:
    hours it stands for; where nothing runs at `hour`, the busiest of them is taken."""

    name: str
    weekday: int
    hour: int
    first: int
    last: int


DAY = Slot("day", weekday=1, hour=10, first=6, last=17)
EVENING = Slot("evening", weekday=1, hour=19, first=18, last=23)
WEEKEND = Slot("weekend", weekday=SATURDAY, hour=14, first=6, last=23)
SLOTS = (DAY, EVENING, WEEKEND)


def at(weekday: int, hour: int) -> Slot | None:
    """The slot for a moment on the wall; None in the small hours, for which nothing is claimed."""
    if weekday >= SATURDAY:
        return WEEKEND if WEEKEND.first <= hour else None
    return next((slot for slot in (DAY, EVENING) if slot.first <= hour <= slot.last), None)


def hour_of(slot: Slot, bustle: Any) -> int | None:
    """The hour to work out; None where nothing runs in all of it. bustle: departures by weekday (7)
    and hour (24)."""
    least = bustle.max() * NEXT_TO_NOTHING
    of_day = bustle[slot.weekday]
    if of_day[slot.hour] > least:
        return slot.hour
    hours = range(slot.first, slot.last + 1)
    busiest = max(hours, key=lambda hour: (int(of_day[hour]), -hour))
    return busiest if of_day[busiest] > least else None
