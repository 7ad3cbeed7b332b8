"""The worker: takes jobs from the database and does them. `python -m kith.config.work`.

With `--long` it does long work only, one job after the other and after everybody else on the
machine, and no watchman goes beside it: a plan that keeps a processor busy for a minute must not
keep an alert waiting.

A job whose worker was killed stays "doing" for ever, unless somebody looks: every worker looks each
minute for jobs whose worker no longer gives a sign of life, and puts them back. Beside the jobs
goes a watchman (`watchman.py`), who looks after people in danger.
"""

import os
import sys
import time
from contextlib import nullcontext
from threading import Thread
from typing import Any

from kith.core.queues import LONG

CONCURRENCY = 4
PATIENCE = 10
"""How far long work steps back on the machine (`nice`)."""
TIME_TO_LEAVE = 10
"""Seconds that jobs in hand have when it ends."""
SILENT_AFTER = 60.0
"""Seconds without a sign of life after which a worker counts as dead."""


def main() -> None:
    """Works until SIGTERM or SIGINT, then finishes the jobs in hand and leaves."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

    import django
    from django.db import connection

    from kith.config import database

    Thread(target=_leave_after, args=[os.getppid()], daemon=True).start()
    django.setup()
    database.refuse_bypass(connection)
    connection.close()
    _work(is_long="--long" in sys.argv)


def _work(*, is_long: bool) -> None:
    from procrastinate.contrib.django import app

    from kith.config import watchman

    _look_after_stalled_jobs(app)
    if is_long:
        os.nice(PATIENCE)
    connector: Any = app.connector
    worker_connector = connector.get_worker_connector()
    beside = nullcontext() if is_long else watchman.on_watch()
    with app.replace_connector(worker_connector) as working, beside:
        working.run_worker(
            queues=queues(app, is_long=is_long),
            concurrency=1 if is_long else CONCURRENCY,
            shutdown_graceful_timeout=TIME_TO_LEAVE,
            delete_jobs="successful",
            update_heartbeat_interval=10,
            stalled_worker_timeout=SILENT_AFTER,
        )


def _leave_after(parent: int) -> None:
    """Whoever started us was killed and can end nobody any more. A job that runs on in its thread
    would keep the database up for as long as it takes, so it is left: another worker finds it."""
    while os.getppid() == parent:
        time.sleep(1)
    time.sleep(TIME_TO_LEAVE)
    os._exit(1)


def queues(app: Any, *, is_long: bool) -> list[str]:
    """Of all that the rooms have registered, those of one of the two processes."""
    known = {task.queue for task in app.tasks.values()} | {LONG}
    return [LONG] if is_long else sorted(known - {LONG})


def _look_after_stalled_jobs(app: Any) -> None:
    @app.periodic(cron="* * * * *")
    @app.task(queueing_lock="retry_stalled", name="kith.retry_stalled", pass_context=True)
    async def retry_stalled(context: Any, timestamp: int) -> None:
        jobs = context.app.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER):
            await jobs.retry_job(job)


if __name__ == "__main__":
    main()
