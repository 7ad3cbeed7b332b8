"""What happens by itself: reminders, public faces, what is over. Each job runs twice safely."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.circles.actions import listing, postings, reminding

QUEUE = "circles"


@app.periodic(cron="*/10 * * * *")
@app.task(name="circles.every_ten_minutes", queue=QUEUE)
def every_ten_minutes(timestamp: int) -> None:
    """One job for each organisation; the timetable itself knows no organisation's rows."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        remind.defer(organization=str(organization))


@app.periodic(cron="40 4 * * *")
@app.task(name="circles.every_morning", queue=QUEUE)
def every_morning(timestamp: int) -> None:
    """Days go by: public faces are made anew, and what nobody answered is over."""
    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        list_circles.defer(organization=str(organization))
        expire.defer(organization=str(organization))


@app.task(name="circles.remind", queue=QUEUE)
def remind(organization: str) -> None:
    with tenancy.acting_for(organization):
        reminding.make_reminders(organization=UUID(organization))


@app.task(name="circles.list_circles", queue=QUEUE)
def list_circles(organization: str) -> None:
    with tenancy.acting_for(organization):
        listing.publish_all(UUID(organization))


@app.task(name="circles.expire", queue=QUEUE)
def expire(organization: str) -> None:
    with tenancy.acting_for(organization):
        postings.expire(organization=UUID(organization))
