"""Floating catchments: `python -m bench.access.run`.

Beside PySAL's `access` on the very same pairs in the same run; both must agree to 1e-12. Also the
expression for a whole country on DuckDB, the large one (`--country`) in a process of its own.
"""

import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from bench.access import made
from bench.table import Row, publish
from kith.region.rules.catchment import decays, pairs, scoring
from kith.region.rules.catchment.scoring import Method

SIZES = (12_000, 400_000, 5_000_000)
ROUNDS = 5
BANDS = decays.Bands((10.0, 20.0, 30.0), (1.0, 0.68, 0.22))
TIMES = 60.0
"""How many times quicker than PySAL E2SFCA has to be at five million pairs."""
LARGE_SECONDS, LARGE_MB = 25.0, 1500.0


def main() -> None:
    """`--country` adds the 400 million pairs of a whole country."""
    print(f"compiling (or loading what was compiled): {scoring.warm_up():.2f} s", flush=True)
    rows: list[Row] = []
    for size in SIZES:
        rows += measure(made.country(size))
    if "--country" in sys.argv:
        rows += country()
    publish("access", rows)


def measure(given: made.Country) -> list[Row]:
    """2SFCA, E2SFCA and 3SFCA from compressed rows, and E2SFCA from three columns."""
    many = len(given.cost)
    places, services = len(given.people), len(given.capacity)

    def gathered() -> pairs.Pairs:
        return pairs.gather(given.place, given.service, given.cost, places, services)

    ready, gathering = timed(gathered, ROUNDS)
    rows = []
    for name, method, decay in (
        ("2SFCA", Method.TWO, decays.flat(30.0)), ("E2SFCA", Method.ENHANCED, BANDS),
        ("3SFCA", Method.THREE, BANDS),
    ):  # fmt: skip
        found, took = timed(lambda: _ours(ready, given, method, decay), ROUNDS)  # noqa: B023
        theirs, peer = timed(_pysal(given, method), 1)
        apart = float(np.abs(found - theirs).max())
        if apart > 1e-12:
            raise AssertionError(f"{name} at {many:,} pairs: {apart} away from PySAL")
        target = peer / TIMES * 1000 if name == "E2SFCA" and many >= 4_000_000 else None
        rows.append(Row(f"{name}, {many:,} pairs", took * 1000, "ms", target, "PySAL access",
                        peer * 1000))  # fmt: skip
        if name == "E2SFCA":
            rows.append(Row(f"{name}, {many:,} pairs, rows made first", (gathering + took) * 1000,
                            "ms", target, "PySAL access", peer * 1000))  # fmt: skip
        print(f"{name} {many:,}: {took * 1000:.1f} ms, PySAL {peer * 1000:.0f} ms, "
              f"{peer / took:.0f} times, {apart:.1e} apart", flush=True)  # fmt: skip
    return rows


def timed(work: Callable[[], Any], rounds: int) -> tuple[Any, float]:
    """The answer, and the best of so many rounds in seconds of this process."""
    best = float("inf")
    for _round in range(rounds):
        began = time.process_time()
        answer = work()
        best = min(best, time.process_time() - began)
    return answer, best


def country() -> list[Row]:
    """In a process of its own, so that its memory is its own: seconds of the wall and megabytes."""
    done = subprocess.run([sys.executable, "-m", "bench.access.country"], check=True,
                          capture_output=True, text=True)  # fmt: skip
    print(done.stdout, flush=True)
    many, seconds, megabytes = done.stdout.strip().splitlines()[-1].split()
    case = f"E2SFCA, {int(many):,} pairs, DuckDB"
    return [Row(case, float(seconds), "s", LARGE_SECONDS),
            Row(f"{case}, most memory", float(megabytes), "MB", LARGE_MB)]  # fmt: skip


def memory() -> float:
    """The most this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ours(ready: pairs.Pairs, given: made.Country, method: Method, decay: Any) -> Any:
    weight = scoring.weights(ready, method, decay)
    return scoring.score(ready, given.people, given.capacity, weight).score


def _pysal(given: made.Country, method: Method) -> Callable[[], Any]:
    """Its tables are made before the clock runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas as pd
        from access import fca, weights

        table = pd.DataFrame({"origin": given.place, "dest": given.service, "cost": given.cost})
        index = pd.RangeIndex(len(given.people), name="geoid")
        demand = pd.DataFrame({"demand": given.people}, index=index)
        sites = pd.RangeIndex(len(given.capacity), name="geoid")
        supply = pd.DataFrame({"supply": given.capacity}, index=sites)
        call = fca.three_stage_fca if method is Method.THREE else fca.two_stage_fca
        steps = None if method is Method.TWO else weights.step_fn({10: 1, 20: 0.68, 30: 0.22})

    def work() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = call(demand, supply, table, 30.0, weight_fn=steps)
        return found.reindex(index).fillna(0.0).to_numpy()

    return work


if __name__ == "__main__":
    main()
