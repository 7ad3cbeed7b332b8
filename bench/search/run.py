"""How long finding takes, in the database and as a page: `python -m bench.search.run --scale 100k`.

One process, warm, each case asked with many different words, places and moments; the figure is the
95th percentile. Peers answer the same questions over the same rows in the same run: the plain
straightforward SQL somebody would write first, and Datasette's full-text search where it is there.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

COPIES = {"4k": 1, "100k": 26, "1m": 254}
TARGETS = {"4k": 15.0, "100k": 25.0, "1m": 50.0}
PAGE_TARGET = 60.0
WORDS = (
    "food", "mental health", "housing", "legal aid", "substance use", "therapy", "youth",
    "counseling", "family support", "job training", "health clinic", "grief", "shelter",
    "support group", "crisis", "immigration", "education", "addiction treatment", "dental",
    "domestic violence",
)  # fmt: skip
SLIPS = (
    "counceling", "depresion", "theraphy", "hosing", "adiction", "famliy", "shleter", "helath",
    "leagl", "imigration", "pantyr", "eduction", "treatmnet", "suport", "yuoth",
)  # fmt: skip


def main() -> int:
    """Prints the table and writes bench/out/search.json. 1 when a target was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", action="append", choices=list(COPIES))
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="keep the filled databases")
    chosen = parser.parse_args()
    scales = chosen.scale or ["4k", "100k"]
    rows = []
    for scale in scales:
        rows += _in_own_database(scale, chosen.rounds, chosen.keep)
    from bench.table import publish

    publish("search", rows)
    return int(any(row.target and row.value > row.target for row in rows))


def _in_own_database(scale: str, rounds: int, keep: bool) -> list:
    """Each size in a database of its own, filled once; the measuring runs in a child, since Django
    settles on one database when it starts."""
    import json

    from bench.table import Row

    environment = os.environ | {
        "KITH_DATABASE_NAME": f"kith_bench_{scale}", "KITH_POOL": "0",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "KITH_HOSTS": "testserver localhost",
    }  # fmt: skip
    from kith.config import postgres

    with postgres.running():
        subprocess.run([sys.executable, "-m", "kith.config.prepare"], check=True, env=environment)
        command = [sys.executable, "-m", "bench.search.measure", scale, str(rounds)]
        done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE)
        if not keep:
            _drop(environment["KITH_DATABASE_NAME"])
    return [Row(**row) for row in json.loads(done.stdout)]


def _drop(name: str) -> None:
    import psycopg
    from psycopg import sql

    from kith.config import database

    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def p95(seconds: list[float]) -> float:
    """Milliseconds."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000


@contextmanager
def clocked(into: list[float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    into.append(time.perf_counter() - start)


def sampled(rounds: int, ask: Callable[[random.Random], None]) -> list[float]:
    """Seconds of each round; a tenth more go first to warm up and are not counted."""
    chance, seconds = random.Random(17), []
    for number in range(rounds + rounds // 10):
        taken: list[float] = []
        with clocked(taken):
            ask(chance)
        if number >= rounds // 10:
            seconds += taken
    return seconds


if __name__ == "__main__":
    sys.exit(main())
