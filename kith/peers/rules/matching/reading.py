"""An instance from JSON, as people write it; docs/reference/solve.md describes the form.

Liberal in what it takes (a count for a list, one text for a list of one, a matrix or arcs or
attributes), exact in what it refuses: every error names the field.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.peers.rules.matching import assigning
from kith.peers.rules.matching.assigning import Arcs
from kith.peers.rules.matching.instance import Peer, Person, Place, Rule, Terms, Way, Wish

TOP = frozenset(
    [
        "people",
        "peers",
        "capacities",
        "costs",
        "arcs",
        "sense",
        "interpreters",
        "lift",
        "today",
        "name",
        "about",
    ]
)
LARGEST = 1e300
FAR = dt.date(3000, 1, 1)
"""Where no day is given from which to count: only the order of the waits matters."""
PERSON = frozenset(
    [
        "id",
        "languages",
        "interpreter",
        "needs",
        "vetoes",
        "excluded",
        "knows",
        "asked",
        "ties",
        "wishes",
        "waited",
        "waiting_since",
        "place",
        "minutes",
        "name",
    ]
)
PEER = frozenset(
    [
        "id",
        "capacity",
        "load",
        "languages",
        "clearances",
        "excluded",
        "knows",
        "ties",
        "traits",
        "place",
        "name",
    ]
)


class Unclear(ValueError):
    """What stands in a field cannot be used; the sentence begins with the field."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")


@dataclass(frozen=True, slots=True)
class Instance:
    """What was read. arcs: None where the wishes are the costs. sign: -1 where more is better."""

    people: tuple[Person, ...]
    peers: tuple[Peer, ...]
    terms: Terms
    arcs: Arcs | None
    sign: int


def read(data: Any) -> Instance:
    """The instance of a JSON value, or Unclear."""
    if not isinstance(data, Mapping):
        raise Unclear("file", "an object with people and peers is needed")
    _refuse_unknown(data, TOP, "file")
    rows, columns = _shape(data)
    today = _day(data["today"], "today") if "today" in data else None
    people = _list(data, "people", rows, lambda one, at: _person(one, at, today))
    peers = _with_capacities(_list(data, "peers", columns, _peer), data.get("capacities"))
    _refuse_twins(people, "people")
    _refuse_twins(peers, "peers")
    lifted = _texts(data.get("lift", ()), "lift")
    unknown = lifted - {rule.value for rule in Rule}
    if unknown:
        raise Unclear("lift", f"no rule is called {sorted(unknown)[0]!r}")
    sense = data.get("sense", "min")
    if sense not in ("min", "max"):
        raise Unclear("sense", "“min” or “max”")
    sign = 1 if sense == "min" else -1
    terms = Terms(
        _texts(data.get("interpreters", ()), "interpreters"),
        frozenset(map(Rule, lifted)) | _unused(people),
    )
    return Instance(people, peers, terms, _arcs(data, people, peers, sign), sign)


def _shape(data: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """How many people and peers a matrix has, for those who leave the lists out."""
    costs = data.get("costs")
    if not isinstance(costs, Sequence) or not all(isinstance(row, Sequence) for row in costs):
        return None, None
    return len(costs), len(costs[0]) if costs else None


def _unused(people: Sequence[Person]) -> frozenset[Rule]:
    """A rule that few files know is told only where somebody uses it."""
    return frozenset() if any(person.asked for person in people) else frozenset({Rule.ASKED})


def _list(
    data: Mapping[str, Any], name: str, implied: int | None, make: Callable[[Any, str], Any]
) -> Any:
    """A list of objects or ids, a count, or nothing where a matrix says how many."""
    found = data.get(name, implied)
    if found is None and name == "peers" and isinstance(data.get("capacities"), Sequence | Mapping):
        given = data["capacities"]
        found = list(given) if isinstance(given, Mapping) else len(given)
    if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
        found = [str(number) for number in range(found)]
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise Unclear(name, "a list of objects or ids, or how many there are")
    return tuple(make(one, f"{name}[{at}]") for at, one in enumerate(found))


def _person(one: Any, at: str, today: dt.date | None) -> Person:
    row = _row(one, at, PERSON)
    vetoes = _many(row.get("vetoes", ()), f"{at}.vetoes")
    return Person(
        key=_key(row.get("id"), f"{at}.id"),
        languages=_texts(row.get("languages", ()), f"{at}.languages"),
        interpreter=_truth(row.get("interpreter", False), f"{at}.interpreter"),
        needs=_texts(row.get("needs", ()), f"{at}.needs"),
        vetoes=frozenset(_key(v, f"{at}.vetoes") for v in vetoes if not isinstance(v, Mapping)),
        vetoed_traits=_wishes([v for v in vetoes if isinstance(v, Mapping)], f"{at}.vetoes"),
        excluded=_texts(row.get("excluded", ()), f"{at}.excluded"),
        knows=_texts(row.get("knows", ()), f"{at}.knows"),
        asked=_texts(row.get("asked", ()), f"{at}.asked"),
        ties=_texts(row.get("ties", ()), f"{at}.ties"),
        wishes=_wishes(_many(row.get("wishes", ()), f"{at}.wishes"), f"{at}.wishes"),
        waited=_waited(row, at, today),
        place=_place(row.get("place"), f"{at}.place"),
        ways=_ways(row.get("minutes", {}), f"{at}.minutes"),
    )


def _peer(one: Any, at: str) -> Peer:
    row = _row(one, at, PEER)
    capacity = _whole(row.get("capacity", 1), f"{at}.capacity")
    traits = row.get("traits", {})
    if not isinstance(traits, Mapping):
        raise Unclear(f"{at}.traits", "an object such as {“gender”: [“woman”]}")
    return Peer(
        key=_key(row.get("id"), f"{at}.id"),
        places=max(0, capacity - _whole(row.get("load", 0), f"{at}.load")),
        languages=_texts(row.get("languages", ()), f"{at}.languages"),
        clearances=_texts(row.get("clearances", ()), f"{at}.clearances"),
        excluded=_texts(row.get("excluded", ()), f"{at}.excluded"),
        knows=_texts(row.get("knows", ()), f"{at}.knows"),
        ties=_texts(row.get("ties", ()), f"{at}.ties"),
        traits={str(kind): _texts(v, f"{at}.traits.{kind}") for kind, v in traits.items()},
        place=_place(row.get("place"), f"{at}.place"),
    )


def _with_capacities(peers: tuple[Peer, ...], given: Any) -> tuple[Peer, ...]:
    """`capacities` beside the list: one for each in order, by id, or one for all."""
    if given is None:
        return peers
    if isinstance(given, Mapping):
        unknown = set(map(str, given)) - {peer.key for peer in peers}
        if unknown:
            raise Unclear("capacities", f"no peer is called {sorted(unknown)[0]!r}")
        found = [given.get(peer.key, peer.places) for peer in peers]
    elif isinstance(given, Sequence) and not isinstance(given, str):
        found = list(given)
    else:
        found = [given] * len(peers)
    if len(found) != len(peers):
        raise Unclear("capacities", f"{len(found)} for {len(peers)} peers")
    return tuple(
        replace(peer, places=_whole(places, f"capacities[{at}]"))
        for at, (peer, places) in enumerate(zip(peers, found, strict=True))
    )


def _arcs(
    data: Mapping[str, Any], people: Sequence[Person], peers: Sequence[Peer], sign: int
) -> Arcs | None:
    if "costs" in data and "arcs" in data:
        raise Unclear("arcs", "either costs (a matrix) or arcs, not both")
    if "costs" in data:
        return _from_matrix(data["costs"], len(people), len(peers), sign)
    return _from_arcs(data["arcs"], people, peers, sign) if "arcs" in data else None


def _from_matrix(costs: Any, people: int, peers: int, sign: int) -> Arcs:
    """null where two may not meet."""
    if not isinstance(costs, Sequence) or len(costs) != people:
        raise Unclear("costs", f"one row for each of {people} people")
    matrix = np.full((people, peers), np.nan)
    for i, row in enumerate(costs):
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != peers:
            raise Unclear(f"costs[{i}]", f"one number or null for each of {peers} peers")
        matrix[i] = _numbers(row, f"costs[{i}]")
    matrix *= sign
    return assigning.dense(matrix)


def _numbers(row: Sequence[Any], at: str) -> NDArray[np.float64]:
    """A row of numbers and nulls (NaN), at the speed of numpy where nothing is wrong with it."""
    if set(map(type, row)) <= {int, float, type(None)}:
        with suppress(OverflowError):  # a whole number too large for any float
            found: NDArray[np.float64] = np.array(row, np.float64)
            if int((np.abs(found) < LARGEST).sum()) + row.count(None) == len(row):
                return found
    checked = [None if one is None else _number(one, f"{at}[{k}]") for k, one in enumerate(row)]
    return np.array(checked, np.float64)


def _from_arcs(arcs: Any, people: Sequence[Person], peers: Sequence[Peer], sign: int) -> Arcs:
    """[person, peer, cost] or {"person", "peer", "cost"}; ids, or positions where they are whole
    numbers. A later arc between the same two replaces an earlier one."""
    rows = {person.key: i for i, person in enumerate(people)}
    columns = {peer.key: k for k, peer in enumerate(peers)}
    found: dict[tuple[int, int], float] = {}
    if not isinstance(arcs, Sequence) or isinstance(arcs, str):
        raise Unclear("arcs", "a list of [person, peer, cost]")
    for at, arc in enumerate(arcs):
        if isinstance(arc, Mapping):
            arc = [arc.get("person"), arc.get("peer"), arc.get("cost")]
        if not isinstance(arc, Sequence) or isinstance(arc, str) or len(arc) != 3:
            raise Unclear(f"arcs[{at}]", "[person, peer, cost]")
        i = _index(arc[0], rows, f"arcs[{at}].person")
        k = _index(arc[1], columns, f"arcs[{at}].peer")
        found[i, k] = sign * _number(arc[2], f"arcs[{at}].cost")
    pairs = sorted(found)
    counts = np.bincount([i for i, _k in pairs], minlength=len(people)) if pairs else np.zeros(
        len(people), np.int64
    )  # fmt: skip
    return Arcs(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.array([k for _i, k in pairs], np.int32),
        np.array([found[pair] for pair in pairs], np.float64),
    )


def _index(value: Any, keys: Mapping[str, int], at: str) -> int:
    if str(value) in keys and not isinstance(value, bool):
        return keys[str(value)]
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(keys):
        return value
    raise Unclear(at, f"nobody is called {value!r}")


def _row(one: Any, at: str, known: frozenset[str]) -> Mapping[str, Any]:
    if isinstance(one, str | int) and not isinstance(one, bool):
        return {"id": one}
    if not isinstance(one, Mapping):
        raise Unclear(at, "an object with an id, or an id alone")
    _refuse_unknown(one, known, at)
    return one


def _refuse_unknown(row: Mapping[str, Any], known: frozenset[str], at: str) -> None:
    """A misspelt rule that is silently ignored would bring together who must not meet."""
    for name in row:
        if name not in known:
            raise Unclear(f"{at}.{name}", f"not a field; there are {', '.join(sorted(known))}")


def _refuse_twins(rows: Sequence[Person | Peer], name: str) -> None:
    seen: set[str] = set()
    for at, row in enumerate(rows):
        if row.key in seen:
            raise Unclear(f"{name}[{at}].id", f"{row.key!r} stands there twice")
        seen.add(row.key)


def _wishes(rows: Sequence[Any], at: str) -> tuple[Wish, ...]:
    """{"gender": "woman"}, or {"kind": "gender", "value": "woman"}."""
    found = []
    for number, row in enumerate(rows):
        here = f"{at}[{number}]"
        if not isinstance(row, Mapping):
            raise Unclear(here, "an object such as {“gender”: “woman”}")
        if set(row) == {"kind", "value"}:
            row = {row["kind"]: row["value"]}
        if len(row) != 1:
            raise Unclear(here, "one wish an object")
        kind, value = next(iter(row.items()))
        if kind in ("near", "minutes"):
            _number(value, f"{here}.{kind}")
        found.append(Wish(str(kind), _key(value, f"{here}.{kind}")))
    return tuple(found)


def _waited(row: Mapping[str, Any], at: str, today: dt.date | None) -> float:
    """Days: given as such, or counted from the day they began to wait."""
    if "waiting_since" not in row:
        return _number(row.get("waited", 0), f"{at}.waited")
    since = _day(row["waiting_since"], f"{at}.waiting_since")
    return float(((today or FAR) - since).days)


def _day(value: Any, at: str) -> dt.date:
    try:
        return dt.datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        raise Unclear(at, "a day such as 2026-11-22") from None


def _place(value: Any, at: str) -> Place | None:
    if value is None:
        return None
    if isinstance(value, Mapping):
        value = [value.get("latitude"), value.get("longitude")]
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        raise Unclear(at, "[latitude, longitude] in degrees")
    latitude, longitude = (_number(part, at) for part in value)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Unclear(at, "[latitude, longitude] in degrees")
    return Place(latitude, longitude)


def _ways(value: Any, at: str) -> dict[str, Way]:
    """{"peer": 25}: minutes by whatever means; a peer who is not there is unknown."""
    if not isinstance(value, Mapping):
        raise Unclear(at, "an object such as {“peer”: 25}")
    found = {str(peer): _number(minutes, f"{at}.{peer}") for peer, minutes in value.items()}
    for peer, minutes in found.items():
        if minutes < 0:
            raise Unclear(f"{at}.{peer}", "minutes, 0 or above")
    return {peer: Way(minutes) for peer, minutes in found.items()}


def _many(value: Any, at: str) -> Sequence[Any]:
    if isinstance(value, str | int | Mapping) and not isinstance(value, bool):
        return [value]
    if not isinstance(value, Sequence):
        raise Unclear(at, "a list")
    return value


def _texts(value: Any, at: str) -> frozenset[str]:
    return frozenset(_key(one, at) for one in _many(value, at))


def _key(value: Any, at: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value == "":
        raise Unclear(at, "a text or a number is needed")
    return str(value)


def _truth(value: Any, at: str) -> bool:
    if not isinstance(value, bool):
        raise Unclear(at, "true or false")
    return value


def _whole(value: Any, at: str) -> int:
    number = _number(value, at)
    if number < 0 or number != int(number):
        raise Unclear(at, "a whole number, 0 or above")
    return int(number)


def _number(value: Any, at: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        raise Unclear(at, "a number is needed, below 1e300")
    return float(value)
