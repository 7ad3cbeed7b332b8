"""What the tests of the command share: the command itself, run in this process."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext

import psycopg
import pytest
from typer.testing import CliRunner, Result

import conftest
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
    with conftest.fresh_copy() as name:
        monkeypatch.setenv("KITH_DATABASE_NAME", name)
        database.connection.cache_clear()
        try:
            with psycopg.connect(database.admin_dsn(name), autocommit=True) as connection:
                yield connection
        finally:
            monkeypatch.undo()
            database.connection.cache_clear()
