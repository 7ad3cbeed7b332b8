"""What happens by itself. Each job carries ids, runs twice safely, and calls an action."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.measures import actions

QUEUE = "measures"


@app.periodic(cron="50 3 * * *")
@app.task(name="measures.every_night", queue=QUEUE)
def every_night(timestamp: int) -> None:
    """Links that ran out, and what nobody needs any more."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        end_links.defer(organization=str(organization))
        forget.defer(organization=str(organization))


@app.task(name="measures.end_links", queue=QUEUE)
def end_links(organization: str) -> None:
    with tenancy.acting_for(organization):
        actions.end_links(organization=UUID(organization))


@app.task(name="measures.forget", queue=QUEUE)
def forget(organization: str) -> None:
    with tenancy.acting_for(organization):
        actions.forget_what_is_left(organization=UUID(organization))
