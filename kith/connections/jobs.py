"""What happens by itself. Each job carries ids, runs twice safely, and calls an action.

The timetable itself knows no organisation's rows: it defers one job for each of them.
"""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.connections.actions import expire_referrals, forgetting, reminding

QUEUE = "connections"


@app.periodic(cron="*/10 * * * *")
@app.task(name="connections.every_ten_minutes", queue=QUEUE)
def every_ten_minutes(timestamp: int) -> None:
    """Referrals nobody answered, and what is due."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        expire.defer(organization=str(organization))
        remind.defer(organization=str(organization))


@app.periodic(cron="20 3 * * *")
@app.task(name="connections.every_night", queue=QUEUE)
def every_night(timestamp: int) -> None:
    """What is over is forgotten."""
    forgetting.forget_tries()
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        forget.defer(organization=str(organization))


@app.task(name="connections.expire", queue=QUEUE)
def expire(organization: str) -> None:
    with tenancy.acting_for(organization):
        expire_referrals(organization=UUID(organization))


@app.task(name="connections.remind", queue=QUEUE)
def remind(organization: str) -> None:
    with tenancy.acting_for(organization):
        reminding.tell_what_is_due(organization=UUID(organization))


@app.task(name="connections.forget", queue=QUEUE)
def forget(organization: str) -> None:
    with tenancy.acting_for(organization):
        forgetting.forget_what_is_over(organization=UUID(organization))
