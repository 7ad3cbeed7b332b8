"""What happens by itself: renewals and clearances come due. Each job runs twice safely."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.peers.actions import recruiting, renewing, rounds

QUEUE = "peers"


@app.periodic(cron="10 4 * * *")
@app.task(name="peers.every_night", queue=QUEUE)
def every_night(timestamp: int) -> None:
    """One job for each organisation; the timetable itself knows no organisation's rows."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        renew.defer(organization=str(organization))
        forget.defer(organization=str(organization))


@app.task(name="peers.renew", queue=QUEUE)
def renew(organization: str) -> None:
    with tenancy.acting_for(organization):
        renewing.warn_who_is_due(organization=UUID(organization))
        renewing.move_what_is_due(organization=UUID(organization))
        recruiting.end_clearances(organization=UUID(organization))


@app.task(name="peers.match_list", queue=QUEUE)
def match_list(round: str, organization: str) -> None:
    """Opens its own transactions, for its progress to be seen."""
    rounds.work_out(round_id=UUID(round), organization=UUID(organization))


@app.task(name="peers.forget", queue=QUEUE)
def forget(organization: str) -> None:
    with tenancy.acting_for(organization):
        rounds.forget_rounds(organization=UUID(organization))
