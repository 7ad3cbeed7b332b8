"""A problem from JSON, as people write it; docs/reference/solve-tours.md describes the form."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.outreach.rules.tours import horizon, patterns
from kith.outreach.rules.tours.fields import between, limited, moment, span
from kith.outreach.rules.tours.horizon import Horizon
from kith.outreach.rules.tours.patterns import Days, Wish
from kith.outreach.rules.tours.problem import (
    ANY_TIME,
    Break,
    Option,
    Problem,
    Shift,
    Stop,
    Unit,
    Visit,
    Window,
)  # fmt: skip
from kith.region.rules import fields
from kith.region.rules.fields import Unclear

TOP = frozenset(
    ["name", "about", "days", "starts_on", "calendars", "closed", "places", "speed", "detour",
     "minutes", "km", "units", "stops", "regularity"]
)  # fmt: skip
PLACE = frozenset(["id", "x", "y", "latitude", "longitude", "name"])
SHIFT = frozenset(["days", "hours", "longest", "slack", "break", "skills", "languages"])
UNIT = SHIFT | frozenset(
    ["id", "name", "home", "end", "closed", "calendar", "capacity", "cost_km", "cost_minute",
     "cost_day", "range_km", "refuel", "shifts"]
)  # fmt: skip
STOP = frozenset(
    ["id", "name", "place", "setup", "service", "packup", "demand", "skills", "languages", "units",
     "weight", "hours", "hours_on", "days", "closed", "calendar", "patterns", "visits", "per_week",
     "every", "apart", "regularity", "skip_price", "fixed"]
)  # fmt: skip
REGULARITY = frozenset(["weekday", "hour", "within"])
BREAK = frozenset(["minutes", "from", "to"])
EARTH_KM = 6371.0088
MOST_PATTERNS = 5_000


@dataclass(frozen=True, slots=True)
class _Ground:
    """What stops and units refer to."""

    horizon: Horizon
    places: Mapping[str, int]
    regularity: Mapping[str, Any]
    served: frozenset[int] = frozenset()


def read(data: Any) -> Problem:
    """The problem of a JSON value, or Unclear."""
    top = fields.mapping(data, "file", TOP)
    for name in ("days", "places", "units", "stops"):
        if name not in top:
            raise Unclear(name, "this field is needed")
    when = horizon.read(top)
    places, minutes, km = _travel(top)
    ground = _Ground(when, places, top.get("regularity", {}))
    units = [
        _unit(one, f"units[{k}]", ground)
        for k, one in enumerate(fields.many(top["units"], "units"))
    ]
    ground = replace(ground, served=frozenset(day for unit in units for day in unit.shifts))
    stops = [
        _stop(one, f"stops[{k}]", ground)
        for k, one in enumerate(fields.many(top["stops"], "stops"))
    ]
    _refuse_twins([unit.key for unit in units], "units")
    _refuse_twins([stop.key for stop in stops], "stops")
    _refuse_strangers(stops, {unit.key for unit in units})
    return Problem(
        when.days, tuple(stops), tuple(units), minutes, km, when.labels, str(top.get("name", ""))
    )


def _refuse_twins(keys: Sequence[str], at: str) -> None:
    seen: dict[str, int] = {}
    for k, one in enumerate(keys):
        if one in seen:
            raise Unclear(f"{at}[{k}].id", f"{one!r} is the id of {at}[{seen[one]}] too")
        seen[one] = k


def _refuse_strangers(stops: Sequence[Stop], units: set[str]) -> None:
    for k, stop in enumerate(stops):
        unknown = sorted((stop.units or frozenset()) - units)
        if unknown:
            raise Unclear(f"stops[{k}].units", f"no unit is called {unknown[0]!r}")


def _travel(
    top: Mapping[str, Any],
) -> tuple[dict[str, int], NDArray[np.float64], NDArray[np.float64]]:
    """Places by id, and minutes and kilometres between them: as given, or by coordinates."""
    rows = [
        fields.mapping({"id": one} if isinstance(one, str | int) else one, f"places[{k}]", PLACE)
        for k, one in enumerate(fields.many(top["places"], "places"))
    ]
    keys = [fields.key(one.get("id"), f"places[{k}].id") for k, one in enumerate(rows)]
    _refuse_twins(keys, "places")
    given = {
        name: between(top[name], name, len(keys))
        for name in ("minutes", "km") if name in top
    }  # fmt: skip
    km = given.get("km")
    if not given:
        km = _by_coordinates(rows) * fields.amount(top.get("detour", 1), "detour")
    minutes = given.get("minutes")
    if minutes is None:
        assert km is not None
        speed = fields.positive(top.get("speed", 60), "speed")
        minutes = km if speed == 60 else km * (60.0 / speed)
    return {one: k for k, one in enumerate(keys)}, minutes, minutes if km is None else km


def _by_coordinates(rows: Sequence[Mapping[str, Any]]) -> NDArray[np.float64]:
    """Straight lines: on a plane in kilometres, or on the globe."""
    found = np.zeros((len(rows), 2))
    is_globe = any("latitude" in one for one in rows)
    names = ("latitude", "longitude") if is_globe else ("x", "y")
    for k, one in enumerate(rows):
        for axis, name in enumerate(names):
            found[k, axis] = fields.number(one.get(name), f"places[{k}].{name}")
        if is_globe and (abs(found[k, 0]) > 90 or abs(found[k, 1]) > 180):
            raise Unclear(f"places[{k}]", "latitude from -90 to 90, longitude from -180 to 180")
    if not is_globe:
        gap = found[:, None, :] - found[None, :, :]
        return np.asarray(np.sqrt((gap * gap).sum(axis=2)), np.float64)
    latitude, longitude = np.radians(found[:, :1]), np.radians(found[:, 1:])
    half = (
        np.sin((latitude - latitude.T) / 2) ** 2
        + np.cos(latitude) * np.cos(latitude.T) * np.sin((longitude - longitude.T) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))), np.float64)


def _unit(one: Any, at: str, ground: _Ground) -> Unit:
    row = fields.mapping(one, at, UNIT)
    home = _place(row.get("home"), f"{at}.home", ground)
    days = _allowed(row, at, ground) - ground.horizon.closed - _some(row, "closed", at, ground)
    shifts = {day: _shift(row, at) for day in sorted(days)}
    for k, other in enumerate(fields.many(row.get("shifts", []), f"{at}.shifts")):
        here = f"{at}.shifts[{k}]"
        own = fields.mapping(other, here, SHIFT)
        merged = {**{name: row[name] for name in SHIFT if name in row}, **own}
        for day in horizon.some_days(own.get("days", []), f"{here}.days", ground.horizon):
            if day in days:
                shifts[day] = _shift(merged, here)
    return Unit(
        key=fields.key(row.get("id"), f"{at}.id"),
        start=home,
        end=_place(row["end"], f"{at}.end", ground) if "end" in row else home,
        shifts=shifts,
        capacity=_optional(row, "capacity", at, inf),
        cost_km=_optional(row, "cost_km", at, 1.0),
        cost_minute=_optional(row, "cost_minute", at, 0.0),
        cost_day=_optional(row, "cost_day", at, 0.0),
        reach=_optional(row, "range_km", at, inf),
        refuel=_optional(row, "refuel", at, 0.0) if "refuel" in row else None,
    )


def _shift(row: Mapping[str, Any], at: str) -> Shift:
    opens, closes = span(row.get("hours", [0, 24 * 60]), f"{at}.hours")
    slack = _optional(row, "slack", at, 0.0)
    rest = None
    if row.get("break") is not None:
        own = fields.mapping(row["break"], f"{at}.break", BREAK)
        low, high = span([own.get("from"), own.get("to")], f"{at}.break.from")
        rest = Break(fields.amount(own.get("minutes"), f"{at}.break.minutes"), low, high)
    return Shift(
        opens, closes - slack, _optional(row, "longest", at, inf) - slack, rest,
        fields.keys(row.get("skills", []), f"{at}.skills"),
        fields.keys(row.get("languages", []), f"{at}.languages"),
    )  # fmt: skip


def _stop(one: Any, at: str, ground: _Ground) -> Stop:
    row = fields.mapping(one, at, STOP)
    lengths = [_optional(row, name, at, 0.0) for name in ("setup", "service", "packup")]
    closed = ground.horizon.closed | _some(row, "closed", at, ground)
    days = Days(_allowed(row, at, ground) - closed, closed, ground.served)
    options, asked = _options(row, at, ground, days, sum(lengths))
    return Stop(
        key=fields.key(row.get("id"), f"{at}.id"),
        place=_place(row.get("place", row.get("id")), f"{at}.place", ground),
        options=options,
        setup=lengths[0], service=lengths[1], packup=lengths[2],
        demand=_optional(row, "demand", at, 0.0),
        skills=fields.keys(row.get("skills", []), f"{at}.skills"),
        languages=fields.keys(row.get("languages", []), f"{at}.languages"),
        units=fields.keys(row["units"], f"{at}.units") if "units" in row else None,
        weight=_optional(row, "weight", at, 1.0),
        asked=asked,
        permitted=len(days.permitted),
    )  # fmt: skip


def _options(
    row: Mapping[str, Any], at: str, ground: _Ground, days: Days, stay: float
) -> tuple[tuple[Option, ...], int]:
    """What the stop may have, and how many visits were asked for."""
    wish = _wish(row, at, ground)
    if sum(name in row for name in ("patterns", "visits", "per_week", "fixed")) > 1:
        raise Unclear(at, "one of patterns, visits, per_week and fixed")
    if "fixed" in row:
        return _fixed(row, at, ground, days)
    found: list[tuple[frozenset[int], float]] = []
    if "patterns" in row:
        given = [
            horizon.some_days(one, f"{at}.patterns[{k}]", ground.horizon)
            for k, one in enumerate(fields.many(row["patterns"], f"{at}.patterns"))
        ]
        asked = min(map(len, given), default=0)
        found = [(one, 0.0) for one in dict.fromkeys(given) if one <= days.permitted]
    elif "visits" in row:
        asked = limited(row["visits"], f"{at}.visits", 0, ground.horizon.days)
        found = _any(asked, days, wish, at)
    else:
        found = patterns.weekly(wish, days, ground.horizon)
        asked = wish.per_week * len(range(0, ground.horizon.weeks, wish.every))
    return patterns.timed(found, _windows(row, at, ground), stay, wish), asked


def _fixed(
    row: Mapping[str, Any], at: str, ground: _Ground, days: Days
) -> tuple[tuple[Option, ...], int]:
    """Visits that somebody promised: these days and hours and no others."""
    moments: dict[int, float | None] = {}
    for name, value in fields.mapping(row["fixed"], f"{at}.fixed").items():
        here = f"{at}.fixed.{name}"
        which: Any = int(name) if str(name).isdecimal() else name
        found = horizon.some_days([which], here, ground.horizon)
        if len(found) != 1:
            raise Unclear(here, "one day of the plan is needed, as its number or its date")
        moments[min(found)] = None if value is None else moment(value, here)
    windows = _windows(row, at, ground)
    visits = tuple(
        Visit(day, windows[day]) if begins is None else Visit(day, windows[day], (begins, begins))
        for day, begins in sorted(moments.items())
    )
    is_permitted = moments.keys() <= days.permitted
    return ((Option(visits),) if is_permitted else ()), len(moments)


def _any(asked: int, days: Days, wish: Wish, at: str) -> list[tuple[frozenset[int], float]]:
    """So many visits on any permitted days that are far enough apart."""
    permitted = sorted(days.permitted)
    if math.comb(len(permitted), asked) > MOST_PATTERNS:
        raise Unclear(f"{at}.visits", "too many ways to choose the days; say patterns or per_week")
    found = []
    for one in combinations(permitted, asked):
        if all(b - a >= wish.apart for a, b in pairwise(one)):
            found.append((frozenset(one), 0.0))
    return found


def _wish(row: Mapping[str, Any], at: str, ground: _Ground) -> Wish:
    regular = row.get("regularity", ground.regularity)
    where = f"{at}.regularity" if "regularity" in row else "regularity"
    regular = fields.mapping(regular, where, REGULARITY)
    return Wish(
        per_week=limited(row.get("per_week", 1), f"{at}.per_week", 1, 7),
        every=limited(row.get("every", 1), f"{at}.every", 1, 52),
        apart=limited(row.get("apart", 1), f"{at}.apart", 1, 366),
        weekday_price=_price(regular.get("weekday", "hard"), f"{where}.weekday"),
        within=fields.amount(regular["within"], f"{where}.within") if "within" in regular else None,
        hour_price=_price(regular.get("hour", "hard"), f"{where}.hour"),
        skip_price=fields.amount(row["skip_price"], f"{at}.skip_price")
        if "skip_price" in row
        else None,
    )


def _price(value: Any, at: str) -> float | None:
    """None where the wish is a rule."""
    if value == "hard":
        return None
    if isinstance(value, str):
        raise Unclear(at, "“hard”, or what it costs not to keep it")
    return fields.amount(value, at)


def _windows(row: Mapping[str, Any], at: str, ground: _Ground) -> dict[int, tuple[Window, ...]]:
    """The host's hours: one or several spans a day, on some days others."""
    usual = _spans(row["hours"], f"{at}.hours") if "hours" in row else ANY_TIME
    found = dict.fromkeys(range(ground.horizon.days), usual)
    special = row.get("hours_on", {})
    if not isinstance(special, Mapping):
        raise Unclear(f"{at}.hours_on", "an object from days to hours")
    for name, value in special.items():
        here = f"{at}.hours_on.{name}"
        which: Any = int(name) if str(name).isdigit() else name
        for day in horizon.some_days(which, here, ground.horizon):
            found[day] = _spans(value, here)
    return found


def _spans(value: Any, at: str) -> tuple[Window, ...]:
    listed = fields.many(value, at)
    if listed and not isinstance(listed[0], list | tuple):
        listed = [value]
    return tuple(sorted((Window(*span(one, f"{at}[{k}]")) for k, one in enumerate(listed)),
                        key=lambda window: (window.opens, window.closes)))  # fmt: skip


def _allowed(row: Mapping[str, Any], at: str, ground: _Ground) -> frozenset[int]:
    """The days of `days`, of all where it is not said, cut down to those of `calendar`."""
    whole = frozenset(range(ground.horizon.days))
    days = _some(row, "days", at, ground) if "days" in row else whole
    if "calendar" not in row:
        return days
    name = fields.key(row["calendar"], f"{at}.calendar")
    if name not in ground.horizon.calendars:
        raise Unclear(f"{at}.calendar", f"no calendar is called {name!r}")
    return days & ground.horizon.calendars[name]


def _some(row: Mapping[str, Any], name: str, at: str, ground: _Ground) -> frozenset[int]:
    return horizon.some_days(row.get(name, []), f"{at}.{name}", ground.horizon)


def _place(value: Any, at: str, ground: _Ground) -> int:
    name = fields.key(value, at)
    if name not in ground.places:
        raise Unclear(at, f"no place is called {name!r}")
    return ground.places[name]


def _optional(row: Mapping[str, Any], name: str, at: str, otherwise: float) -> float:
    return fields.amount(row[name], f"{at}.{name}") if row.get(name) is not None else otherwise
