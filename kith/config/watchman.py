"""Every few seconds, by a clock that cannot jump: whose step is over, and what waits to be sent.

The timetable of jobs goes by the time of day and on from the last minute it began: set back by a
day, it waits for that day. A watchman counts seconds instead (`Event.wait` is monotonic), and the
database's clock decides who is late. One lives in every worker; two at once do nothing twice.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

EVERY = 2.0
"""Seconds between two rounds: a query an organisation, answered by an index."""
log = logging.getLogger(__name__)


@contextmanager
def on_watch() -> Iterator[None]:
    """A watchman, and a postman of his own, for as long as the block lasts: a mail server that lets
    one wait for twenty seconds must not keep the other from his round. The first begins at once."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=_again_and_again, args=(stop, work), name=name, daemon=True)
        for name, work in (("watchman", _look_after), ("postman", _send))
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(EVERY)


def go_round() -> None:
    """Once through every organisation, both of them."""
    for work in (_look_after, _send):
        _in_each(work)


def _in_each(work: Callable[[UUID], None]) -> None:
    """What fails for one organisation is logged and tried again next time."""
    from kith.accounts.models import Organization

    for organization in Organization.objects.order_by("id").values_list("id", flat=True):
        try:
            work(organization)
        except Exception:
            log.exception("the round failed for organisation %s", organization)


def _look_after(organization: UUID) -> None:
    from kith.accounts import tenancy
    from kith.channels import alarms
    from kith.safety import actions

    with alarms.sending_at_once(), tenancy.acting_for(organization):
        actions.escalate_due(organization=organization)
        actions.remind_due(organization=organization)


def _send(organization: UUID) -> None:
    from kith.channels import alarms

    alarms.send_waiting(organization)


def _again_and_again(stop: threading.Event, work: Callable[[UUID], None]) -> None:
    from django.db import close_old_connections, connection

    while not stop.is_set():
        try:
            _in_each(work)
        except Exception:
            log.exception("the watchman could not go round")
            connection.close()
        close_old_connections()
        stop.wait(EVERY)
