"""How many people are within so many minutes of a place."""

from typing import Any

from kith.core import suppression
from kith.region.rules.catchment.pairs import Floats
from kith.region.rules.population import Population

THIRDS_FROM = 15
"""Minutes: below it a shade alone says enough."""


def bands(minutes: int) -> tuple[int, ...]:
    """The shades of a reach, nearest first: thirds of it."""
    if minutes < THIRDS_FROM:
        return (minutes,)
    return (round(minutes / 3), round(2 * minutes / 3), minutes)


def people_within(people: Population, took: Floats, edges: tuple[int, ...]) -> list[dict[str, Any]]:
    """took (areas): minutes. For each edge how many people, and of each group."""
    listed = []
    for edge in edges:
        near = took <= edge
        counts = {
            name: suppression.small(round(float(people.counts[near, at].sum())))
            for at, name in enumerate(people.groups)
        }
        listed.append({"minutes": edge, "people": counts.pop(people.groups[0]), "groups": counts})
    return listed
