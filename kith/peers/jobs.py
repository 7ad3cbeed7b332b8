"""What happens by itself: renewals, clearances and matters come due. Each job runs twice safely."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.core.queues import LONG
from kith.peers.actions import recruiting, renewing, rounds, voice_answering

QUEUE = "peers"


@app.periodic(cron="10 4 * * *")
@app.task(name="peers.every_night", queue=QUEUE)
def every_night(timestamp: int) -> None:
    """One job for each organisation; the timetable itself knows no organisation's rows."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        renew.defer(organization=str(organization))
        forget.defer(organization=str(organization))


@app.periodic(cron="*/10 * * * *")
@app.task(name="peers.every_ten_minutes", queue=QUEUE)
def every_ten_minutes(timestamp: int) -> None:
    """Votes end when their time is over, and not a night later."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        close_matters.defer(organization=str(organization))


@app.periodic(cron="40 4 * * *")
@app.task(name="peers.every_morning", queue=QUEUE)
def every_morning(timestamp: int) -> None:
    """Days go by: what was promised to the peers is late."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        tell_overdue.defer(organization=str(organization))


@app.task(name="peers.renew", queue=QUEUE)
def renew(organization: str) -> None:
    with tenancy.acting_for(organization):
        renewing.warn_who_is_due(organization=UUID(organization))
        renewing.move_what_is_due(organization=UUID(organization))
        recruiting.end_clearances(organization=UUID(organization))


@app.task(name="peers.match_list", queue=LONG)
def match_list(round: str, organization: str) -> None:
    """Opens its own transactions, for its progress to be seen."""
    rounds.work_out(round_id=UUID(round), organization=UUID(organization))


@app.task(name="peers.forget", queue=QUEUE)
def forget(organization: str) -> None:
    with tenancy.acting_for(organization):
        rounds.forget_rounds(organization=UUID(organization))


@app.task(name="peers.close_matters", queue=QUEUE)
def close_matters(organization: str) -> None:
    with tenancy.acting_for(organization):
        voice_answering.close_what_is_over(organization=UUID(organization))


@app.task(name="peers.tell_overdue", queue=QUEUE)
def tell_overdue(organization: str) -> None:
    with tenancy.acting_for(organization):
        voice_answering.tell_what_is_overdue(organization=UUID(organization))
