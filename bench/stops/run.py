"""Choosing stops: `python -m bench.stops.run`.

Covering beside spopt (with HiGHS through pulp) on the same instance in the same run, where it is
installed; the run fails unless both agree. The p-median by itself, and on OR-Library's instances
with published optima where they are at hand. Seconds of the wall, as that is what is promised.
"""

import csv
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from bench.stops import made
from bench.table import Row, publish
from kith.outreach.rules.stops import choosing, median, orlib, solving
from kith.outreach.rules.stops.limits import Limits
from kith.outreach.rules.stops.problem import Kind, People, Problem

SHARED = Path(os.environ.get("KITH_SHARED", Path(__file__).parents[3] / "shared")) / "data"
COVERING = ((500, 100, 10, 8.0), (2_000, 300, 15, 6.0), (5_000, 500, 20, 5.0),
            (5_000, 500, 40, 5.0), (5_000, 500, 20, 10.0))  # fmt: skip
PROMISED, TIMES, SEEDS = 1.0, 25.0, (1, 2, 3)
"""Seconds at 5,000 x 500 with reach 5, and how many times quicker than spopt."""
WITHIN = 0.1
"""Percent of the optimum, at most."""


def main() -> None:
    """`--without-spopt` leaves the slow peer out."""
    print(f"loading and compiling: {solving.warm_up():.2f} s", flush=True)
    rows: list[Row] = []
    for places, candidates, count, reach in COVERING:
        rows += covering(places, candidates, count, reach)
    for count in (15, 30, 60):
        rows += medians(2_000, 300, count)
    rows += published()
    publish("stops", rows)


def covering(places: int, candidates: int, count: int, reach: float) -> list[Row]:
    """The median of some towns; spopt on the first."""
    took, unproven, first = [], 0, (0.0, 0.0)
    for seed in SEEDS:
        problem = town(Kind.COVERING, places, candidates, count, seed, reach)
        began = time.perf_counter()
        found = choosing.choose(problem, limits=Limits(60.0))
        took.append(time.perf_counter() - began)
        unproven += not found.is_proven
        first = first if seed != SEEDS[0] else (found.objective, took[0])
    peer = None
    if "--without-spopt" not in sys.argv and reach <= 8:
        peer = spopt(places, candidates, count, reach, first[0])
    case = f"covering {places:,} x {candidates}, {count} stops within {reach:g}"
    target = None
    if places == 5_000 and reach == 5.0:
        target = min(PROMISED, peer / TIMES) if peer else PROMISED
    print(f"{case}: {took} s, unproven {unproven}, spopt {peer}", flush=True)
    rows = [Row(f"{case}, median of {len(SEEDS)}", statistics.median(took), "s", target),
            Row(f"{case}, not proven in 60 s", unproven, "", 0 if target else None)]  # fmt: skip
    if peer:
        rows.append(Row(f"{case}, town 1", first[1], "s", target, "spopt + HiGHS", peer))
    return rows


def medians(places: int, candidates: int, count: int) -> list[Row]:
    """What is proven within ten seconds: the worst of some towns."""
    gaps, took = [], []
    for seed in SEEDS:
        problem = town(Kind.MEDIAN, places, candidates, count, seed)
        found = choosing.choose(problem, limits=Limits(10.0))
        gaps.append(100 * found.gap)
        quick = choosing.choose(problem, limits=Limits(10.0, WITHIN / 100))
        took.append(quick.seconds)
    case = f"p-median {places:,} x {candidates}, {count} stops"
    print(f"{case}: gaps {gaps} %, within {WITHIN} % after {took} s", flush=True)
    return [
        Row(f"{case}: gap after 10 s, worst of {len(SEEDS)}", max(gaps), "%", WITHIN),
        Row(f"{case}: proven within {WITHIN} % after, worst", max(took), "s", 10.0),
    ]


def published() -> list[Row]:
    """OR-Library's instances, at most ten seconds each."""
    folder = SHARED / "orlib-pmed"
    if not folder.exists():
        print("OR-Library's instances are not on this machine")
        return []
    with (folder / "optimal.csv").open() as file:
        optimal = {row["inst"]: float(row["opt"]) for row in csv.DictReader(file)}
    over, gaps, took = [], [], []
    for name, best in optimal.items():
        graph = orlib.read((folder / f"{name}.txt").read_text())
        found = median.solve(
            graph.far, graph.count, np.zeros(len(graph.far), np.int8), Limits(10.0)
        )
        over.append(100 * (found.objective - best) / best)
        gaps.append(100 * found.gap)
        took.append(found.seconds)
        print(f"{name}: {found.objective:g} ({best:g}), {found.seconds:.2f} s", flush=True)
    many = len(optimal)
    return [Row(f"OR-Library pmed, {many}: above the optimum, worst", max(over), "%", WITHIN),
            Row(f"OR-Library pmed, {many}: gap, worst", max(gaps), "%", WITHIN),
            Row(f"OR-Library pmed, {many}: longest", max(took), "s")]  # fmt: skip


def town(
    kind: Kind, places: int, candidates: int, count: int, seed: int, reach: float = 0.0
) -> Problem:
    minutes, people = made.town(places, candidates, seed)
    nothing, nobody = np.zeros(places), np.full(places, np.inf)
    who = People(people, {}, nothing, nothing, nobody)
    state = np.zeros(candidates, np.int8)
    return Problem(kind, count, minutes, who, people, state, within=reach, otherwise=1e3)


def spopt(places: int, candidates: int, count: int, reach: float, ours: float) -> float | None:
    """In a process of its own: its solver and ours cannot share one. None where not installed."""
    arguments = [str(one) for one in (places, candidates, count, reach, SEEDS[0])]
    done = subprocess.run([sys.executable, "-m", "bench.stops.spopt_peer", *arguments],
                          capture_output=True, text=True)  # fmt: skip
    if done.returncode:
        print("spopt:", done.stderr.strip().splitlines()[-1:], flush=True)
        return None
    theirs, seconds = (float(part) for part in done.stdout.strip().splitlines()[-1].split())
    if abs(theirs - ours) > 1e-6 * ours:
        raise AssertionError(f"spopt covers {theirs}, we cover {ours}")
    return seconds


if __name__ == "__main__":
    main()
