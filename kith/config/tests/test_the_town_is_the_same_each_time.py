"""The same seed and the same day make the same town, row for row, in every process."""

import datetime as dt
import os
import subprocess
import sys

import psycopg
import pytest
from psycopg import sql

import conftest
from kith.config import database
from kith.config.demo import directory, hours, life, town

DAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DIGEST = (
    "import datetime as dt, hashlib\n"
    "from kith.config.demo import directory, life\n"
    "block = directory.build(dt.date(2026, 3, 2), block=1)\n"
    "asks = life.asks(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC))\n"
    "print(hashlib.sha256(repr((block, asks)).encode()).hexdigest())"
)


def _digest(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DIGEST], capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": hash_seed, "PATH": ""},
    )  # fmt: skip
    return done.stdout


def test_two_processes_make_the_same_town() -> None:
    assert _digest("1") == _digest("2")


STAMPED = {"pgh_created_at", "procrastinate_events.at", "django_migrations.applied"}
"""Moments at which the database itself did something."""
SECRET = {"accounts_user.password", "road_arrival.digest", "pgh_context_id"}
"""Salted, a digest of what is sealed, or an id by chance of whoever did it. Sealed texts and their
keys, which are bytes, are left out as well."""
LOADING = (
    "import datetime as dt, sys, django\n"
    "from unittest.mock import patch\n"
    "django.setup()\n"
    "from kith.core import clock\n"
    "from kith.config.demo.load import load\n"
    "with clock.stopped_at(dt.datetime.fromisoformat(sys.argv[1])): load()\n"
)


@pytest.mark.fault
def test_two_loads_of_one_day_make_the_same_rows(postgres_server: None) -> None:
    """In two processes, at two times of the day, beside each other since each takes its time."""
    with conftest.fresh_copy() as morning, conftest.fresh_copy() as evening:
        loads = [_load(morning, "2026-03-02T15:00+00:00", "1"),
                 _load(evening, "2026-03-03T13:00+00:00", "2")]  # fmt: skip
        assert [one.wait() for one in loads] == [0, 0]
        first, second = _columns(morning), _columns(evening)
    assert first.keys() == second.keys()
    assert first["connections_request.id"][0] > 80
    assert {name for name in first if first[name] != second[name]} == set()


def _load(name: str, at: str, hash_seed: str) -> subprocess.Popen[bytes]:
    about = {"KITH_DATABASE_NAME": name, "PYTHONHASHSEED": hash_seed, "KITH_POOL": "0",
             "DJANGO_SETTINGS_MODULE": "tests.settings"}  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", LOADING, at], env={**os.environ, **about})


def _columns(name: str) -> dict[str, tuple[int, str]]:
    """How many rows a column of a table has, and a sum of the digests of its values."""
    found = {}
    with psycopg.connect(database.admin_dsn(name)) as connection:
        columns = connection.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = c.table_schema"
            " WHERE c.table_schema = 'public' AND c.data_type <> 'bytea'"
        ).fetchall()
        for table, column in columns:
            if {column, f"{table}.{column}"} & (STAMPED | SECRET):
                continue
            found[f"{table}.{column}"] = connection.execute(
                sql.SQL("SELECT count(*), sum(hashtextextended({}::text, 0))::text FROM {}").format(
                    sql.Identifier(column), sql.Identifier(table)
                )
            ).fetchone()
    return found


def test_another_seed_makes_another_town() -> None:
    assert directory.build(DAY, seed=1) != directory.build(DAY, seed=2)


def test_a_block_does_not_depend_on_others() -> None:
    ids = [{listing.id for listing in directory.build(DAY, block=n).listings} for n in (0, 1, 2)]
    assert not (ids[0] & ids[1] or ids[1] & ids[2])


def test_the_town_is_as_large_as_promised() -> None:
    block = directory.build(DAY)
    assert len(block.providers) == 120
    assert 400 <= len(block.listings) <= 450
    assert len({place.district.name for place in block.places}) == 9
    assert 80 <= len(life.asks(NOW)) <= 95


def test_every_kind_of_help_is_named_in_every_language() -> None:
    kinds = set(town.kinds())
    for language in ("es", "fr", "pt", "ar", "fa", "zh-hans", "so"):
        assert set(town.words(language)) == kinds


def test_people_ask_in_every_language_and_go_every_way() -> None:
    asks = life.asks(NOW)
    assert {ask.language for ask in asks} == set(town.read("stories.yaml"))
    assert {ask.way for ask in asks} == set(life.WAYS)
    assert all(ask.asked_at < NOW for ask in asks)


def test_every_shape_of_schedule_is_drawn() -> None:
    drawn = {pattern for kind in town.kinds().values() for pattern in kind.hours}
    assert drawn == set(hours.PATTERNS)


def test_every_place_offers_something_or_was_kept_for_it() -> None:
    block = directory.build(DAY)
    used = {listing.place.id for listing in block.listings if listing.place}
    assert {place.id for place in block.places} == used


@pytest.mark.parametrize("kind", ["hidden", "partial"])
def test_somebody_looks_after_each_confidential_place(kind: str) -> None:
    listings = [
        listing for listing in directory.build(DAY).listings
        if listing.place and listing.place.confidentiality == kind
    ]  # fmt: skip
    assert listings
    assert all(listing.provider.steward for listing in listings)
