"""Who lives where, what is there already, how long they are on the way: the problem to solve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.core.sources import Demand
from kith.outreach.rules.choice.question import WITHOUT_CAR, Question
from kith.outreach.rules.stops.problem import (
    BANNED,
    FREE,
    PINNED,
    Fairness,
    Floats,
    Kind,
    People,
    Problem,
    States,
    Weighing,
    weights,
)  # fmt: skip

NAMES_WITHOUT_CAR = (WITHOUT_CAR, "no_car", "no_vehicle", "carless", "zero_car")
"""What tables of population call those who have none."""
NEAREST = 5.0
"""Kilometres: an ask from farther than that off every area is of another region."""


@dataclass(frozen=True, slots=True)
class Ground:
    """latitude, longitude, people, care, asks (areas); groups: {name: (areas)}. minutes
    (areas x stops). stops: ids, in the order of the columns. ids, shapes: of the areas, as
    `region.rules.population` has them. estimated: "", "part" or "all" of the times are as the crow
    flies."""

    latitude: Floats
    longitude: Floats
    people: Floats
    groups: Mapping[str, Floats]
    asks: Floats
    care: Floats
    minutes: Floats
    stops: tuple[str, ...]
    ids: tuple[str, ...] = ()
    shapes: tuple[Any, ...] = ()
    estimated: str = ""


def plain_name(group: str) -> str:
    """The group's name as everything here calls it."""
    return WITHOUT_CAR if group in NAMES_WITHOUT_CAR else group


def asks_of(demands: Sequence[Demand], latitude: Floats, longitude: Floats) -> Floats:
    """(areas) what was asked in vain, each at its nearest area."""
    found = np.zeros(len(latitude))
    for one in demands:
        across = (longitude - one.longitude) * np.cos(np.radians(one.latitude))
        away = np.hypot(latitude - one.latitude, across) * 111.2
        if len(away) and away.min() <= NEAREST:
            found[int(away.argmin())] += one.count
    return found


def problem(question: Question, ground: Ground) -> Problem:
    """For `rules.stops.choosing`. Groups the region does not count are passed over."""
    groups = {name: many for name, many in ground.groups.items() if name != WITHOUT_CAR}
    nobody = np.zeros(len(ground.people))
    who = People(
        ground.people, groups, ground.groups.get(WITHOUT_CAR, nobody), ground.asks, ground.care
    )
    how = Weighing(
        people=1.0, asks=question.asks, without_car=question.groups.get(WITHOUT_CAR, 0.0),
        groups={name: more for name, more in question.groups.items() if name in groups},
        **_left_out(question),
    )  # fmt: skip
    state = _state(question, ground.stops)
    return Problem(
        Kind(question.kind), min(question.count, int((state != BANNED).sum())), ground.minutes,
        who, weights(who, how), state, float(question.within), _otherwise(question, ground),
        _fairness(question, who),
    )  # fmt: skip


def _left_out(question: Question) -> dict[str, float | None]:
    """Who wants to reach the most counts nobody who has care within the minutes already, if not
    told else; in a median everybody's way counts, and care that is near shortens it as it is."""
    if question.near is None and question.kind == Kind.COVERING:
        return {"near": question.within, "far": question.within}
    return {"near": question.near, "far": question.far}


def _state(question: Question, stops: Sequence[str]) -> States:
    held: NDArray[np.int8] = np.full(len(stops), FREE, np.int8)
    for at, stop in enumerate(stops):
        if stop in question.pinned:
            held[at] = PINNED
        elif stop in question.banned:
            held[at] = BANNED
    return held


def _otherwise(question: Question, ground: Ground) -> float:
    """Minutes that a place without any way counts in a median: twice the longest way there is."""
    known = ground.minutes[np.isfinite(ground.minutes)]
    return 2.0 * max(float(known.max(initial=0.0)), float(question.within))


def _fairness(question: Question, who: People) -> Fairness:
    there = {"all", *who.all_groups}
    if question.fairness == "floors":
        return Fairness(floors={n: part for n, part in question.floors.items() if n in there})
    if question.fairness == "max_min":
        return Fairness(max_min=tuple(name for name in question.max_min if name in there))
    return Fairness()
