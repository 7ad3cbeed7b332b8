"""An instance against the rules: everybody first, then each filter, then the plan."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.core.sources import Reason
from kith.region.rules.catchment import pairs, scoring, telling
from kith.region.rules.catchment.pairs import Floats, Pairs
from kith.region.rules.catchment.reading import Filter, Instance
from kith.region.rules.catchment.scoring import Scores
from kith.region.rules.catchment.telling import Change, Group, Reach, Worst


@dataclass(frozen=True, slots=True)
class View:
    """One supply and who shares it. counts (services): which of them. change: by the plan."""

    filter: Filter
    counts: NDArray[np.bool_]
    scores: Scores
    reach: Reach
    groups: tuple[Group, ...]
    worst: tuple[Worst, ...]
    change: tuple[Change, ...]
    planned: Scores | None


@dataclass(frozen=True, slots=True)
class Answer:
    """views: everybody and all services first. warnings: facts to be told beside the numbers."""

    views: tuple[View, ...]
    warnings: tuple[Reason, ...]
    seconds: dict[str, float]


def solve(instance: Instance) -> Answer:
    """Scores, groups, the worst served, and the plan, for everybody and for each filter."""
    compiling = scoring.warm_up()
    began = time.perf_counter()
    views = tuple(_view(instance, one) for one in (Filter("all"), *instance.filters))
    seconds = {"compiling": compiling, "scoring": time.perf_counter() - began}
    return Answer(views, tuple(_warnings(instance, views[0])), seconds)


def _view(instance: Instance, asked: Filter) -> View:
    ways = [found for means, found in instance.pairs.items() if means in (asked.means or {means})]
    reached = pairs.quickest(ways)
    sharing = instance.groups[asked.people] if asked.people else instance.people
    keeps = np.array([asked.keeps(one) for one in instance.services], np.bool_)
    counts = keeps & instance.exists
    scores, found = _scored(instance, reached, sharing, instance.capacity, counts)
    change: tuple[Change, ...] = ()
    after = None
    if instance.planned is not None:
        capacity, stays = instance.planned
        after, then = _scored(instance, reached, sharing, capacity, keeps & stays)
        change = telling.compare((scores, found), (after, then), sharing, _members(instance, asked))
    return View(
        asked, counts, scores, found,
        telling.groups(scores, found, sharing, _members(instance, asked)),
        telling.worst(
            scores, found, sharing, _members(instance, asked), instance.worst,
            [one.key for one in instance.services],
        ),
        change, after,
    )  # fmt: skip


def _scored(
    instance: Instance, reached: Pairs, people: Floats, capacity: Floats,
    counts: NDArray[np.bool_],
) -> tuple[Scores, Reach]:  # fmt: skip
    """What does not count is not there at all: nobody can choose it either."""
    cut = reached if counts.all() else pairs.only(reached, counts)
    supply = np.where(counts, capacity, 0.0)
    weight = scoring.weights(
        cut, instance.method, instance.decay, choice_inside=instance.choice_inside
    )
    return scoring.score(cut, people, supply, weight), telling.reach(cut, supply, weight)


def _members(instance: Instance, asked: Filter) -> dict[str, Floats]:
    """The groups, where everybody shares; nobody knows how two groups overlap."""
    return {} if asked.people else instance.groups


def _warnings(instance: Instance, view: View) -> list[Reason]:
    """What the numbers alone do not say."""
    found = []
    if instance.estimate is not None:
        how = instance.estimate
        values = {"speed_kmh": f"{how.speed_kmh:g}", "detour": f"{how.detour:g}"}
        found.append(Reason("crow_fly", values))
    idle = view.counts & (instance.capacity > 0) & (view.scores.comes <= 0)
    if idle.any():
        values = {"services": str(int(idle.sum())), "first": instance.services[idle.argmax()].key}
        found.append(Reason("nobody_comes", values))
    if not instance.people.sum() > 0:
        found.append(Reason("no_people"))
    if not instance.capacity[view.counts].sum() > 0:
        found.append(Reason("no_capacity"))
    found.extend(
        Reason("no_service_matches", {"filter": one.name})
        for one in instance.filters
        if not any(one.keeps(service) for service in instance.services)
    )
    return found
