"""Small weeks to plan: made up, and built piece by piece so that each test says what it changes."""

from typing import Any

DEPOT = {"id": "depot", "x": 0, "y": 0}


def stop(name: str, **other: Any) -> dict[str, Any]:
    """A stop of two hours, once a week."""
    return {"id": name, "setup": 30, "service": 120, "packup": 30, **other}


def van(name: str = "van", **other: Any) -> dict[str, Any]:
    """A unit that is out from Monday to Friday."""
    return {
        "id": name, "home": "depot", "hours": ["08:00", "17:00"],
        "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], **other,
    }  # fmt: skip


def week(
    places: dict[str, tuple[float, float]], stops: list[Any], units: list[Any], **other: Any
) -> dict[str, Any]:
    """Kilometres are minutes unless `speed` says otherwise."""
    listed = [DEPOT] + [{"id": name, "x": x, "y": y} for name, (x, y) in places.items()]
    return {"days": 7, "places": listed, "stops": stops, "units": units, **other}


def cordeau(
    stops: list[tuple[float, float, float, float, int, list[int]]],
    *, units: int = 1, days: int = 2, longest: float = 0, capacity: float = 0,
) -> str:  # fmt: skip
    """(x, y, service, demand, visits, masks) of each stop, in Cordeau's text; the depot at 0, 0."""
    lines = [f"1 {units} {len(stops)} {days}"] + [f"{longest} {capacity}"] * days
    lines.append("0 0 0 0 0 0 0")
    for number, (x, y, service, demand, visits, masks) in enumerate(stops, 1):
        tail = " ".join(map(str, masks))
        lines.append(f"{number} {x} {y} {service} {demand} {visits} {len(masks)} {tail}")
    return "\n".join(lines) + "\n"
