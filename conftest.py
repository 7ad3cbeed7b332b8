"""A real PostgreSQL for the tests, served as the application role, as in life.

The migrated database is made once per set of migrations and copied for each test process.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
EXAMPLES = Path(tempfile.gettempdir()) / "kith-hypothesis"
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(EXAMPLES))

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[None]:
    from contextlib import nullcontext

    from kith.config import database, postgres

    with postgres.running() if database.is_private() else nullcontext():
        yield


@pytest.fixture(scope="session")
def django_db_setup(postgres_server: None) -> Iterator[None]:
    """A copy of the migrated template for this process, dropped at the end."""
    import psycopg
    from django.db import connection
    from psycopg import sql

    from kith.config import database

    template = f"kith_template_{_fingerprint()}"
    mine = f"kith_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        # One process makes the template, the others wait for it.
        admin.execute("SELECT pg_advisory_lock(4711)")
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname=%s", [template]).fetchone():
            _make_template(template)
        owner = database.connection(database.OWNER)["USER"]
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(mine), sql.Identifier(owner), sql.Identifier(template)
            )
        )
        admin.execute("SELECT pg_advisory_unlock(4711)")
    connection.settings_dict["NAME"] = mine
    os.environ["KITH_DATABASE_NAME"] = mine
    yield
    connection.close()
    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        admin.execute(drop.format(sql.Identifier(mine)))


def _make_template(template: str) -> None:
    """Migrate in a process of its own, as the owner."""
    import subprocess
    import sys

    subprocess.run(
        [sys.executable, "-m", "kith.config.prepare"],
        check=True,
        env={**os.environ, "KITH_DATABASE_NAME": template, "KITH_ROLE": "kith_owner"},
    )


def _fingerprint() -> str:
    """Changes with anything that shapes the migrated database."""
    files = sorted(
        [*ROOT.glob("kith/*/migrations/*.py"), *ROOT.glob("kith/accounts/tenancy/*.py"),
         *ROOT.glob("kith/*/models/*.py"), *ROOT.glob("kith/config/database.py"),
         *ROOT.glob("requirements/base.txt")]
    )  # fmt: skip
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
