"""Who may use a way and how fast, from its OpenStreetMap tags.

After the OpenStreetMap wiki: "OSM tags for routing/Access restrictions", "Key:access",
"Key:oneway", "Key:maxspeed", "Key:barrier". Walking speed is that of a person who is not in a
hurry; speeds of cars are a share of what is allowed, since lights, turns and other cars cost time.
The numbers are assumptions of ours, in one place, and part of the version of a region.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

WALKING = 1.25
"""Metres a second: 4.5 km/h."""
STEPS = 0.5
"""Of the walking speed, measured along the ground."""
OF_THE_LIMIT = 0.75

LIMITS = {
    "motorway": 110, "motorway_link": 60, "trunk": 90, "trunk_link": 50, "primary": 60,
    "primary_link": 40, "secondary": 50, "secondary_link": 40, "tertiary": 50,
    "tertiary_link": 40, "unclassified": 40, "residential": 30, "living_street": 15,
    "service": 20, "road": 30,
}  # fmt: skip
"""km/h where no `maxspeed` stands; also: what a car may use at all."""
ON_FOOT = frozenset({
    "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link",
    "unclassified", "residential", "living_street", "service", "road", "track", "path", "footway",
    "pedestrian", "steps", "cycleway", "bridleway", "platform", "corridor", "elevator",
})  # fmt: skip
CAR_KEYS = ("motorcar", "motor_vehicle", "vehicle", "access")
FOOT_KEYS = ("foot", "access")
OPEN = frozenset({"yes", "designated", "permissive", "destination", "customers", "official"})
SHUT = frozenset({"no", "private", "delivery", "agricultural", "forestry", "military", "emergency",
                  "use_sidepath", "employees", "psv", "permit"})  # fmt: skip
STOPS_CARS = frozenset({
    "bollard", "block", "cycle_barrier", "stile", "turnstile", "full-height_turnstile",
    "kissing_gate", "horse_stile", "jersey_barrier", "log", "chain", "debris", "planter",
    "motorcycle_barrier", "wall", "fence", "hedge", "guard_rail", "ditch", "rope",
})  # fmt: skip
STOPS_ALL = frozenset({"wall", "fence", "hedge", "ditch"})
MAXIMA = {"walk": 5, "none": 130}
FASTEST = 130


@dataclass(frozen=True, slots=True)
class Use:
    """Metres a second: on foot (both ways), by car along the way and against it. 0: not allowed."""

    foot: float
    car_forward: float
    car_backward: float

    @property
    def is_none(self) -> bool:
        return not (self.foot or self.car_forward or self.car_backward)


NOBODY = Use(0, 0, 0)


def use_of(tags: Mapping[str, str]) -> Use:
    """What may move along a way with these tags."""
    kind = tags.get("highway", "")
    if tags.get("area") == "yes" and kind not in ON_FOOT:
        return NOBODY
    forward, backward = _directions(tags, kind)
    car = _car_speed(tags, kind)
    return Use(_foot_speed(tags, kind), car * forward, car * backward)


def closes(tags: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether a barrier on the way stops people on foot, and cars."""
    kind = tags.get("barrier", "")
    if not kind:
        return False, False
    foot = _said(tags, FOOT_KEYS)
    car = _said(tags, CAR_KEYS)
    stops_feet = kind in STOPS_ALL if foot is None else not foot
    stops_cars = kind in STOPS_CARS if car is None else not car
    is_locked = tags.get("locked") == "yes" and foot is not True
    return stops_feet or is_locked, stops_cars


def _foot_speed(tags: Mapping[str, str], kind: str) -> float:
    said = _said(tags, FOOT_KEYS)
    has_pavement = tags.get("sidewalk", "no") not in ("no", "none", "separate")
    may = kind in ON_FOOT or (kind.startswith("trunk") and has_pavement)
    if kind in ("construction", "proposed", "razed", "abandoned", "disused", "raceway"):
        return 0.0
    if not (may if said is None else said and (may or "foot" in tags)):
        return 0.0
    return WALKING * (STEPS if kind == "steps" else 1)


def _car_speed(tags: Mapping[str, str], kind: str) -> float:
    may = kind in LIMITS
    said = _said(tags, CAR_KEYS)
    by_name = any(key in tags for key in CAR_KEYS[:2])
    if kind in ("track", "pedestrian") and by_name and said:
        may = True
    if not may or said is False:
        return 0.0
    limit = _limit(tags.get("maxspeed", "")) or LIMITS.get(kind, 15)
    return limit * OF_THE_LIMIT / 3.6


def _said(tags: Mapping[str, str], keys: tuple[str, ...]) -> bool | None:
    """What the most particular tag says; None where none says anything we know."""
    for key in keys:
        value = tags.get(key)
        if value in OPEN:
            return True
        if value in SHUT:
            return False
    return None


def _directions(tags: Mapping[str, str], kind: str) -> tuple[bool, bool]:
    said = tags.get("oneway:motor_vehicle") or tags.get("oneway:vehicle") or tags.get("oneway", "")
    if said in ("-1", "reverse"):
        return False, True
    if said in ("reversible", "alternating"):  # nobody can say which way at which hour
        return False, False
    is_round = tags.get("junction") in ("roundabout", "circular")
    implied = is_round or kind == "motorway"
    if said in ("yes", "true", "1") or (implied and said not in ("no", "false", "0")):
        return True, False
    return True, True


def _limit(text: str) -> float:
    """km/h of a `maxspeed`; 0 where it cannot be read."""
    first = re.split(r"[;|]", text, maxsplit=1)[0].strip()
    if first in MAXIMA:
        return MAXIMA[first]
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*(mph|km/h|kmh|kph|knots)?", first)
    if not found:
        return 0.0
    factor = {"mph": 1.609344, "knots": 1.852}.get(found[2] or "", 1.0)
    return min(float(found[1]) * factor, FASTEST)
