"""Killed with -9 at any moment, an import goes on where it stood; nothing is doubled or lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import fresh_copy

pytestmark = pytest.mark.fault

RUN = """
import os, signal, sys
import django; django.setup()
from pathlib import Path
from django.db import connection
from kith.directory.importing import actions, checking, merging, staging
from kith.directory.models import Service
from kith.directory.models.importing import ImportRun
checking.BATCH, staging.CHUNK_ROWS = 20, 40
kill_at, path = sys.argv[1], Path(sys.argv[2])
seen = []
def tell(step, count):
    seen.append(f"{step}:{len([s for s in seen if s.startswith(step)]) + 1}")
    if seen[-1] == kill_at:
        os.kill(os.getpid(), signal.SIGKILL)
if kill_at == "merging":
    merging._touched = lambda work: os.kill(os.getpid(), signal.SIGKILL)
report = actions.import_path(path=path, source_name="Town", progress=tell)
service = report.tables["service"]
assert service.adds_up
print(service.read, service.added, Service.objects.count(), ImportRun.objects.count(), len(seen))
"""


@pytest.fixture
def town(tmp_path) -> Path:
    """300 services with their hours: some fifteen chunks."""
    from kith.directory.importing.tests.files import write_csv

    write_csv(tmp_path, "organizations.csv", [{"id": "o1", "name": "Mill House"}])
    services = [{"id": f"s{i}", "organization_id": "o1", "name": f"G{i}"} for i in range(300)]
    write_csv(tmp_path, "services.csv", services)
    hours = [{"id": f"h{i}", "service_id": f"s{i}", "weekday": "Monday", "opens_at": "9am",
              "closes_at": "5pm"} for i in range(300)]  # fmt: skip
    write_csv(tmp_path, "regular_schedules.csv", hours)
    return tmp_path


@pytest.fixture
def its_database(django_db_setup):
    """A database for each of these tests, which other processes can see."""
    with fresh_copy() as name:
        yield name


def bring(database: str, path: Path, kill_at: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN, kill_at, str(path)],
        capture_output=True, text=True, timeout=120,
        env={**os.environ, "KITH_DATABASE_NAME": database, "PYTHONPATH": ".",
             "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )  # fmt: skip


@pytest.mark.parametrize("moment", ["reading:1", "reading:9", "saving:1", "merging"])
def test_a_killed_run_is_finished_by_the_next(its_database, town, moment):
    killed = bring(its_database, town, moment)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    whole = bring(its_database, town, "never")
    assert whole.returncode == 0, whole.stderr
    read, added, listed, runs, steps = map(int, whole.stdout.split())
    assert (read, added, listed, runs) == (300, 300, 300, 1)
    if moment == "reading:9":
        assert steps < 14, "what was staged before is not read again"
