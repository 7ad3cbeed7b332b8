"""What happens by itself. Each job carries ids, runs twice safely, and calls an action.

The timetable itself knows no organisation's rows: it defers one job for each of them.
"""

from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.connections.actions import expire_referrals, reminding

QUEUE = "connections"


@app.periodic(cron="*/10 * * * *")
@app.task(name="connections.every_ten_minutes", queue=QUEUE)
def every_ten_minutes(timestamp: int) -> None:
    """Referrals nobody answered, and what is due."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        expire.defer(organization=str(organization))
        remind.defer(organization=str(organization))


@app.periodic(cron="* * * * *")
@app.task(name="connections.retry_stalled", queue=QUEUE, pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """A job whose worker was killed stays "doing" for ever unless somebody puts it back (finding 6
    of the reliability facts). Every job here runs twice safely."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.task(name="connections.expire", queue=QUEUE)
def expire(organization: str) -> None:
    with tenancy.acting_for(organization):
        expire_referrals(organization=UUID(organization))


@app.task(name="connections.remind", queue=QUEUE)
def remind(organization: str) -> None:
    with tenancy.acting_for(organization):
        reminding.tell_what_is_due(organization=UUID(organization))
