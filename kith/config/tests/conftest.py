"""What the tests of the command share: the command itself, run in this process."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext

import psycopg
import pytest
from psycopg import sql
from typer.testing import CliRunner, Result

from kith.config import database

Kith = Callable[..., Result]


@pytest.fixture
def kith(monkeypatch: pytest.MonkeyPatch) -> Kith:
    """`kith("find", "sleep")` runs a command on the connection of the test."""
    from kith.config.cli import django
    from kith.config.cli.app import app

    monkeypatch.setattr(django, "ready", lambda role=None: nullcontext())
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def own_database(
    django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[psycopg.Connection]:
    """A migrated database of the test's own, really committed to, as its superuser."""
    import os

    import conftest

    template, name = f"kith_template_{conftest._fingerprint()}", f"kith_own_{os.getpid()}"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        admin.execute(drop)
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(database.OWNER), sql.Identifier(template)
            )
        )
        monkeypatch.setenv("KITH_DATABASE_NAME", name)
        database.connection.cache_clear()
        try:
            with psycopg.connect(database.admin_dsn(name), autocommit=True) as connection:
                yield connection
        finally:
            admin.execute(drop)
            monkeypatch.undo()
            database.connection.cache_clear()
