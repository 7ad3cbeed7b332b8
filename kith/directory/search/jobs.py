"""What search does by itself: listings follow their services at once, and the calendar at night."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kith.core import events
from kith.core.queues import LONG
from kith.directory.events import ServicesChanged
from kith.directory.search import index
from kith.region.events import RegionBuilt
from kith.region.tables import held


@events.within(ServicesChanged)
def follow(event: ServicesChanged) -> None:
    """Inside the transaction of the change, so that no search finds what was just withdrawn."""
    index.refresh(event.service_ids)


SOON = 60
"""Seconds: many edits in a row are one change."""


@events.on_commit(ServicesChanged)
def places_have_changed(event: ServicesChanged) -> None:
    """Nothing to do where no region was ever built."""
    if held.is_there():
        renew_travel_soon()


@events.on_commit(RegionBuilt)
def a_region_was_built(event: RegionBuilt) -> None:
    renew_travel_soon()


def renew_travel_soon() -> None:
    """By the worker, a while after the first change; all that follow until then are one with it."""
    try:
        with transaction.atomic():
            renew_travel.configure(schedule_in={"seconds": SOON}).defer(timestamp=0)
    except AlreadyEnqueued:
        return


@app.periodic(cron="47 3 * * *")
@app.task(
    name="directory.renew_travel", queueing_lock="directory.renew_travel",
    lock="directory.renew_travel", queue=LONG,
)  # fmt: skip
def renew_travel(timestamp: int) -> None:
    """Minutes of work, and none where nothing has changed."""
    from kith.directory.actions import travel  # loads what a web process must not hold

    travel.renew_travel_tables()


@app.periodic(cron="17 2 * * *")
@app.task(
    name="directory.renew_listings", queueing_lock="directory.renew_listings", queue=LONG
)  # fmt: skip
def renew_listings(timestamp: int) -> None:
    """Days pass: hours ahead are counted out further, holidays come nearer, listings grow stale."""
    index.refresh()
