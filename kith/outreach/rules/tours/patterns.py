"""The patterns a stop may have: "once a week, the same weekday and hour" as sets of dated visits.

The search then only chooses among them, so that regularity is kept inside every move.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from math import inf, isfinite

from kith.outreach.rules.tours.horizon import Horizon
from kith.outreach.rules.tours.problem import ANY_TIME, Option, Visit, Window

MOST = 600
"""Irregular patterns of one stop; beyond, only those with one odd week are offered."""
BANDS = 24
"""Hours of the day among which a stop that keeps its hour can choose."""
SHORTEST_STEP = 5.0


_Found = dict[frozenset[int], tuple[int, float]]
"""Sets of days with how many visits they lose, and the price for odd weekdays."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How often somebody should come.

    per_week on so many weekdays, every so many weeks, visits at least `apart` days from each other.
    weekday_price: what each visit on another weekday costs; None where that may not be.
    within: minutes within which the hour stays the same, or None; hour_price: what not keeping it
    costs, None where that may not be. skip_price: for each visit that falls on a closed day; None:
    patterns that lose more visits than others are not offered.
    """

    per_week: int = 1
    every: int = 1
    apart: int = 1
    weekday_price: float | None = None
    within: float | None = None
    hour_price: float | None = None
    skip_price: float | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """permitted: where a visit may be at all; closed: where one that falls there is left out;
    served: those on which any unit is out."""

    permitted: frozenset[int]
    closed: frozenset[int]
    served: frozenset[int]


def weekly(wish: Wish, days: Days, horizon: Horizon) -> list[tuple[frozenset[int], float]]:
    """Sets of days with their price, the regular ones first."""
    found: _Found = {}
    weeks = range(horizon.weeks)
    for phase in range(min(wish.every, horizon.weeks)):
        due = [week for week in weeks if week % wish.every == phase]
        for weekdays in combinations(range(7), wish.per_week):
            _keep(found, wish, days, horizon, [weekdays] * len(due), due, 0.0)
        if wish.weekday_price is not None:
            for choice, odd in _irregular(wish.per_week, len(due)):
                _keep(found, wish, days, horizon, choice, due, odd * wish.weekday_price)
    fewest = min((one[0] for visits, one in found.items() if visits <= days.served), default=0)
    kept = [
        (visits, price + skipped * (wish.skip_price or 0.0))
        for visits, (skipped, price) in found.items()
        if wish.skip_price is not None or skipped <= fewest
    ]
    return sorted(kept, key=lambda one: (one[1], sorted(one[0])))


def _irregular(per_week: int, weeks: int) -> Iterator[tuple[Sequence[tuple[int, ...]], int]]:
    """Weekdays for each week, and how many visits are not on the most usual weekdays."""
    sets = list(combinations(range(7), per_week))
    if len(sets) ** weeks <= MOST:
        choices: Iterable[Sequence[tuple[int, ...]]] = product(sets, repeat=weeks)
    else:
        choices = (
            [other if week == odd else usual for week in range(weeks)]
            for usual in sets for other in sets for odd in range(weeks) if other != usual
        )  # fmt: skip
    for choice in choices:
        odd = min(sum(len(set(one) - set(usual)) for one in choice) for usual in choice)
        if odd:
            yield choice, odd


def _keep(
    found: _Found, wish: Wish, days: Days, horizon: Horizon,
    choice: Sequence[tuple[int, ...]], due: Sequence[int], price: float,
) -> None:  # fmt: skip
    """Unless a visit is not permitted, or two are too close; the cheaper price of two counts."""
    offset = horizon.starts_on.weekday() if horizon.starts_on else 0
    wanted = [
        week * 7 + weekday - offset
        for week, one in zip(due, choice, strict=True)
        for weekday in one
    ]
    inside = sorted(day for day in wanted if 0 <= day < horizon.days)
    if any(later - earlier < wish.apart for earlier, later in pairwise(inside)):
        return
    skipped = [day for day in inside if day in days.closed]
    visits = frozenset(inside) - days.closed
    if not visits or not visits <= days.permitted:
        return
    found[visits] = min((len(skipped), price), found.get(visits, (len(skipped), inf)))


def timed(
    patterns: Iterable[tuple[frozenset[int], float]], windows: Mapping[int, tuple[Window, ...]],
    stay: float, wish: Wish,
) -> tuple[Option, ...]:  # fmt: skip
    """Options from patterns: each with its windows, and with each hour that can be kept."""
    options: list[Option] = []
    for days, price in patterns:
        visits = tuple(Visit(day, windows.get(day, ANY_TIME)) for day in sorted(days))
        if wish.within is None or len(visits) < 2:
            options.append(Option(visits, price))
            continue
        for band in bands(visits, stay, wish.within):
            options.append(Option(tuple(replace(v, begins=band) for v in visits), price))
        if wish.hour_price is not None:
            options.append(Option(visits, price + wish.hour_price))
    return tuple(options)


def bands(visits: Sequence[Visit], stay: float, within: float) -> list[tuple[float, float]]:
    """Spans of `within` minutes in which set-up can begin on every one of these days."""
    low = max(min(window.opens for window in visit.windows) for visit in visits)
    high = min(max(window.closes for window in visit.windows) for visit in visits) - stay
    low, high = (low if isfinite(low) else 0.0), (high if isfinite(high) else 24 * 60.0 - stay)
    if high < low:
        return []
    step = max(within / 2, (high - low) / BANDS, SHORTEST_STEP)
    count = int((high - low) / step) + 1
    found = [(low + k * step, min(low + k * step + within, high)) for k in range(count)]
    return [band for band in found if all(_meets(visit, band, stay) for visit in visits)]


def _meets(visit: Visit, band: tuple[float, float], stay: float) -> bool:
    return any(
        max(window.opens, band[0]) <= min(window.closes - stay, band[1]) for window in visit.windows
    )
