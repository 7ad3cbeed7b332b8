"""What came out of a choice, as it is kept and shown: sums over many people, small ones held back.

Where a count was held back stands None (`kith.measures.rules.suppression`, the rule of the house).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from kith.core.sources import Reason
from kith.measures.rules import suppression
from kith.outreach.rules.choice import outlines
from kith.outreach.rules.choice.ground import Ground
from kith.outreach.rules.stops.limits import Choice
from kith.outreach.rules.stops.problem import PINNED, Bools, Floats, Kind, Problem
from kith.outreach.rules.stops.solving import Answer

CARE, NEW, LEFT = "care", "new", "left"


def told(problem: Problem, ground: Ground, found: Answer) -> dict[str, Any]:
    """For JSON."""
    chosen = found.choice
    order = _by_people(found)
    return {
        "kind": str(problem.kind), "within": problem.within, "estimated": ground.estimated,
        "is_proven": chosen.is_proven, "gap": round(chosen.gap, 6),
        "reach": reach(problem, ground, chosen.stops),
        "minutes": mean_minutes(problem, ground, chosen.stops),
        "stops": [
            {"stop": ground.stops[chosen.stops[at]], "reasons": reasons(found.reasons[at])}
            for at in order
        ],
        "candidates": _candidates(problem, ground),
        "prices": [
            {
                "stop": ground.stops[one.candidate],
                "is": "pinned" if one.state == PINNED else "banned",
                "people": _more(problem, ground, one.freed, chosen),
                "part": round(one.costs / abs(chosen.objective), 4) if chosen.objective else 0.0,
            }
            for one in found.prices
        ],
        "alternatives": [
            {
                "goes": [ground.stops[j] for j in one.goes],
                "comes": [ground.stops[j] for j in one.comes],
                "part": round(one.worse, 4),
                "people": _more(problem, ground, one.choice, chosen),
            }
            for one in found.alternatives
        ],
        "warnings": [warning.code for warning in found.warnings],
        "areas": areas(problem, ground, chosen.stops),
        "seconds": round(sum(found.seconds.values()), 2),
    }  # fmt: skip


def reach(problem: Problem, ground: Ground, stops: Sequence[int]) -> list[dict[str, Any]]:
    """Of everybody and of each group: how many in all, how many have care within the minutes, how
    many will have it through the stops, how many are left."""
    before, after = _within(problem, ground, stops)
    rows = [("all", ground.people), *ground.groups.items()]
    return [{"group": name, **_split(many, before, after)} for name, many in rows]


def _split(many: Floats, before: Bools, after: Bools) -> dict[str, int | None]:
    """The three parts make up the total: one of them held back alone could be worked out."""
    parts = {
        CARE: round(float(many[before].sum())),
        NEW: round(float(many[after & ~before].sum())),
        LEFT: round(float(many[~after].sum())),
    }
    total = suppression.small(sum(parts.values()))
    held: Mapping[str, int | None] = suppression.held_back(parts)
    if total is None:
        held = dict.fromkeys(parts)
    return {"total": total, **held}


def mean_minutes(problem: Problem, ground: Ground, stops: Sequence[int]) -> list[int | None]:
    """[before, after]: how long people are on the way to care, on average; a place without any way
    counts as `otherwise`. None without anybody, and before where there is no care at all."""
    total = float(ground.people.sum())
    if not total > 0:
        return [None, None]
    before = np.minimum(ground.care, problem.otherwise)
    after = np.minimum(before, _nearest(problem, stops))
    then = round(float(ground.people @ after) / total)
    has_care = bool(np.isfinite(ground.care).any())
    return [round(float(ground.people @ before) / total) if has_care else None, then]


def reasons(listed: Iterable[Reason]) -> list[dict[str, Any]]:
    """Of one stop. Who they are is left out where few are, or few are not."""
    kept, adds = [], 0
    for one in listed:
        values = dict(one.values)
        if one.code == "adds":
            adds = round(float(values["people"]))
            values = {"people": "" if suppression.small(adds) is None else str(adds)}
        elif one.code == "of_whom":
            many = round(float(values["people"]))
            held = suppression.held_back({"they": many, "others": max(0, adds - many)})
            if None in held.values():
                continue
            values |= {"people": str(many), "percent": str(round(float(values["percent"])))}
        elif one.code in ("asked_in_vain", "also_reaches"):
            name = next(iter(values))
            many = round(float(values[name]))
            if suppression.small(many) is None:
                continue
            values[name] = str(many)
        elif one.code == "nearest_other":
            values["minutes"] = str(round(float(values["minutes"])))
        elif one.code in ("lost_if_gone", "replaced"):
            continue
        kept.append({"code": one.code, "values": values})
    return kept


def areas(problem: Problem, ground: Ground, stops: Sequence[int]) -> dict[str, Any]:
    """{what they have: one shape} of all areas where people live."""
    before, after = _within(problem, ground, stops)
    lived = ground.people > 0
    parts = {LEFT: lived & ~after, CARE: lived & before, NEW: lived & after & ~before}
    return {
        has: _shape(ground, np.nonzero(which)[0]) for has, which in parts.items() if which.any()
    }


def _shape(ground: Ground, which: Any) -> dict[str, Any]:
    return outlines.outline(
        [ground.ids[i] for i in which], [ground.shapes[i] for i in which] if ground.shapes else (),
        [(float(ground.latitude[i]), float(ground.longitude[i])) for i in which],
    )  # fmt: skip


def _candidates(problem: Problem, ground: Ground) -> list[dict[str, Any]]:
    """How many each reaches by itself, whatever else there is."""
    within = problem.minutes <= problem.within
    many = [round(float(ground.people[within[:, j]].sum())) for j in range(len(ground.stops))]
    return [
        {"stop": stop, "reaches": suppression.small(people)}
        for stop, people in zip(ground.stops, many, strict=True)
    ]


def _more(problem: Problem, ground: Ground, other: Choice, than: Choice) -> int:
    """How many more people another choice gives care within the minutes; in a median, how many
    hours less they are on the way in all."""
    if problem.kind is Kind.MEDIAN:
        most = np.minimum(ground.care, problem.otherwise)
        ways = [np.minimum(most, _nearest(problem, one.stops)) for one in (than, other)]
        return round(float(ground.people @ (ways[0] - ways[1])) / 60)
    numbers = []
    for one in (other, than):
        _before, after = _within(problem, ground, one.stops)
        numbers.append(float(ground.people[after].sum()))
    return round(numbers[0] - numbers[1])


def _within(problem: Problem, ground: Ground, stops: Sequence[int]) -> tuple[Bools, Bools]:
    before: Bools = ground.care <= problem.within
    return before, before | (_nearest(problem, stops) <= problem.within)


def _nearest(problem: Problem, stops: Sequence[int]) -> Floats:
    if not len(stops):
        return np.full(len(problem.minutes), np.inf)
    return np.asarray(problem.minutes[:, list(stops)].min(axis=1), np.float64)


def _by_people(found: Answer) -> list[int]:
    """Positions of the stops, whoever adds most people first."""
    adds = [float(one[0].values["people"]) for one in found.reasons]
    return sorted(range(len(adds)), key=lambda at: (-adds[at], found.choice.stops[at]))
