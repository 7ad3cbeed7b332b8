"""What a pin costs, what is lost if a stop goes, and other sets nearly as good.

Any other set lacks at least one of the chosen, so the best choice without each of them in turn
includes the best of all alternatives.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from kith.outreach.rules.stops.choosing import choose
from kith.outreach.rules.stops.limits import Choice, Limits
from kith.outreach.rules.stops.problem import (
    BANNED,
    FREE,
    PINNED,
    Impossible,
    Kind,
    Problem,
    States,
    Unfinished,
)  # fmt: skip

LEAST = 0.05
"""Seconds below which nothing new is begun."""


@dataclass(frozen=True, slots=True)
class Without:
    """The best choice if one stop may not be used. loses: how much worse the objective is; never
    below 0. choice: None where there is none. is_certain: nothing better exists."""

    stop: int
    choice: Choice | None
    loses: float

    @property
    def is_certain(self) -> bool:
        return self.choice is not None and self.choice.is_proven


@dataclass(frozen=True, slots=True)
class Price:
    """What a pin or a ban costs: how much better the objective would be without it. freed: the
    choice that would then be the best."""

    candidate: int
    state: int
    costs: float
    is_certain: bool
    freed: Choice


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another set. worse: as a part of the objective."""

    choice: Choice
    goes: tuple[int, ...]
    comes: tuple[int, ...]
    worse: float


def without_each(problem: Problem, chosen: Choice, limits: Limits) -> list[Without]:
    """For each stop that is not pinned, in order, as far as the time allows."""
    found = []
    ends = time.perf_counter() + limits.seconds
    stops = [j for j in chosen.stops if problem.state[j] != PINNED]
    for at, j in enumerate(stops):
        share = (ends - time.perf_counter()) / (len(stops) - at)
        if share < LEAST:
            break
        other = _with(problem, j, BANNED, Limits(share, limits.gap))
        loses = _difference(problem, chosen.objective, other.objective) if other else 0.0
        found.append(Without(j, other, max(0.0, loses)))
    return found


def prices(problem: Problem, chosen: Choice, limits: Limits) -> list[Price]:
    """Of every pin and ban, each alone set free."""
    found = []
    ends = time.perf_counter() + limits.seconds
    held = [int(j) for j in (problem.state != FREE).nonzero()[0]]
    for at, j in enumerate(held):
        share = (ends - time.perf_counter()) / (len(held) - at)
        if share < LEAST:
            break
        if problem.state[j] == PINNED and j not in chosen.stops:
            continue
        freed = _with(problem, j, FREE, Limits(share, limits.gap))
        if freed is not None:
            costs = _difference(problem, freed.objective, chosen.objective)
            certain = freed.is_proven and chosen.is_proven
            found.append(Price(j, int(problem.state[j]), max(0.0, costs), certain, freed))
    return found


def alternatives(
    problem: Problem, chosen: Choice, others: Sequence[Without], part: float, most: int
) -> list[Alternative]:
    """Sets that are at most `part` worse, the best first, none twice."""
    found: dict[tuple[int, ...], Alternative] = {}
    for one in others:
        if one.choice is None or one.choice.stops in found:
            continue
        now, then = set(chosen.stops), set(one.choice.stops)
        worse = one.loses / abs(chosen.objective) if chosen.objective else 0.0
        if worse <= part:
            found[one.choice.stops] = Alternative(
                one.choice, tuple(sorted(now - then)), tuple(sorted(then - now)), worse
            )
    return sorted(found.values(), key=lambda one: (one.worse, one.choice.stops))[:most]


def _with(problem: Problem, candidate: int, value: int, limits: Limits) -> Choice | None:
    state: States = problem.state.copy()
    state[candidate] = value
    if (state != BANNED).sum() < 1 or (
        problem.kind is Kind.MEDIAN and (state != BANNED).sum() < problem.count
    ):
        return None
    try:
        return choose(problem, state, limits)
    except (Impossible, Unfinished):
        return None


def _difference(problem: Problem, better: float, worse: float) -> float:
    return better - worse if problem.kind is Kind.COVERING else worse - better
