"""Which results come first, and why, in codes that pages turn into one sentence.

A score is a weighted sum of parts in 0..1. The same sum stands in the SQL of search, made from
these weights; a test compares the two.
"""

from dataclasses import dataclass

HALF_WAY_KM = 3.0
"""At this distance nearness counts half."""

FAR_KM = 25.0
"""From here on everything else counts less and less: nobody crosses a country for a better name."""

REACHES_YOU = 0.6
"""Nearness of what needs no journey: by phone, online, or they come. About two kilometres."""

MIGHT_REACH_YOU = 0.25
"""The same, where nobody has said which area it serves."""

BEST_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Weights:
    """Each 0..1, together 1."""

    near: float
    named: float
    open: float
    sound: float
    speaks: float


FROM_A_PLACE = Weights(near=0.50, named=0.20, open=0.10, sound=0.10, speaks=0.10)
FROM_NOWHERE = Weights(near=0.00, named=0.50, open=0.15, sound=0.25, speaks=0.10)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one result for one search. distance_km None: no journey, or no place."""

    distance_km: float | None = None
    reaches_you: bool = False
    area_is_unsaid: bool = False
    is_named: bool = False
    is_open: bool = False
    is_unsure: bool = False
    quality: int = 0
    speaks: bool = False


def score(facts: Facts, weights: Weights) -> float:
    """0..1, greater is better."""
    if facts.reaches_you:
        near = MIGHT_REACH_YOU if facts.area_is_unsaid else REACHES_YOU
        if facts.distance_km is not None:
            near = max(near, nearness(facts.distance_km))
    else:
        near = 0.0 if facts.distance_km is None else nearness(facts.distance_km)
    total = (
        weights.near * near
        + weights.named * facts.is_named
        + weights.open * (1.0 if facts.is_open else 0.4 if facts.is_unsure else 0.0)
        + weights.sound * min(1.0, max(0.0, facts.quality / BEST_QUALITY))
        + weights.speaks * facts.speaks
    )
    if facts.reaches_you or facts.distance_km is None:
        return total
    return total * min(1.0, FAR_KM / max(facts.distance_km, FAR_KM))


def nearness(distance_km: float) -> float:
    """1 at the door, falling slowly."""
    return 1 / (1 + distance_km / HALF_WAY_KM)
