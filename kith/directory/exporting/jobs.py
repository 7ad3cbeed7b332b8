"""What the worker does for exports: writing large ones, and forgetting yesterday's."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.core.queues import LONG
from kith.directory.exporting import desk


@app.task(name="directory.export", queue=LONG)
def write(export: str, organization: str) -> None:
    """Runs twice safely: what is ready stays."""
    desk.write(export_id=UUID(export), organization=UUID(organization))


@app.periodic(cron="25 * * * *")
@app.task(name="directory.forget_exports", queueing_lock="directory.forget_exports")
def forget_exports(timestamp: int) -> None:
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        with tenancy.acting_for(organization):
            desk.forget_old()
