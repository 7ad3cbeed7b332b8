"""Who has how much care in reach: the answer to a question of access, from arrays.

The score is capacity for each person as in `rules.catchment`. Bands of E2SFCA and 3SFCA are thirds
of the minutes that were asked for, with the weights of Luo and Qi (Health & Place 15, 2009).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.core import suppression
from kith.region.rules.asking.question import Access
from kith.region.rules.catchment import scoring, telling
from kith.region.rules.catchment.decays import Bands, Decay, flat
from kith.region.rules.catchment.pairs import Floats, dense
from kith.region.rules.catchment.scoring import Method, Scores
from kith.region.rules.catchment.telling import Reach
from kith.region.rules.population import Population

WEIGHTS = (1.0, 0.68, 0.22)
EDGES = (0.5, 1.0, 2.0)
"""Of the mean score, between the shades of the map; the palest is for nothing in reach."""
PER = 1000
MOST_TOLD = 10
Shape = Callable[[NDArray[np.bool_]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Side:
    """Care as it is, or as it would be. minutes (areas x services); capacity (services)."""

    minutes: Floats
    capacity: Floats


@dataclass(frozen=True, slots=True)
class _Found:
    """scores; inside (areas): whether any care is within the minutes; nearest (areas): minutes."""

    scores: Scores
    reach: Reach
    inside: NDArray[np.bool_]
    nearest: Floats


def answer(
    asked: Access, people: Population, districts: Sequence[str], now: Side, then: Side | None,
    shape: Shape,
) -> dict[str, Any]:  # fmt: skip
    """For JSON. districts (areas): what each area's part of the region is called. shape: makes one
    GeoJSON geometry of some areas."""
    everybody = people.counts[:, 0]
    members = {name: people.group(name) for name in people.groups[1:]}
    before = _found(asked, now, everybody)
    mean = float((before.scores.score * everybody).sum() / max(everybody.sum(), 1e-9))
    told: dict[str, Any] = {
        "services": int((now.capacity > 0).sum()),
        "groups": _groups(before, everybody, members),
        "districts": _districts(before, everybody, districts),
        "worst": _worst(before, asked, people, districts),
        "shades": _shades(before, mean, everybody, shape),
        "rows": _rows(people, districts, before),
    }
    if then is not None:
        after = _found(asked, then, everybody)
        told["plan"] = {
            "change": _change(before, after, everybody, members),
            "shades": _shades(after, mean, everybody, shape),
            "worst": _worst(after, asked, people, districts),
        }
    return told


def _found(asked: Access, side: Side, everybody: Floats) -> _Found:
    offers = side.capacity > 0
    nearest = side.minutes[:, offers].min(axis=1, initial=np.inf)
    pairs = dense(np.where(side.minutes <= asked.minutes, side.minutes, np.inf))
    method = Method(asked.method)
    weight = scoring.weights(pairs, method, _decay(method, asked.minutes), choice_inside=True)
    scores = scoring.score(pairs, everybody, side.capacity, weight)
    return _Found(
        scores, telling.reach(pairs, side.capacity, weight), nearest <= asked.minutes, nearest
    )


def _decay(method: Method, minutes: float) -> Decay:
    if method is Method.TWO:
        return flat(minutes)
    return Bands((minutes / 3, 2 * minutes / 3, float(minutes)), WEIGHTS)


def _groups(found: _Found, everybody: Floats, members: Mapping[str, Floats]) -> list[dict]:
    """Everybody ("all") first."""
    listed = []
    for one in telling.groups(found.scores, found.reach, everybody, members):
        many = everybody if one.name == "all" else members[one.name]
        parts = _parts({"inside": many[found.inside].sum(), "outside": many[~found.inside].sum()})
        listed.append(
            {"group": one.name, **parts, "per": round(one.mean * PER, 3),
             "ratio": None if one.ratio is None else round(one.ratio, 3)}
        )  # fmt: skip
    return listed


def _parts(counts: Mapping[str, float]) -> dict[str, int | None]:
    """Parts and their total: one of them held back alone could be worked out."""
    whole = {name: round(float(count)) for name, count in counts.items()}
    total = suppression.small(sum(whole.values()))
    if total is None:
        return {"people": None, **dict.fromkeys(whole)}
    return {"people": total, **suppression.held_back(whole)}


def _districts(found: _Found, everybody: Floats, districts: Sequence[str]) -> list[dict]:
    """Worst first: by the share of people with nothing within the minutes."""
    listed = []
    for name, at in _by_name(districts):
        many = everybody[at]
        if not many.sum() > 0:
            continue
        inside = many[found.inside[at]].sum()
        score = float((found.scores.score[at] * many).sum() / many.sum())
        listed.append(
            {"place": name, **_parts({"inside": inside, "outside": many.sum() - inside}),
             "minutes": _middle(found.nearest[at], many), "per": round(score * PER, 3),
             "order": float(inside / many.sum())}
        )  # fmt: skip
    listed.sort(key=lambda row: (row["order"], row["per"], row["place"]))
    return [{k: v for k, v in row.items() if k != "order"} for row in listed]


def _worst(
    found: _Found, asked: Access, people: Population, districts: Sequence[str]
) -> list[dict[str, Any]]:
    """Where most people of the group have nothing within the minutes, and how long the nearest
    takes the one in the middle of them; None: more than the two hours that were looked at."""
    many = people.group(asked.group) if asked.group in people.groups else people.counts[:, 0]
    listed: list[dict[str, Any]] = []
    for name, at in _by_name(districts):
        outside = at[~found.inside[at]]
        count = suppression.small(round(float(many[outside].sum())))
        if count:
            listed.append({"place": name, "people": count,
                           "minutes": _middle(found.nearest[outside], many[outside])})  # fmt: skip
    listed.sort(key=lambda row: (-row["people"], row["place"]))
    return listed[:MOST_TOLD]


def _middle(minutes: Floats, many: Floats) -> int | None:
    """Minutes of the person in the middle, begun ones too, so that nobody beyond 45 minutes is told
    to take 45; None where they get nowhere."""
    order = np.argsort(minutes, kind="stable")
    upto = np.cumsum(many[order])
    at = minutes[order][int(np.searchsorted(upto, upto[-1] / 2))]
    return math.ceil(round(float(at), 2)) if np.isfinite(at) else None


def _by_name(districts: Sequence[str]) -> list[tuple[str, NDArray[np.int64]]]:
    names = np.array(districts)
    return [(str(name), np.nonzero(names == name)[0]) for name in np.unique(names)]


def _shades(found: _Found, mean: float, everybody: Floats, shape: Shape) -> list[dict[str, Any]]:
    """One geometry a shade, of the areas where people live. Shades compare with the mean before."""
    level = 1 + np.searchsorted(np.array(EDGES) * mean, found.scores.score, side="right")
    level = np.where(found.inside, level, 0)
    lived = everybody > 0
    shapes = [(k, shape(lived & (level == k))) for k in range(len(EDGES) + 2)]
    return [{"level": k, "shape": one} for k, one in shapes if one["coordinates"]]


def _rows(people: Population, districts: Sequence[str], found: _Found) -> list[list[Any]]:
    """[id, district, latitude, longitude, people, minutes, capacity for 1,000] of every area."""
    return [
        [
            people.ids[i], districts[i], round(float(people.latitude[i]), 5),
            round(float(people.longitude[i]), 5), suppression.small(round(people.counts[i, 0])),
            round(float(found.nearest[i]), 1) if np.isfinite(found.nearest[i]) else None,
            round(float(found.scores.score[i]) * PER, 3),
        ]
        for i in range(len(people.ids))
    ]  # fmt: skip


def _change(
    before: _Found, after: _Found, everybody: Floats, members: Mapping[str, Floats]
) -> list[dict[str, Any]]:
    """For everybody and each group: how many more are inside, and capacity for 1,000."""
    pair = (before.scores, before.reach), (after.scores, after.reach)
    listed = []
    for one in telling.compare(*pair, everybody, members):
        many = everybody if one.name == "all" else members[one.name]
        gained = float(many[after.inside & ~before.inside].sum())
        listed.append(
            {"group": one.name, "gained": suppression.small(round(gained)),
             "inside": suppression.small(round(float(many[after.inside].sum()))),
             "before": round(one.before * PER, 3), "after": round(one.after * PER, 3)}
        )  # fmt: skip
    return listed
