"""The same services in SQLite, searched as Datasette searches: FTS5 with its ranking."""

import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from bench.search.run import p95


def words(asked: Sequence[str], rounds: int) -> float | None:
    """p95 in milliseconds of its JSON answer in this process; None where it is not installed."""
    try:
        from datasette.app import Datasette
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "services.db"
        _write(path)
        return p95(asyncio.run(_ask(Datasette([str(path)]), asked, rounds)))


def _write(path: Path) -> None:
    with connection.cursor() as cursor, sqlite3.connect(path) as file:
        file.execute("CREATE TABLE service (id INTEGER PRIMARY KEY, name TEXT, description TEXT)")
        file.execute(
            "CREATE VIRTUAL TABLE service_fts USING fts5(name, description, content='service',"
            " content_rowid='id')"
        )
        cursor.execute("SELECT name, description FROM directory_service")
        file.executemany("INSERT INTO service (name, description) VALUES (?, ?)", cursor.fetchall())
        file.execute("INSERT INTO service_fts(service_fts) VALUES ('rebuild')")


async def _ask(served: object, asked: Sequence[str], rounds: int) -> list[float]:
    sql = (
        "select s.id, s.name from service_fts join service s on s.id = service_fts.rowid"
        " where service_fts match :q order by rank limit 20"
    )
    chance, seconds = random.Random(17), []
    for _ in range(rounds):
        start = time.perf_counter()
        answer = await served.client.get(  # type: ignore[attr-defined]
            "/services.json", params={"sql": sql, "q": chance.choice(asked), "_shape": "arrays"}
        )
        assert answer.status_code == 200, answer.text[:300]
        seconds.append(time.perf_counter() - start)
    return seconds
