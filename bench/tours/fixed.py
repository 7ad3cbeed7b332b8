"""The usual way without a search over patterns: share them out evenly, then plan each day alone.

PyVRP and VROOM know no week patterns, so this is all that can be asked of them.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

import numpy as np
import pyvrp
import vroom
from pyvrp.stop import MaxRuntime

from kith.outreach.rules.tours.problem import Problem, Unit

SCALE = 1000.0
"""PyVRP counts in whole numbers."""
UNLIMITED = 10**12


Planner = Callable[[Problem, int, Sequence[int], float, int], float | None]
"""The cost of a day with these stops, within so many seconds; None where it cannot be planned."""


def gap(problem: Problem, best: float, seconds: float, seed: int, planner: Planner) -> float | None:
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
            cost = planner(problem, day, stops, seconds / problem.days, seed)
            if cost is None:
                return None
            total += cost
    return 100 * (total / best - 1)


def by_pyvrp(
    problem: Problem, day: int, stops: Sequence[int], seconds: float, seed: int
) -> float | None:
    """PyVRP for the whole time."""
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


def by_vroom(
    problem: Problem, day: int, stops: Sequence[int], seconds: float, seed: int
) -> float | None:
    """VROOM at its deepest; it decides by itself when it has done enough, and draws no lots."""
    units: list[Unit] = [unit for unit in problem.units if day in unit.shifts]
    places = [units[0].start, *(problem.stops[k].place for k in stops)]
    roads = np.rint(problem.km[np.ix_(places, places)] * SCALE).astype(np.uint32)
    longest = units[0].shifts[day].longest
    whole = problem_input(roads)
    for k, unit in enumerate(units, 1):
        room = [min(_scaled(unit.capacity), UNLIMITED)]
        hours = None if longest == np.inf else vroom.TimeWindow(0, _scaled(longest))
        whole.add_vehicle(vroom.Vehicle(k, start=0, end=0, capacity=room, time_window=hours))
    for at, k in enumerate(stops, 1):
        stop = problem.stops[k]
        load = vroom.Amount([round(stop.demand * SCALE)])
        whole.add_job(vroom.Job(at, at, default_service=_scaled(stop.stay), delivery=load))
    found = whole.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=seconds))
    return found.summary.cost / SCALE if not found.summary.unassigned else None


def problem_input(roads: np.ndarray) -> vroom.Input:
    """One matrix for minutes and for cost."""
    whole = vroom.Input()
    whole.set_durations_matrix("car", roads)
    whole.set_costs_matrix("car", roads)
    return whole


def _scaled(value: float) -> int:
    return UNLIMITED if value == np.inf else round(value * SCALE)
