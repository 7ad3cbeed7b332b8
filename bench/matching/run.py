"""Matching a waiting list: `python -m bench.matching.run`.

Beside scipy.optimize.linear_sum_assignment on the very same instance, every peer copied once for
each place. Compiling is outside of what is timed, and said. Each figure is the best of three
rounds, or of fifteen where one takes milliseconds.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.matching import made
from bench.table import Row, publish
from kith.peers.rules.matching import assigning, batch
from kith.peers.rules.matching.instance import Terms

SIZES = ((1_000, 200, 20.0), (10_000, 1_000, 1_500.0))
ALLOWED = 0.8
"""Of the pairs, where costs are random real numbers."""
BUILDING = 10.0


def main() -> None:
    """`--without-scipy` leaves the slow peer out."""
    print(f"compiling (or loading what was compiled): {assigning.warm_up():.2f} s", flush=True)
    rows: list[Row] = []
    for people, peers, target in SIZES:
        with_scipy = "--without-scipy" not in sys.argv
        rows += measure(people, peers, target, with_scipy=with_scipy)
        rows += at_random(people, peers, target, with_scipy=with_scipy)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    publish("matching", [*rows, Row("most memory, scipy's copies included", memory, "MB")])


def measure(people: int, peers: int, target: float, *, with_scipy: bool) -> list[Row]:
    """One size: ample places, scarce places, everybody's own wait, and with building the costs."""
    crowd = made.crowd(people, peers)
    built, building = timed(lambda: batch.build(crowd.people, crowd.peers, Terms()), 1)
    waited = np.array([person.waited for person in crowd.people])
    rows = []
    for what, share, waits in (
        ("ample places", 1.25, None), ("just enough places", 1.0, None),
        ("places for 8 in 10", 0.8, None), ("places for 8 in 10, longest wait first", 0.8, waited),
    ):  # fmt: skip
        places = made.places(people, peers, share)
        found, took = timed(lambda: assigning.assign(built.arcs, places, waits), rounds(people))  # noqa: B023
        size = f"{people:,} x {peers:,}, {len(built.arcs.cost):,} arcs"
        case = f"{size}, {what}: {found.served:,} matched"
        peer = scipy_seconds(built.arcs, places, found) if with_scipy and waits is None else None
        told = "scipy linear_sum_assignment" if peer is not None else ""
        rows.append(Row(case, took * 1000, "ms", target, told, peer and peer * 1000))
        print(f"{case}: {took * 1000:.1f} ms", flush=True)
        if what == "just enough places":
            rows.append(Row(f"{people:,} x {peers:,}, with rules and costs", building + took, "s",
                            BUILDING))  # fmt: skip
    return rows


def at_random(people: int, peers: int, target: float, *, with_scipy: bool) -> list[Row]:
    """Random real costs with 8 in 10 pairs allowed, and nobody waits longer than anybody else: no
    two costs are alike, and where places are short it is the costs alone that say who stays."""
    arcs = made.random_arcs(people, peers, ALLOWED)
    rows = []
    for what, share in (("places for 8 in 10", 0.8), ("places for 95 in 100", 0.95),
                        ("just enough places", 1.0)):  # fmt: skip
        places = made.places(people, peers, share)
        found, took = timed(lambda: assigning.assign(arcs, places), rounds(people))  # noqa: B023
        size = f"{people:,} x {peers:,}, {len(arcs.cost):,} arcs at random"
        case = f"{size}, {what}: {found.served:,} matched"
        peer = scipy_seconds(arcs, places, found) if with_scipy and share == 0.8 else None
        told = "scipy linear_sum_assignment" if peer is not None else ""
        rows.append(Row(case, took * 1000, "ms", target, told, peer and peer * 1000))
        print(f"{case}: {took * 1000:.1f} ms", flush=True)
    return rows


def rounds(people: int) -> int:
    return 15 if people < 5_000 else 3


def timed(work: Callable[[], Any], times: int) -> tuple[Any, float]:
    """The answer, and the best of so many rounds in seconds of this process: other work on the
    machine does not count, and more than one thread does."""
    best = float("inf")
    for _round in range(times):
        began = time.process_time()
        answer = work()
        best = min(best, time.process_time() - began)
    return answer, best


def scipy_seconds(arcs: assigning.Arcs, places: Any, found: assigning.Assignment) -> float:
    """Once, for it is slow. Both must agree, or there is nothing to compare."""
    costs = np.full((arcs.people, len(places)), 1e6)
    owner = np.repeat(np.arange(arcs.people), np.diff(arcs.first))
    costs[owner, arcs.peer] = arcs.cost
    wide = np.repeat(costs, places, axis=1)
    (rows, columns), took = timed(lambda: linear_sum_assignment(wide), 1)
    paid = wide[rows, columns]
    real = paid[paid < 1e5]
    if len(real) != found.served or abs(real.sum() - found.objective) > 1e-6 * max(1, real.sum()):
        raise AssertionError(f"scipy says {len(real)}, {real.sum()}; we say {found.served}, "
                             f"{found.objective}")  # fmt: skip
    return took


if __name__ == "__main__":
    main()
