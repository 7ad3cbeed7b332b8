"""What happens by itself. Each job carries ids, runs twice safely, and calls an action."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.road import actions

QUEUE = "road"


@app.periodic(cron="*/10 * * * *")
@app.task(name="road.every_ten_minutes", queue=QUEUE)
def every_ten_minutes(timestamp: int) -> None:
    """What waits for something that arrived while the server died; who may be there twice."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        settle.defer(organization=str(organization))


@app.task(name="road.settle", queue=QUEUE)
def settle(organization: str) -> None:
    with tenancy.acting_for(organization):
        actions.settle(organization=UUID(organization))
        actions.propose_doubles(organization=UUID(organization))
