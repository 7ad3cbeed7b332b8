"""What search does by itself: listings follow their services at once, and the calendar at night."""

from procrastinate.contrib.django import app

from kith.core import events
from kith.directory.events import ServicesChanged
from kith.directory.search import index


@events.within(ServicesChanged)
def follow(event: ServicesChanged) -> None:
    """Inside the transaction of the change, so that no search finds what was just withdrawn."""
    index.refresh(event.service_ids)


@app.periodic(cron="17 2 * * *")
@app.task(name="directory.renew_listings", queueing_lock="directory.renew_listings")
def renew_listings(timestamp: int) -> None:
    """Days pass: hours ahead are counted out further, holidays come nearer, listings grow stale."""
    index.refresh()
