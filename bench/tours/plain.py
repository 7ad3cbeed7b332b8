"""The cost of an answer from the very text of a periodic instance, with a reader of its own."""

from itertools import pairwise
from math import hypot
from typing import Any


def cost(text: str, answer: dict[str, Any]) -> float:
    """Also refuses a route that is too long or too heavy, and a stop whose days are no pattern."""
    rows = [list(map(float, line.split())) for line in text.splitlines() if line.strip()]
    _kind, units, _stops, days = map(int, rows[0][:4])
    limits, depot, stops = rows[1 : 1 + days], rows[1 + days], rows[2 + days :]
    by_name = {f"{row[0]:g}": row for row in stops}
    masks = dict.fromkeys(by_name, 0)
    total, out = 0.0, [0] * days
    for route in answer["routes"]:
        day = route["day"]
        out[day] += 1
        called = [by_name[visit["stop"]] for visit in route["visits"]]
        road = sum(hypot(a[1] - b[1], a[2] - b[2]) for a, b in pairwise([depot, *called, depot]))
        longest, heaviest = limits[day]
        _refuse(longest > 0 and road + sum(row[3] for row in called) > longest + 1e-6, "too long")
        _refuse(heaviest > 0 and sum(row[4] for row in called) > heaviest + 1e-9, "too heavy")
        for visit in route["visits"]:
            masks[visit["stop"]] |= 1 << (days - 1 - day)
        total += road
    _refuse(max(out) > units, "more routes than units")
    left = {one["stop"] for one in answer["unserved"]}
    for name, row in by_name.items():
        allowed = row[7 : 7 + int(row[6])] if row[5] else [0]
        _refuse(name not in left and masks[name] not in allowed, f"{name} has no such pattern")
    return total


def _refuse(is_wrong: bool, why: str) -> None:
    if is_wrong:
        raise AssertionError(why)
