"""Every few seconds, by a clock that cannot jump: whose step is over, and what waits to be sent.

The timetable of jobs goes by the time of day and on from the last minute it began: set back by a
day, it waits for that day. A watchman counts seconds instead (`Event.wait` is monotonic), and the
database's clock decides who is late. One lives in every worker; two at once do nothing twice.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

EVERY = 5.0
"""Seconds between two rounds."""
log = logging.getLogger(__name__)


@contextmanager
def on_watch() -> Iterator[threading.Thread]:
    """A watchman for as long as the block lasts. The first round begins at once."""
    stop = threading.Event()
    thread = threading.Thread(target=_watch, args=(stop,), name="watchman", daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(EVERY)


def go_round() -> None:
    """Once through every organisation. What fails for one is logged and tried again next time."""
    from kith.accounts.models import Organization

    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        try:
            _look_after(organization)
        except Exception:
            log.exception("the round failed for organisation %s", organization)


def _look_after(organization: UUID) -> None:
    from kith.accounts import tenancy
    from kith.channels import alarms
    from kith.safety import actions

    with alarms.sending_at_once(), tenancy.acting_for(organization):
        actions.escalate_due(organization=organization)
        actions.remind_due(organization=organization)
    alarms.send_waiting(organization)


def _watch(stop: threading.Event) -> None:
    from django.db import close_old_connections, connection

    while not stop.is_set():
        try:
            go_round()
        except Exception:
            log.exception("the watchman could not go round")
            connection.close()
        close_old_connections()
        stop.wait(EVERY)
