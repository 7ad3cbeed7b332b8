"""A real PostgreSQL for the tests, served as the application role, as in life.

The migrated database is made once per set of migrations and copied for each test process.
"""

import gc
import hashlib
import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
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
        if database.is_private():
            _hurry()
        yield


def _hurry() -> None:
    """Nothing of a test outlives the machine, so its disk is not waited for. What must survive is
    tried on servers of their own (`tests/faults`), set as in life."""
    import psycopg

    from kith.config import database

    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        for setting in ("fsync = off", "full_page_writes = off", "max_wal_size = '4GB'"):
            admin.execute(f"ALTER SYSTEM SET {setting}")
        admin.execute("SELECT pg_reload_conf()")


FIRST = (
    ("tests/journeys/test_plan_where",), ("kith/config/tests/test_demo",),
    ("tests/faults/test_concern",),
    ("kith/config/tests/test_the_town", "tests/faults", "tests/journeys"),
)  # fmt: skip
"""One process sows the journeys' database (`tests/journeys/conftest.py`); the others have much to
do meanwhile that does not wait for it. The last are the longest modules."""

BETWEEN = 6
"""Long modules wait much, for browsers and for what was killed: so many short ones between two of
them keep the processors busy, and leave no long one for the end."""


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking through it for garbage again and again took a
    tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stable: within a rank modules stay in the order that chance gave them."""
    modules: dict[str, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.nodeid.partition("::")[0], []).append(item)
    order = sorted(modules, key=_rank)
    begin = [name for name in order if _rank(name) < len(FIRST) - 1]
    long = [name for name in order if _rank(name) == len(FIRST) - 1]
    short = iter(order[len(begin) + len(long) :])
    mixed = [one for name in long for one in (name, *islice(short, BETWEEN))]
    items[:] = [item for name in (*begin, *mixed, *short) for item in modules[name]]


def _rank(nodeid: str) -> int:
    return next((n for n, begins in enumerate(FIRST) if nodeid.startswith(begins)), len(FIRST))


@pytest.fixture(scope="session")
def django_db_setup(postgres_server: None) -> Iterator[None]:
    """A copy of the migrated template for this process, dropped at the end."""
    with fresh_copy() as name, _connected_to(name):
        yield


@pytest.fixture(scope="module")
def own_database(django_db_setup: None) -> Iterator[str]:
    """A copy for one module: for tests that really commit, and leave rows behind."""
    with fresh_copy() as name, _connected_to(name):
        yield name


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    """This process, its threads and its children use another database for a while."""
    from django.db import connection, connections

    before = connection.settings_dict["NAME"], os.environ.get("KITH_DATABASE_NAME")
    connections.close_all()
    connection.settings_dict["NAME"] = os.environ["KITH_DATABASE_NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before[0]
        os.environ.pop("KITH_DATABASE_NAME")
        if before[1]:
            os.environ["KITH_DATABASE_NAME"] = before[1]


@contextmanager
def fresh_copy(of: str = "") -> Iterator[str]:
    """The name of a new, migrated, empty database, or of a copy `of` another that nobody uses just
    now; one process makes the template, others wait."""
    name = f"kith_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{uuid.uuid4().hex[:8]}"
    copy_to(name, of)
    try:
        yield name
    finally:
        drop(name)


def copy_to(name: str, of: str = "") -> None:
    """A database that stays until it is dropped."""
    import psycopg
    from psycopg import sql

    from kith.config import database

    template = sql.Identifier(of or f"kith_template_{_fingerprint()}")
    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(4711)")
        if not _exists(admin, template.as_string()):
            _make_template(admin, template)
        _copy(admin, name, template)
        admin.execute("SELECT pg_advisory_unlock(4711)")


def drop(name: str) -> None:
    import psycopg

    from kith.config import database

    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        _drop(admin, name)


def put_back(name: str, of: str) -> None:
    """A copy becomes like its original again, whoever is connected to it."""
    import psycopg
    from psycopg import sql

    from kith.config import database

    with psycopg.connect(database.admin_dsn(), autocommit=True) as admin:
        _drop(admin, name)
        _copy(admin, name, sql.Identifier(of))


def _copy(admin, name: str, template) -> None:
    from psycopg import sql

    from kith.config import database

    owner = sql.Identifier(str(database.connection(database.OWNER)["USER"]))
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            sql.Identifier(name), owner, template
        )
    )


def _drop(admin, name: str) -> None:
    from psycopg import sql

    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _exists(admin, quoted: str) -> bool:
    name = quoted.strip('"')
    found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return found is not None


def _make_template(admin, template) -> None:
    """Migrate in a process of its own, as the owner, under another name: a killed run leaves no
    half template."""
    import subprocess
    import sys

    from psycopg import sql

    half = sql.Identifier(template.as_string().strip('"') + "_half")
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(half))
    done = subprocess.run(
        [sys.executable, "-m", "kith.config.prepare"],
        check=False,
        env={
            **os.environ,
            "KITH_DATABASE_NAME": half.as_string().strip('"'),
            "KITH_ROLE": "kith_owner",
        },
    )
    if done.returncode:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(half))
        pytest.exit("The migrations failed; see above.", returncode=3)
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(half, template))


def _fingerprint() -> str:
    """Changes with anything that shapes the migrated database."""
    files = sorted(
        [*ROOT.glob("kith/*/migrations/*.py"), *ROOT.glob("kith/accounts/tenancy/*.py"),
         *ROOT.glob("kith/*/models/*.py"), *ROOT.glob("kith/config/database.py"),
         *ROOT.glob("kith/core/founding.py"),
         *ROOT.glob("requirements/base.txt")]
    )  # fmt: skip
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
