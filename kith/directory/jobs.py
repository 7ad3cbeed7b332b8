"""What keeps the directory in order by itself: checks shared, likenesses found, words gone."""

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kith.accounts.models import Organization
from kith.core.queues import LONG
from kith.directory import actions


def _everybody() -> list[UUID]:
    return list(Organization.objects.order_by("id").values_list("pk", flat=True))


@app.periodic(cron="5 5 * * *")
@app.task(name="directory.share_checks", queueing_lock="directory.share_checks")
def share_checks(timestamp: int) -> None:
    """Each morning, before anybody sits down."""
    for organization in _everybody():
        actions.assign_checks(organization=organization)


@app.periodic(cron="50 2 * * *")
@app.task(
    name="directory.find_duplicates", queueing_lock="directory.find_duplicates", queue=LONG
)  # fmt: skip
def find_duplicates(timestamp: int) -> None:
    """After the night's imports."""
    actions.find_duplicates()


def look_for_duplicates_soon() -> None:
    """By the worker: in a large directory it takes longer than a page may. Twice is once."""
    try:
        with transaction.atomic():
            find_duplicates.defer(timestamp=0)  # type: ignore[call-arg]  # periodic tasks take it
    except AlreadyEnqueued:
        return


@app.periodic(cron="35 3 * * *")
@app.task(name="directory.forget_suggestions", queueing_lock="directory.forget_suggestions")
def forget_suggestions(timestamp: int) -> None:
    """What people wrote goes thirty days after the decision."""
    for organization in _everybody():
        actions.forget_suggestions(organization=organization)
