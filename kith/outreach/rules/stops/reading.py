"""An instance of stops from JSON; docs/reference/solve-stops.md describes the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kith.outreach.rules.stops.limits import Limits
from kith.outreach.rules.stops.orlib import Graph
from kith.outreach.rules.stops.problem import (
    BANNED,
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
from kith.region.rules import fields
from kith.region.rules.catchment import crowfly
from kith.region.rules.fields import Keys, Unclear

TOP = frozenset(
    ["problem", "count", "within", "places", "candidates", "pairs", "costs", "crow_fly", "pinned",
     "banned", "weights", "left_out", "otherwise", "floors", "max_min", "ceilings", "alternatives",
     "seconds", "gap", "name", "about"]
)  # fmt: skip
PLACE = frozenset(
    ["id", "population", "groups", "without_car", "asks", "care", "weight", "place", "name"]
)
CANDIDATE = frozenset(["id", "place", "name"])
WEIGHTS = frozenset(["people", "asks", "without_car", "groups"])
FARTHEST = 2.0
"""A place without any way counts as so many times the longest way there is, if not told else."""


@dataclass(frozen=True, slots=True)
class Instance:
    """What was read. part, most: which alternatives are wanted."""

    problem: Problem
    places: tuple[str, ...]
    candidates: tuple[str, ...]
    limits: Limits
    part: float
    most: int
    estimate: crowfly.CrowFly | None


def read(data: Any) -> Instance:
    """The instance of a JSON value, or Unclear."""
    fields.mapping(data, "file", TOP)
    for name in ("places", "candidates"):
        if name not in data:
            raise Unclear(name, "a list of objects or ids, or how many there are")
    placed = fields.rows(data["places"], "places", PLACE)
    listed = fields.rows(data["candidates"], "candidates", CANDIDATE)
    candidates = Keys([row["id"] for row in listed], "candidate")
    kind = _kind(data)
    who = _people(placed)
    minutes, estimate = _minutes(data, placed, listed, candidates)
    state = _state(data, candidates)
    problem = Problem(
        kind, _count(data, state, kind), minutes, who, _weight(data, placed, who), state,
        _within(data, kind), _otherwise(data, minutes), _fairness(data, who, kind),
    )  # fmt: skip
    part, most = _alternatives(data)
    return Instance(
        problem, tuple(row["id"] for row in placed), candidates.keys, _limits(data), part, most,
        estimate,
    )  # fmt: skip


def of_graph(graph: Graph) -> Instance:
    """An instance of OR-Library: every vertex one person and a candidate."""
    size = len(graph.far)
    ones, nothing = np.ones(size), np.zeros(size)
    who = People(ones, {}, nothing, nothing, np.full(size, np.inf))
    problem = Problem(
        Kind.MEDIAN, graph.count, graph.far, who, ones, np.zeros(size, np.int8),
        otherwise=FARTHEST * _longest(graph.far),
    )  # fmt: skip
    keys = tuple(str(number) for number in range(1, size + 1))
    return Instance(problem, keys, keys, Limits(), 0.0, 0, None)


def _kind(data: Mapping[str, Any]) -> Kind:
    name = data.get("problem", Kind.COVERING)
    if name not in set(Kind):
        raise Unclear("problem", f"one of {', '.join(Kind)}")
    return Kind(name)


def _people(placed: Sequence[Mapping[str, Any]]) -> People:
    def column(name: str, usual: float) -> Floats:
        return np.array(
            [fields.amount(row.get(name, usual), f"places[{i}].{name}")
             for i, row in enumerate(placed)], np.float64,
        )  # fmt: skip

    people, without_car = column("population", 1), column("without_car", 0)
    groups: dict[str, Floats] = {}
    for i, row in enumerate(placed):
        at = f"places[{i}].groups"
        for name, many in fields.mapping(row.get("groups", {}), at).items():
            if name in ("all", "without_car"):
                raise Unclear(f"{at}.{name}", "a name of its own is needed")
            groups.setdefault(name, np.zeros(len(placed)))
            groups[name][i] = fields.amount(many, f"{at}.{name}")
    for name, many in {**groups, "without_car": without_car}.items():
        if len(wrong := np.nonzero(many > people * (1 + 1e-9))[0]):
            at = name if name == "without_car" else f"groups.{name}"
            raise Unclear(f"places[{wrong[0]}].{at}", "more than the population")
    care = np.array(
        [np.inf if row.get("care") is None else fields.amount(row["care"], f"places[{i}].care")
         for i, row in enumerate(placed)], np.float64,
    )  # fmt: skip
    return People(people, groups, without_car, column("asks", 0), care)


def _minutes(
    data: Mapping[str, Any], placed: Sequence[Mapping[str, Any]],
    listed: Sequence[Mapping[str, Any]], candidates: Keys,
) -> tuple[Floats, crowfly.CrowFly | None]:  # fmt: skip
    """From a matrix, from triples, or estimated from coordinates."""
    if "pairs" in data and "costs" in data:
        raise Unclear("costs", "either pairs or costs (a matrix), not both")
    if "costs" in data:
        return fields.matrix(data["costs"], "costs", len(placed), len(listed)), None
    if "pairs" in data:
        places = Keys([row["id"] for row in placed], "place")
        names = ("place", "candidate", "cost")
        row, column, cost = fields.triples(data["pairs"], "pairs", places, candidates, names)
        minutes = np.full((len(placed), len(listed)), np.inf)
        minutes[row, column] = cost
        return minutes, None
    given = fields.mapping(data.get("crow_fly", {}), "crow_fly", frozenset(["speed_kmh", "detour"]))
    how = crowfly.CrowFly(**{k: fields.positive(v, f"crow_fly.{k}") for k, v in given.items()})
    here, there = fields.points(placed, "places"), fields.points(listed, "candidates")
    return crowfly.minutes(here, there, how), how


def _state(data: Mapping[str, Any], candidates: Keys) -> States:
    state = np.zeros(len(candidates), np.int8)
    for name, value in (("pinned", PINNED), ("banned", BANNED)):
        for at, one in enumerate(fields.many(data.get(name, []), name)):
            j = candidates.at(one, f"{name}[{at}]")
            if state[j] == PINNED and value == BANNED:
                raise Unclear(f"{name}[{at}]", f"{one!r} is pinned too")
            state[j] = value
    return state


def _count(data: Mapping[str, Any], state: States, kind: Kind) -> int:
    if "count" not in data:
        raise Unclear("count", "how many stops there shall be")
    count = fields.whole(data["count"], "count", 1)
    if (pinned := int((state == PINNED).sum())) > count:
        raise Unclear("pinned", f"{pinned} are pinned, and there shall be {count} stops")
    if count > (possible := int((state != BANNED).sum())):
        raise Unclear("count", f"only {possible} candidates are not banned")
    return count


def _within(data: Mapping[str, Any], kind: Kind) -> float:
    if kind is Kind.MEDIAN:
        if "within" in data:
            raise Unclear("within", "only for covering")
        return 0.0
    if "within" not in data:
        raise Unclear("within", "up to how many minutes a place is reached, such as 30")
    return fields.amount(data["within"], "within")


def _otherwise(data: Mapping[str, Any], minutes: Floats) -> float:
    if "otherwise" in data:
        return fields.amount(data["otherwise"], "otherwise")
    return FARTHEST * _longest(minutes)


def _longest(minutes: Floats) -> float:
    known = minutes[np.isfinite(minutes)]
    return float(known.max()) if len(known) else 0.0


def _weight(data: Mapping[str, Any], placed: Sequence[Mapping[str, Any]], who: People) -> Floats:
    """What the places weigh, unless they say it themselves."""
    given = fields.mapping(data.get("weights", {}), "weights", WEIGHTS)
    groups = fields.mapping(given.get("groups", {}), "weights.groups", frozenset(who.groups))
    near, far = _left_out(data)
    how = Weighing(
        **{k: fields.amount(v, f"weights.{k}") for k, v in given.items() if k != "groups"},
        groups={k: fields.amount(v, f"weights.groups.{k}") for k, v in groups.items()},
        near=near, far=far,
    )  # fmt: skip
    found = weights(who, how)
    for i, row in enumerate(placed):
        if "weight" in row:
            found[i] = fields.amount(row["weight"], f"places[{i}].weight")
    return found


def _left_out(data: Mapping[str, Any]) -> tuple[float | None, float | None]:
    if "left_out" not in data:
        return None, None
    row = fields.mapping(data["left_out"], "left_out", frozenset(["near", "far"]))
    near = fields.amount(row.get("near"), "left_out.near")
    far = fields.amount(row.get("far", near), "left_out.far")
    if far < near:
        raise Unclear("left_out.far", "not below near")
    return near, far


def _fairness(data: Mapping[str, Any], who: People, kind: Kind) -> Fairness:
    known = frozenset(["all", *who.all_groups])
    for name, wanted in (("floors", Kind.COVERING), ("max_min", Kind.COVERING),
                         ("ceilings", Kind.MEDIAN)):  # fmt: skip
        if name in data and kind is not wanted:
            raise Unclear(name, f"only for {wanted}")
    floors = fields.mapping(data.get("floors", {}), "floors", known)
    ceilings = fields.mapping(data.get("ceilings", {}), "ceilings", known)
    worst_first = fields.many(data.get("max_min", []), "max_min")
    max_min = [fields.key(one, f"max_min[{at}]") for at, one in enumerate(worst_first)]
    for at, name in enumerate(max_min):
        if name not in known:
            raise Unclear(f"max_min[{at}]", f"no group is called {name!r}")
    found = {k: fields.amount(v, f"floors.{k}") for k, v in floors.items()}
    for name, part in found.items():
        if part > 1:
            raise Unclear(f"floors.{name}", "a part of the group between 0 and 1")
    most = {k: fields.amount(v, f"ceilings.{k}") for k, v in ceilings.items()}
    return Fairness(found, tuple(dict.fromkeys(max_min)), most)


def _alternatives(data: Mapping[str, Any]) -> tuple[float, int]:
    row = fields.mapping(
        data.get("alternatives", {}), "alternatives", frozenset(["percent", "most"])
    )
    percent = fields.amount(row.get("percent", 5), "alternatives.percent")
    return percent / 100, fields.whole(row.get("most", 3), "alternatives.most")


def _limits(data: Mapping[str, Any]) -> Limits:
    seconds = fields.positive(data.get("seconds", 60), "seconds")
    gap = fields.amount(data.get("gap", 0), "gap")
    if gap >= 1:
        raise Unclear("gap", "a part of the objective, such as 0.001")
    return Limits(seconds, gap)
