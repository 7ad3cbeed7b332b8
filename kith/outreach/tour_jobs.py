"""What the worker does for weeks of tours. Ids only; each runs twice safely."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.core.queues import LONG
from kith.outreach.actions import breakdowns, following, plans


@app.task(name="outreach.plan_tours", queue=LONG)
def plan_tours(plan: str, organization: str) -> None:
    """Opens its own transactions, for its progress to be seen."""
    plans.plan_tours(plan_id=UUID(plan), organization=UUID(organization))


@app.task(name="outreach.rescue", queue=LONG)
def rescue(breakdown: str, organization: str) -> None:
    """Somebody at the roadside has a first answer already; this looks for a better one."""
    breakdowns.look_for_better(breakdown_id=UUID(breakdown), organization=UUID(organization))


@app.periodic(cron="50 2 * * *")
@app.task(name="outreach.forget", queueing_lock="outreach.forget")
def forget(timestamp: int) -> None:
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        with tenancy.acting_for(organization):
            following.forget()
