"""One size, in this process: fill if empty, ask, and print the rows as JSON on standard output."""

import datetime as dt
import gc
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from unittest.mock import patch

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

import kith.config.wsgi  # noqa: E402, F401 - what the server has loaded before the first page
from bench.search import datasette_peer, plain_peer, rows, seeds  # noqa: E402
from bench.search.run import COPIES, PAGE_TARGET, SLIPS, TARGETS, WORDS, p95, sampled  # noqa: E402
from bench.table import Row  # noqa: E402
from kith.directory.models import Listing, Service  # noqa: E402
from kith.directory.rules import distance  # noqa: E402
from kith.directory.rules.distance import Point  # noqa: E402
from kith.directory.search import index  # noqa: E402
from kith.directory.search.query import Query, search  # noqa: E402
from kith.region import places  # noqa: E402
from kith.region.tables import held  # noqa: E402
from kith.region.tests import tabled  # noqa: E402

TOWN_KM = 15.0


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    scale, rounds = sys.argv[1], int(sys.argv[2])
    found = _fill(scale)
    target = TARGETS[scale]
    spots = _spots()
    for case, ask, peer in _cases(spots):
        value = p95(_in_database(rounds, ask))
        other = p95(sampled(max(20, rounds // 10), peer))
        found.append(Row(f"{case}, {scale}, database p95", value, "ms", target, "plain SQL", other))
        say(f"{case}: {value:.1f} ms, plain {other:.1f} ms")
    found += _datasette(scale, rounds)
    found.append(_page(scale, rounds, spots))
    found.append(_page_by_bus(scale, rounds))
    json.dump([asdict(row) for row in found], sys.stdout)


def _fill(scale: str) -> list[Row]:
    if Listing.objects.exists():
        return []
    start = time.perf_counter()
    rows.write_seeds(seeds.seeds())
    if COPIES[scale] > 1:
        rows.multiply(COPIES[scale])
    say(f"{Service.objects.count()} services after {time.perf_counter() - start:.0f} s")
    rows.count_tables()
    start = time.perf_counter()
    count = index.refresh()
    taken = time.perf_counter() - start
    rows.count_tables()
    say(f"{count} listings after {taken:.0f} s")
    return [Row(f"making all listings, {scale}", taken, "s")]


def _spots() -> list[Point]:
    """Places to search from: near real doors, as people are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT latitude, longitude FROM directory_location WHERE latitude IS NOT NULL"
            " AND longitude IS NOT NULL"
            " ORDER BY md5(id::text) LIMIT 300"
        )
        return [Point(a + 0.004, b + 0.004) for a, b in cursor.fetchall()]


Ask = Callable[[random.Random], object]


def _cases(spots: list[Point]) -> list[tuple[str, Ask, Ask]]:
    def moment(chance: random.Random) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(minutes=chance.randrange(10_080))

    def ranked(chance: random.Random) -> Query:
        return Query(words=chance.choice(WORDS))

    def nearest(chance: random.Random) -> Query:
        return Query(near=chance.choice(spots), nearest_first=True)

    def all_at_once(chance: random.Random) -> Query:
        return Query(
            words=chance.choice(WORDS), languages=(chance.choice(seeds.SPOKEN),), within_km=10,
            near=chance.choice(spots), open_now=True, at=moment(chance),
        )  # fmt: skip

    def misspelt(chance: random.Random) -> Query:
        return Query(words=chance.choice(SLIPS))

    return [
        ("ranked words", lambda c: search(ranked(c)), lambda c: plain_peer.words(ranked(c))),
        ("nearest 20", lambda c: search(nearest(c)), lambda c: plain_peer.nearest(nearest(c))),
        (
            "words + language + 10 km + open now",
            lambda c: search(all_at_once(c)),
            lambda c: plain_peer.all_at_once(all_at_once(c)),
        ),
        (
            "misspelt words",
            lambda c: search(misspelt(c)),
            lambda c: plain_peer.misspelt(misspelt(c)),
        ),
    ]


def _in_database(rounds: int, ask: Ask) -> list[float]:
    """Only the time between asking the database and having its rows, summed over a search."""
    spent: list[float] = []

    def timed(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[-1] += time.perf_counter() - start

    chance = random.Random(17)
    with connection.execute_wrapper(timed):
        for _ in range(rounds + rounds // 10):
            spent.append(0.0)
            ask(chance)
    return spent[rounds // 10 :]


def _page(scale: str, rounds: int, spots: list[Point]) -> Row:
    """The whole answer, from address to HTML, without the network. What the cases before left in
    memory is put aside: a server has none of it."""
    client = Client()
    gc.collect()
    gc.freeze()

    def ask(chance: random.Random) -> None:
        spot = chance.choice(spots)
        answer = client.get(
            "/find/",
            {"q": chance.choice(WORDS), "near": f"{spot.latitude:.3f},{spot.longitude:.3f}"},
        )
        assert answer.status_code == 200

    value = p95(sampled(rounds, ask))
    say(f"page: {value:.1f} ms")
    return Row(f"whole page, {scale}, p95", value, "ms", PAGE_TARGET)


def _page_by_bus(scale: str, rounds: int) -> Row:
    """The same page for what is within half an hour by bus, in the densest town of the set, with a
    table of all its public doors (minutes made up from the straight line)."""
    with tempfile.TemporaryDirectory() as folder, _region_in(Path(folder)):
        middle, doors = _densest_town()
        here = (middle.latitude, middle.longitude)
        tabled.write(here, doors)
        near = f"{middle.latitude:.5f},{middle.longitude:.5f}"

        def ask(chance: random.Random) -> None:
            wanted = {"q": chance.choice(WORDS), "near": near, "km": "t30", "by": "transit"}
            assert Client().get("/find/", wanted).status_code == 200

        value = p95(sampled(rounds, ask))
        reach = held.within(here, 30, on_foot=False, weekday=1, hour=10)
    assert reach is not None
    count = reach.locations.count(",") + 1
    say(f"page within 30 minutes by bus: {value:.1f} ms, {count} of {len(doors)} doors in reach")
    case = f"whole page within 30 minutes by bus ({count:,} doors), {scale}, p95"
    return Row(case, value, "ms", PAGE_TARGET)


def _region_in(folder: Path) -> AbstractContextManager[object]:
    return patch.object(places, "root", lambda: folder)


def _densest_town() -> tuple[Point, dict[held.Door, tabled.Told]]:
    """The middle of the square of some ten kilometres with the most public doors, and those within
    TOWN_KM: minutes on foot, by bus, and its line."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, latitude::float8, longitude::float8 FROM directory_location"
            " WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND confidentiality = 'full'"
        )
        doors = [held.Door(*row) for row in cursor.fetchall()]
    squares: dict[tuple[float, float], list[held.Door]] = defaultdict(list)
    for door in doors:
        squares[round(door.latitude, 1), round(door.longitude, 1)].append(door)
    inside = max(squares.values(), key=len)
    middle = Point(
        sum(door.latitude for door in inside) / len(inside),
        sum(door.longitude for door in inside) / len(inside),
    )
    told = {}
    for door in doors:
        km = distance.great_circle_km(middle, Point(door.latitude, door.longitude))
        if km < TOWN_KM:
            on_foot, by_bus = min(254, round(km / 0.06)), min(254, round(5 + km / 0.18))
            told[door] = (on_foot, by_bus, tabled.coded(0))
    return middle, told


def _datasette(scale: str, rounds: int) -> list[Row]:
    if scale == "1m":
        return []
    value = datasette_peer.words(WORDS, max(20, rounds // 10))
    if value is None:
        say("Datasette is not installed: left out.")
        return []
    ours = p95(sampled(rounds, lambda chance: search(Query(words=chance.choice(WORDS)))))
    return [Row(f"ranked words through Python, {scale}, p95", ours, "ms", None, "Datasette", value)]


if __name__ == "__main__":
    main()
