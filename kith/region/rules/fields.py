"""Fields of an instance in JSON, as people write it: liberal in form, exact in what is refused.

Every error begins with the field, such as `pairs[7].cost`, and says what is needed there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST = 1e300


class Unclear(ValueError):
    """What stands in a field cannot be used; the sentence begins with the field."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")


class Keys:
    """The ids of a list, found by id; by position only where no id could be taken for one."""

    def __init__(self, keys: Sequence[str], what: str) -> None:
        self.keys = tuple(keys)
        self._at = {key: i for i, key in enumerate(keys)}
        self._what = what
        self._by_position = not any(key.isdigit() for key in keys)

    def __len__(self) -> int:
        return len(self.keys)

    def at(self, value: Any, field: str) -> int:
        """The index of an id, or Unclear."""
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found = self._at.get(str(value))
            if found is not None:
                return found
            if self._by_position and isinstance(value, int) and 0 <= value < len(self.keys):
                return value
        raise Unclear(field, f"no {self._what} is called {value!r}")


def mapping(value: Any, field: str, known: frozenset[str] | None = None) -> Mapping[str, Any]:
    """An object; with `known`, one in which nothing else stands: a misspelt rule that is silently
    ignored would change the answer."""
    if not isinstance(value, Mapping):
        raise Unclear(field, "an object is needed")
    unknown = [] if known is None else [name for name in value if name not in known]
    if known and unknown:
        raise Unclear(f"{field}.{unknown[0]}", f"not a field; there are {', '.join(sorted(known))}")
    return value


def many(value: Any, field: str) -> Sequence[Any]:
    """A list; one text or number alone is a list of one."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return [value]
    if not isinstance(value, Sequence):
        raise Unclear(field, "a list is needed")
    return value


def rows(value: Any, field: str, known: frozenset[str]) -> list[Mapping[str, Any]]:
    """Objects with an id; ids alone, or a count of them, will do. No id stands there twice."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        value = [str(number) for number in range(value)]
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise Unclear(field, "a list of objects or ids, or how many there are")
    found: list[Mapping[str, Any]] = []
    seen: set[str] = set()
    for at, one in enumerate(value):
        here = f"{field}[{at}]"
        row = mapping({"id": one} if not isinstance(one, Mapping) else one, here, known)
        name = key(row.get("id"), f"{here}.id")
        if name in seen:
            raise Unclear(f"{here}.id", f"{name!r} stands there twice")
        seen.add(name)
        found.append({**row, "id": name})
    return found


def key(value: Any, field: str) -> str:
    """A text or a number, as text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value == "":
        raise Unclear(field, "a text or a number is needed")
    return str(value)


def keys(value: Any, field: str) -> frozenset[str]:
    return frozenset(key(one, field) for one in many(value, field))


def truth(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise Unclear(field, "true or false")
    return value


def number(value: Any, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        raise Unclear(field, "a number is needed, below 1e300")
    return float(value)


def amount(value: Any, field: str) -> float:
    """A number, 0 or above."""
    found = number(value, field)
    if found < 0:
        raise Unclear(field, "a number, 0 or above")
    return found


def positive(value: Any, field: str) -> float:
    found = number(value, field)
    if found <= 0:
        raise Unclear(field, "a number above 0")
    return found


def whole(value: Any, field: str, least: int = 0) -> int:
    found = number(value, field)
    if found < least or found != int(found):
        raise Unclear(field, f"a whole number, {least} or above")
    return int(found)


def point(value: Any, field: str) -> tuple[float, float]:
    """[latitude, longitude] in degrees, or an object with these two."""
    if isinstance(value, Mapping):
        value = [value.get("latitude"), value.get("longitude")]
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        raise Unclear(field, "[latitude, longitude] in degrees")
    latitude, longitude = (number(part, field) for part in value)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Unclear(field, "[latitude, longitude] in degrees")
    return latitude, longitude


def points(listed: Sequence[Mapping[str, Any]], field: str) -> NDArray[np.float64]:
    """(rows x 2) the `place` of every row."""
    found = []
    for at, row in enumerate(listed):
        if "place" not in row:
            raise Unclear(f"{field}[{at}].place", "needed where no costs are given")
        found.append(point(row["place"], f"{field}[{at}].place"))
    return np.array(found, np.float64).reshape(-1, 2)


def triples(value: Any, field: str, left: Keys, right: Keys, names: tuple[str, str, str]) -> Any:
    """Three columns (index, index, number or infinity for null) of [left, right, number] rows, or
    of objects with these names. Refuses the same two twice."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise Unclear(field, f"a list of [{', '.join(names)}]")
    columns: tuple[list[int], list[int], list[float]] = ([], [], [])
    seen: set[tuple[int, int]] = set()
    for at, row in enumerate(value):
        here = f"{field}[{at}]"
        if isinstance(row, Mapping):
            mapping(row, here, frozenset(names))
            row = [row.get(name) for name in names]
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != 3:
            raise Unclear(here, f"[{', '.join(names)}]")
        i, j = left.at(row[0], f"{here}.{names[0]}"), right.at(row[1], f"{here}.{names[1]}")
        if (i, j) in seen:
            raise Unclear(here, f"{row[0]!r} and {row[1]!r} stand there twice")
        seen.add((i, j))
        columns[0].append(i)
        columns[1].append(j)
        columns[2].append(np.inf if row[2] is None else amount(row[2], f"{here}.{names[2]}"))
    return np.array(columns[0], np.int64), np.array(columns[1], np.int64), np.array(columns[2])


def matrix(value: Any, field: str, height: int, width: int) -> NDArray[np.float64]:
    """(height x width) numbers of 0 and above; infinity where null stands."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != height:
        raise Unclear(field, f"a matrix with one row for each of {height}")
    found = np.empty((height, width))
    for i, row in enumerate(value):
        here = f"{field}[{i}]"
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != width:
            raise Unclear(here, f"one number or null for each of {width}")
        for j, one in enumerate(row):
            found[i, j] = np.inf if one is None else amount(one, f"{here}[{j}]")
    return found
