"""Two processes share the jobs: what keeps a processor busy is done by the one without alerts."""

import subprocess
import sys
from pathlib import Path

from procrastinate.contrib.django import app

from kith.config.work import queues
from kith.core.queues import LONG

ROOT = Path(__file__).parents[3]
TAKES_MINUTES = {
    "directory.import", "directory.export", "directory.renew_listings", "directory.renew_travel",
    "outreach.choose", "outreach.plan_tours", "peers.match_list",
}  # fmt: skip


def test_each_job_is_done_by_one_of_them() -> None:
    soon, long = set(queues(app, is_long=False)), set(queues(app, is_long=True))
    assert soon & long == set()
    assert {task.queue for task in app.tasks.values()} <= soon | long


def test_what_takes_minutes_is_apart_and_no_alert_is() -> None:
    apart = {name for name, task in app.tasks.items() if task.queue == LONG}
    assert apart >= TAKES_MINUTES
    assert not [name for name in apart if name.startswith(("safety.", "channels."))]


def test_the_worker_knows_every_job() -> None:
    """A module of jobs that nobody imports is found only when somebody waits for its work."""
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "kith").rglob("*jobs.py")
        if "tests" not in path.parts
    }
    told = "import django, sys; django.setup(); print(*sys.modules, sep=chr(10))"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert modules - set(done.stdout.split()) == set()
