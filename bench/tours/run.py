"""Weeks of tours on published instances: `python -m bench.tours.run [INSTANCE ...] --seconds 30`.

The gap to the best known cost in per cent, on one processor unless `--workers` says more, compiling
outside of what is timed. Every plan is checked by `checking`, and its cost once more here from the
file itself. Beside it, on some instances, what one gets without a search over patterns: the
patterns shared out evenly, then PyVRP or VROOM day by day with the same seconds in all.
"""

import argparse
import csv
import os
import time
from dataclasses import dataclass
from pathlib import Path

from bench.table import Row, publish
from bench.tours import fixed, plain
from kith.outreach.rules.tours import checking, cordeau, searching, writing
from kith.outreach.rules.tours.problem import Problem

HOME = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KITH_SHARED", HOME.parent / "shared")) / "data" / "pvrp"
MEAN, WORST = 0.7, 2.5
"""What was promised for 30 seconds."""
WITH_PEER = ("p02", "p10", "pr01", "pr02", "pr08")


def main() -> None:
    """Without instances: all of them."""
    terms = argparse.ArgumentParser()
    terms.add_argument("instances", nargs="*")
    terms.add_argument("--seconds", type=float, default=30.0)
    terms.add_argument("--seed", type=int, default=1)
    terms.add_argument("--workers", type=int, default=1)
    terms.add_argument("--without-peer", action="store_true")
    given = terms.parse_args()
    best = _best_known()
    print(f"compiling (or loading what was compiled): {searching.warm_up():.2f} s", flush=True)
    rows, gaps = [], []
    for name in given.instances or list(best):
        text = (SHARED / name).read_text()
        found = _found(text, given.seconds, given.seed, given.workers)
        gap = 100 * (found.cost / best[name] - 1)
        gaps.append(gap)
        told = f"{name}: {found.cost:.2f} of {best[name]:.2f}, feasible, {found.told}"
        print(f"{told}: {gap:.2f} %", flush=True)
        rows.append(Row(told, gap, "%", WORST))
        if name in WITH_PEER and not given.without_peer:
            rows += _peers(name, cordeau.read(text), best[name], given.seconds, given.seed, gap)
    rows.append(Row("mean", sum(gaps) / len(gaps), "%", MEAN))
    publish("tours", rows)


def _best_known() -> dict[str, float]:
    if not SHARED.exists():
        raise SystemExit(f"The instances are not on this machine ({SHARED}).")
    with (SHARED / "best-known.csv").open() as file:
        return {row["inst"]: float(row["bks"]) for row in csv.DictReader(file)}


def _peers(
    name: str, problem: Problem, best: float, seconds: float, seed: int, own: float
) -> list[Row]:
    """The same seconds in all, shared out among the days."""
    found = []
    for told, planner in (("PyVRP", fixed.by_pyvrp), ("VROOM", fixed.by_vroom)):
        gap = fixed.gap(problem, best, seconds, seed, planner)
        peer = f"even patterns, {told} by day" + (
            ": a day cannot be planned" if gap is None else ""
        )
        found.append(Row(f"{name} beside", own, "%", WORST, peer, gap))
    return found


@dataclass(frozen=True)
class _Found:
    """Checked twice: every rule is kept, and the cost is what the file says."""

    cost: float
    told: str


def _found(text: str, seconds: float, seed: int, workers: int) -> _Found:
    """The run fails where a rule is broken, a stop left out, or the cost is not what was said."""
    problem = cordeau.read(text)
    began = time.process_time()
    found = searching.search(problem, seconds=seconds, seed=seed, workers=workers)
    used = time.process_time() - began
    answer = writing.written(problem, found.plan)
    verdict = checking.check(problem, answer)
    if verdict.violations or found.plan.left_out:
        raise AssertionError(f"rules broken: {verdict.violations}, {found.plan.left_out} left out")
    cost = plain.cost(text, answer)
    if abs(cost - answer["objective"]) > 1e-6 * max(1.0, cost):
        raise AssertionError(f"the file says {cost}, the answer {answer['objective']}")
    return _Found(cost, f"{found.steps / 1e6:.1f} million steps, {used:.0f} s of a processor")


if __name__ == "__main__":
    main()
