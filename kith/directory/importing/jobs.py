"""What the worker does for imports: long work, and forgetting files that are a month old."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.core.queues import LONG
from kith.directory.importing import undoing, wizard
from kith.directory.importing.actions import AlreadyRunning

LATER = RetryStrategy(max_attempts=120, wait=60, retry_exceptions={AlreadyRunning})


@app.task(name="directory.import", queue=LONG, retry=LATER)
def carry_out(run: str, organization: str) -> None:
    """Runs twice safely: a run that is done, or waits for somebody, is left alone."""
    wizard.carry_out(run_id=UUID(run), organization=UUID(organization))


@app.task(name="directory.undo_import", queue=LONG, retry=LATER)
def undo(run: str, organization: str) -> None:
    """Runs twice safely: what was taken back is not there to be taken back."""
    wizard.take_back(run_id=UUID(run), organization=UUID(organization))


@app.periodic(cron="40 2 * * *")
@app.task(name="directory.forget_uploads", queueing_lock="directory.forget_uploads")
def forget_uploads(timestamp: int) -> None:
    wizard.forget_old_files()
    for organization in (None, *Organization.objects.order_by("id").values_list("id", flat=True)):
        with tenancy.acting_for(organization):
            undoing.forget_old()
