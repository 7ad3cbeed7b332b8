"""What is asked of a region, as it is kept in JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

TYPED = "typed"
"""A plan whose places stand in the question itself."""


@dataclass(frozen=True, slots=True)
class When:
    """By which means; weekday 0 is Monday. hour: departures of the hour that begins then."""

    means: str = "transit"
    weekday: int = 1
    hour: int = 10
    minutes: int = 45


@dataclass(frozen=True, slots=True)
class Access(When):
    """Who has how much of this help in reach. group: of whom the sentences speak; "" is everybody.
    plan: "", a source of planned places, or TYPED with `places` of (latitude, longitude, capacity,
    name)."""

    need: str = ""
    language: str = ""
    only_free: bool = False
    method: str = "e2sfca"
    group: str = ""
    plan: str = ""
    places: tuple[tuple[float, float, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reach(When):
    """What lies within so many minutes of a public place."""

    latitude: float = 0.0
    longitude: float = 0.0
    place: str = ""


def kept(asked: Access | Reach) -> dict[str, Any]:
    """For JSON."""
    return asdict(asked)


def access_of(kept: Mapping[str, Any]) -> Access:
    """What `kept` wrote; what is missing is as usual."""
    found = {one.name: kept[one.name] for one in fields(Access) if one.name in kept}
    places = tuple((*map(float, row[:3]), str(row[3])) for row in kept.get("places", ()))
    return Access(**found | {"places": places})


def reach_of(kept: Mapping[str, Any]) -> Reach:
    return Reach(**{one.name: kept[one.name] for one in fields(Reach) if one.name in kept})
