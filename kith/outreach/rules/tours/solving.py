"""A problem in, an answer with its check, reasons and bound out: what the command prints."""

import time
from collections.abc import Callable
from typing import Any

from kith.outreach.rules.tours import checking, explaining, searching, writing
from kith.outreach.rules.tours.problem import Problem
from kith.outreach.rules.tours.searching import Found, Progress

NONE_KNOWN = "none known"


def solve(
    problem: Problem, *, seconds: float = 30.0, steps: int | None = None, seed: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The answer as docs/reference/solve-tours.md describes it."""
    compiling = searching.warm_up()
    found = searching.search(problem, seconds=seconds, steps=steps, seed=seed, progress=progress)
    answer = writing.written(problem, found.plan)
    answer["bound"] = NONE_KNOWN
    began = time.perf_counter()
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
        "seconds": {"compiling": compiling, "searching": found.seconds, "explaining": explained},
    }
    return answer


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
