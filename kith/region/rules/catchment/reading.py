"""An instance of access from JSON; docs/reference/solve-access.md describes the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.region.rules import fields
from kith.region.rules.catchment import crowfly, pairs
from kith.region.rules.catchment.decays import Bands, Curve, Decay, flat
from kith.region.rules.catchment.pairs import Floats, Pairs
from kith.region.rules.catchment.scoring import Method
from kith.region.rules.fields import Keys, Unclear

TOP = frozenset(
    ["places", "services", "pairs", "costs", "method", "catchment", "bands", "decay", "choice",
     "filters", "plan", "worst", "crow_fly", "name", "about"]
)  # fmt: skip
PLACE = frozenset(["id", "population", "groups", "place", "name"])
SERVICE = frozenset(["id", "capacity", "languages", "needs", "costs", "place", "name"])
FILTER = frozenset(["name", "languages", "needs", "costs", "means", "people"])
PLAN = frozenset(["add", "remove", "capacities", "pairs", "name"])
ANY = "any"
"""The means of travel of a file that tells none."""


@dataclass(frozen=True, slots=True)
class Service:
    """Where care is. capacity: any unit. Unknown languages, needs and costs match no filter."""

    key: str
    capacity: float
    languages: frozenset[str]
    needs: frozenset[str]
    costs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which services count: those that have any of each that is asked for. means: by which ways of
    travel, all where empty. people: the group that shares the supply; "" for everybody."""

    name: str
    languages: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    costs: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    people: str = ""

    def keeps(self, service: Service) -> bool:
        asked = ((self.languages, service.languages), (self.needs, service.needs),
                 (self.costs, service.costs))  # fmt: skip
        return all(not wanted or wanted & has for wanted, has in asked)


@dataclass(frozen=True, slots=True)
class Instance:
    """What was read. pairs: by means of travel. capacity, exists (services): as things are, and
    with `planned` as they would be; None where the file has no plan."""

    places: tuple[str, ...]
    people: Floats
    groups: dict[str, Floats]
    services: tuple[Service, ...]
    pairs: dict[str, Pairs]
    capacity: Floats
    exists: NDArray[np.bool_]
    planned: tuple[Floats, NDArray[np.bool_]] | None
    method: Method
    decay: Decay
    choice_inside: bool
    filters: tuple[Filter, ...]
    worst: int
    estimate: crowfly.CrowFly | None


def read(data: Any) -> Instance:
    """The instance of a JSON value, or Unclear."""
    fields.mapping(data, "file", TOP)
    placed = fields.rows(_needed(data, "places"), "places", PLACE)
    listed = fields.rows(_needed(data, "services"), "services", SERVICE)
    plan = fields.mapping(data.get("plan", {}), "plan", PLAN)
    added = fields.rows(plan.get("add", []), "plan.add", SERVICE)
    services = tuple(
        [_service(row, f"services[{at}]") for at, row in enumerate(listed)]
        + [_service(row, f"plan.add[{at}]") for at, row in enumerate(added)]
    )
    names = [one.key for one in services]
    if twice := {row["id"] for row in listed} & {row["id"] for row in added}:
        raise Unclear("plan.add", f"{min(twice)!r} stands among the services already")
    groups = _groups(placed)
    method, decay = _method(data)
    estimate = _crow_fly(data)
    if estimate is not None and "pairs" in plan:
        raise Unclear("plan.pairs", "only where pairs or costs are given")
    places = tuple(row["id"] for row in placed)
    ways = (
        _costs(data, plan, Keys(places, "place"), Keys(names, "service"), len(listed))
        if estimate is None
        else {ANY: _flown(placed, listed, added, estimate, decay)}
    )
    exists = np.arange(len(names)) < len(listed)
    capacity = np.array([one.capacity for one in services], np.float64)
    return Instance(
        places, _population(placed, groups), groups, services, ways, capacity, exists,
        _planned(plan, Keys(names, "service"), capacity, exists) if plan else None,
        method, decay, _choice(data), _filters(data, groups, ways),
        fields.whole(data.get("worst", 10), "worst"), estimate,
    )  # fmt: skip


def _needed(data: Mapping[str, Any], name: str) -> Any:
    if name not in data:
        raise Unclear(name, "a list of objects or ids, or how many there are")
    return data[name]


def _service(row: Mapping[str, Any], at: str) -> Service:
    return Service(
        row["id"],
        fields.amount(row.get("capacity", 1), f"{at}.capacity"),
        *(
            fields.keys(row.get(name, ()), f"{at}.{name}")
            for name in ("languages", "needs", "costs")
        ),
    )


def _groups(placed: Sequence[Mapping[str, Any]]) -> dict[str, Floats]:
    """(places) for each group, in the order in which they first appear."""
    found: dict[str, Floats] = {}
    for i, row in enumerate(placed):
        at = f"places[{i}].groups"
        for name, many in fields.mapping(row.get("groups", {}), at).items():
            if name == "all":
                raise Unclear(f"{at}.all", "the name of everybody; another name is needed")
            found.setdefault(name, np.zeros(len(placed)))
            found[name][i] = fields.amount(many, f"{at}.{name}")
    return found


def _population(placed: Sequence[Mapping[str, Any]], groups: Mapping[str, Floats]) -> Floats:
    """People may be in several groups or in none, so groups do not sum to the population."""
    found = np.array(
        [fields.amount(row.get("population", 1), f"places[{i}].population")
         for i, row in enumerate(placed)], np.float64,
    )  # fmt: skip
    for name, many in groups.items():
        if len(wrong := np.nonzero(many > found * (1 + 1e-9))[0]):
            raise Unclear(f"places[{wrong[0]}].groups.{name}", "more than the population")
    return found


def _method(data: Mapping[str, Any]) -> tuple[Method, Decay]:
    has_decay = "bands" in data or "decay" in data
    name = data.get("method", Method.ENHANCED if has_decay else Method.TWO)
    if name not in set(Method):
        raise Unclear("method", f"one of {', '.join(Method)}")
    method = Method(name)
    try:
        return method, _decay(data, method)
    except pairs.Unusable as error:
        field = next((one for one in ("bands", "decay") if one in data), "catchment")
        raise Unclear(field, str(error)) from error


def _decay(data: Mapping[str, Any], method: Method) -> Decay:
    reach = fields.positive(data["catchment"], "catchment") if "catchment" in data else np.inf
    if "bands" in data and "decay" in data:
        raise Unclear("decay", "either bands or decay, not both")
    if method is Method.TWO:
        if "bands" in data or "decay" in data:
            raise Unclear("method", "2sfca counts all alike; with bands or decay it is e2sfca")
        if reach == np.inf:
            raise Unclear("catchment", "the most it may cost, such as 30 minutes")
        return flat(reach)
    if "bands" in data:
        return _bands(data["bands"], reach)
    if "decay" not in data:
        raise Unclear("bands", f"{method} needs bands or a decay")
    row = data["decay"] if isinstance(data["decay"], Mapping) else {"kind": data["decay"]}
    kind = fields.key(row.get("kind"), "decay.kind")
    given = {k: fields.number(v, f"decay.{k}") for k, v in row.items() if k != "kind"}
    return Curve(kind, reach, given)


def _bands(value: Any, reach: float) -> Bands:
    """{"10": 1, "20": 0.68} or [[10, 1], [20, 0.68]]."""
    rows = list(value.items()) if isinstance(value, Mapping) else fields.many(value, "bands")
    found = {}
    for at, row in enumerate(rows):
        here = f"bands[{at}]"
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != 2:
            raise Unclear(here, "[edge, weight]")
        try:
            edge = float(row[0]) if isinstance(row[0], str) else fields.amount(row[0], here)
        except ValueError:
            raise Unclear(here, f"{row[0]!r} is not a number") from None
        if edge in found:
            raise Unclear(here, f"{edge:g} stands there twice")
        found[edge] = fields.amount(row[1], here)
    edges = sorted(found)
    return Bands(tuple(edges), tuple(found[edge] for edge in edges), reach)


def _choice(data: Mapping[str, Any]) -> bool:
    choice = data.get("choice", "everywhere")
    if choice not in ("everywhere", "inside"):
        raise Unclear("choice", "“everywhere” or “inside”")
    return bool(choice == "inside")


def _crow_fly(data: Mapping[str, Any]) -> crowfly.CrowFly | None:
    """Coordinates are used where no costs are given."""
    if "pairs" in data or "costs" in data:
        if "crow_fly" in data:
            raise Unclear("crow_fly", "only where neither pairs nor costs are given")
        return None
    row = fields.mapping(data.get("crow_fly", {}), "crow_fly", frozenset(["speed_kmh", "detour"]))
    return crowfly.CrowFly(**{k: fields.positive(v, f"crow_fly.{k}") for k, v in row.items()})


def _flown(
    placed: Sequence[Mapping[str, Any]], listed: Sequence[Mapping[str, Any]],
    added: Sequence[Mapping[str, Any]], how: crowfly.CrowFly, decay: Decay,
) -> Pairs:  # fmt: skip
    """Services of today and of the plan apart, so that each place keeps its nearest of both."""
    here = fields.points(placed, "places")
    found = [
        crowfly.within(here, fields.points(rows, name), how, decay.reach)
        for rows, name in ((listed, "services"), (added, "plan.add"))
    ]
    return pairs.beside(*found)


def _costs(
    data: Mapping[str, Any], plan: Mapping[str, Any], places: Keys, services: Keys, listed: int
) -> dict[str, Pairs]:
    """Pairs by means of travel, from lists or from matrices, with those of the plan."""
    if "pairs" in data and "costs" in data:
        raise Unclear("costs", "either pairs or costs (a matrix), not both")
    name = "pairs" if "pairs" in data else "costs"
    given = _by_means(data[name], name)
    planned = _by_means(plan["pairs"], "plan.pairs") if "pairs" in plan else {}
    found = {}
    columns: tuple[Any, ...]
    for means, (value, at) in given.items():
        if name == "costs":
            matrix = fields.matrix(value, at, len(places), listed)
            row, column = np.nonzero(np.isfinite(matrix))
            columns = (row, column, matrix[row, column])
        else:
            columns = fields.triples(value, at, places, services, ("place", "service", "cost"))
        if means in planned:
            value, at = planned[means]
            more = fields.triples(value, at, places, services, ("place", "service", "cost"))
            columns = tuple(np.concatenate(both) for both in zip(columns, more, strict=True))
        try:
            found[means] = pairs.gather(
                columns[0], columns[1], columns[2], len(places), len(services)
            )
        except pairs.Unusable as error:
            raise Unclear(at, str(error)) from error
    if unknown := sorted(set(planned) - set(given)):
        raise Unclear("plan.pairs", f"no means is called {unknown[0]!r}")
    return found


def _by_means(value: Any, field: str) -> dict[str, tuple[Any, str]]:
    if isinstance(value, Mapping):
        return {means: (one, f"{field}.{means}") for means, one in value.items()}
    return {ANY: (value, field)}


def _planned(
    plan: Mapping[str, Any], services: Keys, capacity: Floats, exists: NDArray[np.bool_]
) -> tuple[Floats, NDArray[np.bool_]]:
    after, stays = capacity.copy(), np.ones(len(exists), np.bool_)
    for at, one in enumerate(fields.many(plan.get("remove", []), "plan.remove")):
        stays[services.at(one, f"plan.remove[{at}]")] = False
    for name, value in fields.mapping(plan.get("capacities", {}), "plan.capacities").items():
        here = f"plan.capacities.{name}"
        after[services.at(name, here)] = fields.amount(value, here)
    return after, stays


def _filters(
    data: Mapping[str, Any], groups: Mapping[str, Floats], ways: Mapping[str, Pairs]
) -> tuple[Filter, ...]:
    found = []
    for at, one in enumerate(fields.many(data.get("filters", []), "filters")):
        here = f"filters[{at}]"
        row = fields.mapping(one, here, FILTER)
        asked = {
            name: fields.keys(row.get(name, ()), f"{here}.{name}")
            for name in ("languages", "needs", "costs", "means")
        }
        if unknown := sorted(asked["means"] - set(ways)):
            raise Unclear(f"{here}.means", f"no means is called {unknown[0]!r}")
        people = fields.key(row["people"], f"{here}.people") if "people" in row else ""
        if people and people not in groups:
            raise Unclear(f"{here}.people", f"no group is called {people!r}")
        found.append(Filter(fields.key(row.get("name", f"filter {at + 1}"), f"{here}.name"),
                            **asked, people=people))  # fmt: skip
    return tuple(found)
