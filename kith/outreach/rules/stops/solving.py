"""An instance against the rules: the choice first, then what it costs to hold to it or leave it."""

import time
from dataclasses import dataclass

from kith.core.sources import Reason
from kith.outreach.rules.stops import comparing, explaining
from kith.outreach.rules.stops.choosing import choose
from kith.outreach.rules.stops.comparing import Alternative, Price, Without
from kith.outreach.rules.stops.explaining import Reached
from kith.outreach.rules.stops.limits import Choice, Limits, Told
from kith.outreach.rules.stops.problem import Kind
from kith.outreach.rules.stops.reading import Instance


@dataclass(frozen=True, slots=True)
class Answer:
    """reasons: of each stop in order. without: the best choice without each stop. warnings: facts
    to be told beside the numbers."""

    choice: Choice
    reached: Reached
    reasons: tuple[tuple[Reason, ...], ...]
    without: tuple[Without, ...]
    prices: tuple[Price, ...]
    alternatives: tuple[Alternative, ...]
    warnings: tuple[Reason, ...]
    seconds: dict[str, float]


def warm_up(kind: Kind = Kind.MEDIAN) -> float:
    """Load the solver and compile, or load what was compiled before. Seconds it took. Covering
    needs a quarter of what a median does, and the first time that is twenty seconds."""
    import numpy as np
    from scipy.optimize import linprog, milp

    from kith.outreach.rules.stops import covering, median

    began = time.perf_counter()
    assert linprog is not None and milp is not None
    free = np.zeros(3, np.int8)
    if kind is Kind.COVERING:
        covering.solve(covering.Task(np.eye(3, dtype=np.bool_), np.ones(3), 1, free), Limits(5.0))
    else:
        minutes = np.array([[0.0, 3.0, 1.5], [2.5, 0.5, 1.0], [1.0, 1.0, 1.0]])
        median.solve(minutes, 1, free, Limits(5.0))
    return time.perf_counter() - began


def solve(instance: Instance, told: Told = lambda _progress: None) -> Answer:
    """Raises problem.Impossible or problem.Unfinished. Twice `seconds` at most: once to choose,
    once to compare."""
    problem, limits = instance.problem, instance.limits
    compiling = warm_up(problem.kind)
    began = time.perf_counter()
    chosen = choose(problem, None, limits, told)
    middle = time.perf_counter()
    half = Limits(limits.seconds / 2, limits.gap)
    prices = comparing.prices(problem, chosen, half)
    others = comparing.without_each(problem, chosen, half) if instance.most else []
    near = comparing.alternatives(problem, chosen, others, instance.part, instance.most)
    by_stop = {one.stop: one for one in others}
    seconds = {
        "compiling": compiling, "choosing": middle - began,
        "comparing": time.perf_counter() - middle,
    }  # fmt: skip
    return Answer(
        chosen, explaining.reached(problem, chosen.stops),
        tuple(explaining.explain(problem, chosen.stops, by_stop, instance.candidates)),
        tuple(others), tuple(prices), tuple(near),
        tuple(_warnings(instance, chosen, others, prices)), seconds,
    )  # fmt: skip


def _warnings(
    instance: Instance, chosen: Choice, others: list[Without], prices: list[Price]
) -> list[Reason]:
    """What the numbers alone do not say."""
    found, problem = [], instance.problem
    if instance.estimate is not None:
        how = instance.estimate
        values = {"speed_kmh": f"{how.speed_kmh:g}", "detour": f"{how.detour:g}"}
        found.append(Reason("crow_fly", values))
    if not problem.weight.sum() > 0:
        found.append(Reason("nothing_weighs"))
    if len(chosen.stops) < problem.count:
        found.append(Reason("fewer_are_enough", {"stops": str(len(chosen.stops))}))
    free = sum(problem.state[j] == 0 for j in chosen.stops)
    held = int((problem.state != 0).sum())
    if (instance.most and len(others) < free) or len(prices) < held:
        found.append(Reason("compared_in_part", {"stops": str(len(others))}))
    return found
