"""A problem in, an answer with its check, reasons and bound out: what the command prints."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kith.outreach.rules.tours import bounding, checking, explaining, searching, writing
from kith.outreach.rules.tours.problem import Problem
from kith.outreach.rules.tours.searching import Found, Progress

NONE_KNOWN = "none known"


def solve(
    problem: Problem, *, seconds: float = 30.0, steps: int | None = None, seed: int = 1,
    workers: int = 1, progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The answer as docs/reference/solve-tours.md describes it: what pages and jobs call.

    problem: from `reading.read` of the same fields as the file has, or built from `problem`'s
    values; today's rest from `replanning.rest_of_day`. progress: called about twice a second, with
    the cost of the best plan so far, the share of the time that is over, and a bound (`Progress`).
    stop: asked about 20 times a second; once it says yes the best plan so far is the answer. The
    first call on a machine compiles, up to a minute before the search begins, so never in a web
    request.
    """
    compiling = searching.warm_up()
    hopeless = {k for k, stop in enumerate(problem.stops) if not stop.options}
    began = time.perf_counter()
    bound = bounding.bound(_without(problem, hopeless))
    bounding_took = time.perf_counter() - began
    found = searching.search(
        problem, seconds=seconds, steps=steps, seed=seed, workers=workers,
        progress=progress and (lambda now: progress(replace(now, bound=bound))), should_stop=stop,
    )  # fmt: skip
    answer = writing.written(problem, found.plan)
    began = time.perf_counter()
    if set(found.plan.left_out) != hopeless:
        bound = bounding.bound(_without(problem, set(found.plan.left_out)))
    answer["bound"] = NONE_KNOWN if bound is None else bound
    _explain(problem, found, answer, seed)
    explained = time.perf_counter() - began
    verdict = checking.check(problem, answer)
    answer["check"] = {
        "kept": verdict.is_kept,
        "cost": verdict.cost,
        "violations": [{"code": v.code, "where": v.where, "by": v.by} for v in verdict.violations],
    }
    answer["search"] = {
        "seed": seed,
        "steps": found.steps,
        "ended": found.ended,
        "seconds": {"compiling": compiling, "bounding": bounding_took,
                    "searching": found.seconds, "explaining": explained},
    }  # fmt: skip
    return answer


def _without(problem: Problem, aside: set[int]) -> Problem:
    kept = tuple(stop for k, stop in enumerate(problem.stops) if k not in aside)
    return replace(problem, stops=kept)


def _explain(problem: Problem, found: Found, answer: dict[str, Any], seed: int) -> None:
    """Reasons beside each stop that is left out, and what would help those for whom it is full."""
    full = []
    for k, row in zip(found.plan.left_out, answer["unserved"], strict=True):
        why = explaining.reasons(problem, problem.stops[k])
        if not why:
            full.append(k)
        row["reasons"] = [
            {"code": one.code, **({"by": one.by} if one.by else {}),
             **({"names": list(one.names)} if one.names else {}),
             **({"day": one.day} if one.day is not None else {})}
            for one in why
        ] or [{"code": "full"}]  # fmt: skip
    answer["relaxation"] = None
    if full and found.ended != "stopped":
        more = explaining.relaxation(problem, found.plan, full, seed)
        answer["relaxation"] = {
            "stops": list(more.stops),
            "minutes": more.minutes,
            "units": more.units,
            "like": more.like,
        }
