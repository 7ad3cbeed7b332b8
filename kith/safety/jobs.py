"""What happens by itself. The watchman of the worker does the same every few seconds, by a clock
that does not jump (`kith.config.watchman`); this timetable is the second string."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.safety import actions

QUEUE = "safety"


@app.periodic(cron="* * * * *")
@app.task(name="safety.every_minute", queue=QUEUE)
def every_minute(timestamp: int) -> None:
    """Each organisation in a job of its own: one that fails stops no other."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        escalate.defer(organization=str(organization))


@app.task(name="safety.escalate", queue=QUEUE)
def escalate(organization: str) -> None:
    with tenancy.acting_for(organization):
        actions.escalate_due(organization=UUID(organization))
        actions.remind_due(organization=UUID(organization))
