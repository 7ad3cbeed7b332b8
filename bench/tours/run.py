"""Weeks of tours on published instances: `python -m bench.tours.run [INSTANCE ...] --seconds 30`.

The gap to the best known cost in per cent, one core, compiling outside of what is timed. Every plan
is checked by `checking`, and its cost once more here from the file itself. Beside it, on some
instances, what one gets without a search over patterns: the patterns shared out evenly, then PyVRP
day by day with the same seconds in all.
"""

import argparse
import csv
import os
from pathlib import Path

from bench.table import Row, publish
from bench.tours import fixed, plain
from kith.outreach.rules.tours import checking, cordeau, searching, writing

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
    terms.add_argument("--without-peer", action="store_true")
    given = terms.parse_args()
    best = _best_known()
    print(f"compiling (or loading what was compiled): {searching.warm_up():.2f} s", flush=True)
    rows, gaps = [], []
    for name in given.instances or list(best):
        text = (SHARED / name).read_text()
        gap, served = _gap(text, best[name], given.seconds, given.seed)
        gaps.append(gap)
        peer = None
        if name in WITH_PEER and not given.without_peer:
            peer = fixed.gap(cordeau.read(text), best[name], given.seconds, given.seed)
        told = "even patterns, PyVRP by day" if peer is not None else ""
        rows.append(Row(f"{name}, {served}", gap, "%", WORST, told, peer))
        print(f"{name}: {gap:.2f} %, {served}", flush=True)
    rows.append(Row("mean", sum(gaps) / len(gaps), "%", MEAN))
    publish("tours", rows)


def _best_known() -> dict[str, float]:
    if not SHARED.exists():
        raise SystemExit(f"The instances are not on this machine ({SHARED}).")
    with (SHARED / "best-known.csv").open() as file:
        return {row["inst"]: float(row["bks"]) for row in csv.DictReader(file)}


def _gap(text: str, best: float, seconds: float, seed: int) -> tuple[float, str]:
    """The run fails where a rule is broken or the cost is not what was said."""
    problem = cordeau.read(text)
    found = searching.search(problem, seconds=seconds, seed=seed)
    answer = writing.written(problem, found.plan)
    verdict = checking.check(problem, answer)
    if verdict.violations:
        raise AssertionError(f"rules broken: {verdict.violations}")
    cost = plain.cost(text, answer)
    if abs(cost - answer["objective"]) > 1e-6 * max(1.0, cost):
        raise AssertionError(f"the file says {cost}, the answer {answer['objective']}")
    left = len(found.plan.left_out)
    return 100 * (cost / best - 1), f"{left} left out" if left else f"{found.steps:,} steps"


if __name__ == "__main__":
    main()
