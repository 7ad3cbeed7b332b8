"""What scores mean for people: by group, the worst-served places, before and after a plan.

Facts come as reasons (a code and values), never as prose: pages say them in any language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.core.sources import Reason
from kith.region.rules.catchment.pairs import Floats, Ints, Pairs
from kith.region.rules.catchment.scoring import Scores

CROWDED = 0.5
"""Of the mean score: below it a place that does reach something shares it with too many."""


@dataclass(frozen=True, slots=True)
class Group:
    """How a group of people fares. mean: their mean score. ratio: to the mean of everybody; None
    where that is 0. inside: how many have anything in reach."""

    name: str
    people: float
    mean: float
    ratio: float | None
    inside: float


@dataclass(frozen=True, slots=True)
class Reach:
    """What each place has in its catchment. services (places): how many with any supply.
    nearest (places): index of the quickest service with supply, in the catchment or not, or -1;
    cost (places): what it takes, infinity where there is none."""

    services: Ints
    nearest: Ints
    cost: Floats


@dataclass(frozen=True, slots=True)
class Worst:
    """A place that is badly served, and why: enough for one sentence."""

    place: int
    people: float
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A plan's effect on a group. newly_inside: people who had nothing in reach and now have;
    no_longer: the reverse. better, worse: people whose score rises, falls."""

    name: str
    people: float
    before: float
    after: float
    newly_inside: float
    no_longer: float
    better: float
    worse: float


def reach(pairs: Pairs, supply: Floats, weight: Floats) -> Reach:
    """Only services that have supply count as something in reach."""
    offers = supply[pairs.service] > 0
    place = pairs.place
    services = np.bincount(place[offers & (weight > 0)], minlength=pairs.places).astype(np.int64)
    nearest = np.full(pairs.places, -1, np.int64)
    cost = np.full(pairs.places, np.inf)
    order = np.lexsort((pairs.service[offers], pairs.cost[offers], place[offers]))
    row, at = np.unique(place[offers][order], return_index=True)
    nearest[row], cost[row] = pairs.service[offers][order][at], pairs.cost[offers][order][at]
    return Reach(services, nearest, cost)


def groups(
    scores: Scores, found: Reach, people: Floats, members: Mapping[str, Floats]
) -> tuple[Group, ...]:
    """Everybody (named "all") first, then the groups in their order. A group without people has a
    mean of 0."""
    overall = _mean(scores.score, people)
    inside = found.services > 0
    return tuple(
        Group(
            name,
            float(many.sum()),
            _mean(scores.score, many),
            _mean(scores.score, many) / overall if overall > 0 else None,
            float(many[inside].sum()),
        )
        for name, many in {"all": people, **members}.items()
    )


def worst(
    scores: Scores, found: Reach, people: Floats, members: Mapping[str, Floats], most: int,
    service_keys: Sequence[str],
) -> tuple[Worst, ...]:  # fmt: skip
    """The lowest scores where people live; of equal ones the place with more people first."""
    lived_in = np.nonzero(people > 0)[0]
    order = np.lexsort((lived_in, -people[lived_in], scores.score[lived_in]))[:most]
    mean = _mean(scores.score, people)
    return tuple(
        Worst(
            int(i),
            float(people[i]),
            float(scores.score[i]),
            tuple(_reasons(int(i), scores, found, mean, people, members, service_keys)),
        )
        for i in lived_in[order]
    )


def compare(
    before: tuple[Scores, Reach], after: tuple[Scores, Reach], people: Floats,
    members: Mapping[str, Floats],
) -> tuple[Change, ...]:  # fmt: skip
    """The same places before and after. Differences of rounding (a part in 10^9) are none."""
    was, now = before[0].score, after[0].score
    edge = 1e-9 * np.maximum(was, now)
    was_inside, is_inside = before[1].services > 0, after[1].services > 0

    def count(many: Floats, which: NDArray[np.bool_]) -> float:
        return float(many[which].sum())

    return tuple(
        Change(
            name, float(many.sum()), _mean(was, many), _mean(now, many),
            newly_inside=count(many, is_inside & ~was_inside),
            no_longer=count(many, was_inside & ~is_inside),
            better=count(many, now > was + edge), worse=count(many, now < was - edge),
        )
        for name, many in {"all": people, **members}.items()
    )  # fmt: skip


def _reasons(
    i: int, scores: Scores, found: Reach, mean: float, people: Floats,
    members: Mapping[str, Floats], service_keys: Sequence[str],
) -> list[Reason]:  # fmt: skip
    """First why, then the nearest service, then who lives there more than elsewhere."""
    told = [_why(i, scores, found, mean)]
    if found.nearest[i] >= 0:
        nearest = {"service": service_keys[found.nearest[i]], "cost": number(found.cost[i])}
        told.append(Reason("nearest", nearest))
    for name, many in members.items():
        here, everywhere = many[i] / people[i], many.sum() / people.sum()
        if many[i] > 0 and here > everywhere:
            part = {"group": name, "people": number(many[i]), "percent": percent(here)}
            told.append(Reason("group_more_than_elsewhere", part))
    return told


def _why(i: int, scores: Scores, found: Reach, mean: float) -> Reason:
    if found.nearest[i] < 0:
        return Reason("no_way_to_any_service")
    if found.services[i] == 0:
        return Reason("nothing_in_reach")
    values = {"services": number(found.services[i])}
    if mean > 0:
        values["percent_of_mean"] = percent(scores.score[i] / mean)
    crowded = scores.score[i] < CROWDED * mean
    return Reason("shared_with_many" if crowded else "below_others", values)


def number(value: float) -> str:
    """To three digits after the point, without noughts at the end."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def percent(part: float) -> str:
    return f"{100 * part:.1f}".removesuffix(".0")


def _mean(score: Floats, people: Floats) -> float:
    total = float(people.sum())
    return float((score * people).sum() / total) if total > 0 else 0.0
