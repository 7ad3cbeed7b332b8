"""The worker: takes jobs from the database and does them. `python -m kith.config.work`.

A job whose worker was killed stays "doing" for ever, unless somebody looks: every worker looks each
minute for jobs whose worker no longer gives a sign of life, and puts them back. Beside the jobs
goes a watchman (`watchman.py`), who looks after people in danger.
"""

import os
from typing import Any

CONCURRENCY = 4
SILENT_AFTER = 60.0
"""Seconds without a sign of life after which a worker counts as dead."""


def main() -> None:
    """Works until SIGTERM or SIGINT, then finishes the jobs in hand and leaves."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

    import django
    from django.db import connection

    from kith.config import database

    django.setup()
    database.refuse_bypass(connection)
    connection.close()
    _work()


def _work() -> None:
    from procrastinate.contrib.django import app

    from kith.config import watchman

    _look_after_stalled_jobs(app)
    connector: Any = app.connector
    worker_connector = connector.get_worker_connector()
    with app.replace_connector(worker_connector) as working, watchman.on_watch():
        working.run_worker(
            concurrency=CONCURRENCY,
            shutdown_graceful_timeout=10,
            delete_jobs="successful",
            update_heartbeat_interval=10,
            stalled_worker_timeout=SILENT_AFTER,
        )


def _look_after_stalled_jobs(app: Any) -> None:
    @app.periodic(cron="* * * * *")
    @app.task(queueing_lock="retry_stalled", name="kith.retry_stalled", pass_context=True)
    async def retry_stalled(context: Any, timestamp: int) -> None:
        jobs = context.app.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_AFTER):
            await jobs.retry_job(job)


if __name__ == "__main__":
    main()
