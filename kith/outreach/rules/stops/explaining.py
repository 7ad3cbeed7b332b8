"""Each stop as reasons: whom it adds, who they are, and what else they would have.

Facts come as a code with values; pages turn them into a sentence in any language: "adds 412 people,
61 % without a car; nearest other: 48 minutes".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kith.core.sources import Reason
from kith.outreach.rules.stops.comparing import Without
from kith.outreach.rules.stops.problem import Bools, Floats, Kind, Problem


@dataclass(frozen=True, slots=True)
class Reached:
    """Who is reached by a choice (covered, or in a median everybody with a way): people and groups;
    minutes: the mean way of those."""

    people: float
    groups: dict[str, float]
    minutes: float | None


def reached(problem: Problem, stops: Sequence[int]) -> Reached:
    """Of everybody who lives there, whatever they weigh."""
    best = _nearest(problem.minutes, stops)
    inside = best <= problem.within if problem.kind is Kind.COVERING else np.isfinite(best)
    people = problem.who.people
    total = float(people[inside].sum())
    return Reached(
        total,
        {name: float(many[inside].sum()) for name, many in problem.who.all_groups.items()},
        float((people[inside] * best[inside]).sum() / total) if total > 0 else None,
    )


def explain(
    problem: Problem, stops: Sequence[int], others: Mapping[int, Without], keys: Sequence[str]
) -> list[tuple[Reason, ...]]:
    """One tuple of reasons for each stop, in order."""
    return [tuple(_reasons(problem, stops, j, others.get(j), keys)) for j in stops]


def _reasons(
    problem: Problem, stops: Sequence[int], j: int, other: Without | None, keys: Sequence[str]
) -> list[Reason]:
    rest = [k for k in stops if k != j]
    elsewhere = _nearest(problem.minutes, rest)
    adds = _adds(problem, j, elsewhere)
    people = problem.who.people
    total = float(people[adds].sum())
    told = [Reason("adds", {"people": number(total)})]
    for name, many in problem.who.all_groups.items():
        if total > 0 and many[adds].sum() > 0:
            here = float(many[adds].sum())
            part = {"group": name, "people": number(here), "percent": number(100 * here / total)}
            told.append(Reason("of_whom", part))
    if problem.who.asks[adds].sum() > 0:
        told.append(Reason("asked_in_vain", {"asks": number(float(problem.who.asks[adds].sum()))}))
    told.append(_nearest_other(problem, adds, elsewhere))
    if problem.kind is Kind.COVERING:
        also = problem.covers[:, j] & ~adds & (problem.weight > 0)
        if people[also].sum() > 0:
            told.append(Reason("also_reaches", {"people": number(float(people[also].sum()))}))
    told.append(Reason("lost_if_gone", {"objective": number(_lost(problem, stops, rest))}))
    if other is not None:
        told.append(_replaced(other, stops, keys))
    return told


def _adds(problem: Problem, j: int, elsewhere: Floats) -> Bools:
    """Covering: reached by this stop alone. Median: those who would go here. Places that weigh
    nothing, such as those with care next door, gain nothing by it."""
    mine, counts = problem.minutes[:, j], problem.weight > 0
    if problem.kind is Kind.COVERING:
        return counts & (mine <= problem.within) & (elsewhere > problem.within)
    return counts & (mine < elsewhere) & (mine < problem.who.care)


def _nearest_other(problem: Problem, adds: Bools, elsewhere: Floats) -> Reason:
    """The median minutes of those it adds to another stop or to care that is there already."""
    other = np.minimum(elsewhere, problem.who.care)[adds]
    weight = problem.who.people[adds]
    if not weight.sum() > 0:
        return Reason("nobody_more")
    order = np.argsort(other, kind="stable")
    middle = order[np.searchsorted(np.cumsum(weight[order]), weight.sum() / 2)]
    if not np.isfinite(other[middle]):
        return Reason("no_other")
    return Reason("nearest_other", {"minutes": number(float(other[middle]))})


def _lost(problem: Problem, stops: Sequence[int], rest: Sequence[int]) -> float:
    """Of the objective, if the stop goes and nothing comes in its place."""
    if problem.kind is Kind.COVERING:
        now = _nearest(problem.minutes, stops) <= problem.within
        then = _nearest(problem.minutes, rest) <= problem.within
        return float(problem.weight[now & ~then].sum())
    most = np.minimum(problem.who.care, problem.otherwise)
    now = np.minimum(_nearest(problem.minutes, stops), most)
    return float(problem.weight @ (np.minimum(_nearest(problem.minutes, rest), most) - now))


def _replaced(other: Without, stops: Sequence[int], keys: Sequence[str]) -> Reason:
    """The best that can be done without it."""
    if other.choice is None:
        return Reason("irreplaceable")
    comes = [keys[k] for k in other.choice.stops if k not in stops]
    return Reason("replaced", {"loses": number(other.loses), "by": ", ".join(comes)})


def _nearest(minutes: Floats, stops: Sequence[int]) -> Floats:
    """(places) minutes to the nearest of these; infinity where there is none."""
    if not len(stops):
        return np.full(len(minutes), np.inf)
    return np.asarray(minutes[:, list(stops)].min(axis=1), np.float64)


def number(value: float) -> str:
    """To three digits after the point, without noughts at the end."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
