"""The usual way without a search over patterns: share them out evenly, then plan each day alone."""

from collections.abc import Sequence

import numpy as np
import pyvrp
from pyvrp.stop import MaxRuntime

from kith.outreach.rules.tours.problem import Problem, Unit

SCALE = 1000.0
"""PyVRP counts in whole numbers."""
UNLIMITED = 10**12


def gap(problem: Problem, best: float, seconds: float, seed: int) -> float | None:
    """Per cent above the best known cost, or None where a day could not be planned."""
    days: list[list[int]] = [[] for _ in range(problem.days)]
    load = np.zeros(problem.days)
    order = sorted(range(len(problem.stops)), key=lambda k: -problem.stops[k].demand)
    for k in order:
        stop = problem.stops[k]
        options = [[visit.day for visit in option.visits] for option in stop.options]
        for day in min(options, key=lambda own: max((load[d] for d in own), default=0.0)):
            load[day] += stop.demand
            days[day].append(k)
    total = 0.0
    for day, stops in enumerate(days):
        if stops:
            cost = _day(problem, day, stops, seconds / problem.days, seed)
            if cost is None:
                return None
            total += cost
    return 100 * (total / best - 1)


def _day(
    problem: Problem, day: int, stops: Sequence[int], seconds: float, seed: int
) -> float | None:
    units: list[Unit] = [unit for unit in problem.units if day in unit.shifts]
    shift = units[0].shifts[day]
    model = pyvrp.Model()
    places = [units[0].start, *(problem.stops[k].place for k in stops)]
    spots = [model.add_location(0, 0) for _ in places]
    model.add_depot(spots[0])
    for k, spot in zip(stops, spots[1:], strict=True):
        stop = problem.stops[k]
        model.add_client(spot, [round(stop.demand * SCALE)], service_duration=_scaled(stop.stay))
    model.add_vehicle_type(
        len(units), [_scaled(units[0].capacity)], shift_duration=_scaled(shift.longest)
    )
    for a, one in zip(places, spots, strict=True):
        for b, other in zip(places, spots, strict=True):
            if a != b:
                km = _scaled(float(problem.km[a, b]))
                model.add_edge(one, other, km, km)
    result = model.solve(MaxRuntime(seconds), seed=seed, display=False)
    return result.cost() / SCALE if result.is_feasible() else None


def _scaled(value: float) -> int:
    return UNLIMITED if value == np.inf else round(value * SCALE)
