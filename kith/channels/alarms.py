"""Alerts about somebody in danger leave before every other notice, by the same lease.

Claim, send, mark; never marked before it is sent. All moments here are the database's: a machine
whose clock was set back by a day would otherwise take a dead worker's lease for a living one's for
that day. A lease that ends later than any can is one of a clock that jumped: it counts as over.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection

from kith.accounts import tenancy
from kith.channels import email
from kith.safety import moment
from kith.safety.models import Alert

LEASE = dt.timedelta(seconds=30)
"""Longer than a mail server may take for one (EMAIL_TIMEOUT): whoever is killed with an alert in
hand holds it no longer than this."""
LONGEST_WAIT = dt.timedelta(minutes=5)
BATCH = 1
"""One at a time: a batch would have to be leased for as long as all of it may take."""

_at_once: ContextVar[bool] = ContextVar("kith_alarms_at_once", default=False)

_CLAIM = """
WITH chosen AS MATERIALIZED (
    SELECT id FROM safety_alert
    WHERE organization_id = %(organization)s AND sent_at IS NULL AND member_id IS NOT NULL
      AND (leased_until IS NULL OR leased_until <= %(now)s OR leased_until > %(latest)s)
    ORDER BY made_at DESC, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
)
UPDATE safety_alert AS alert SET leased_until = %(until)s, tries = least(tries + 1, 30000)
FROM chosen WHERE alert.id = chosen.id RETURNING alert.id
"""


@contextmanager
def sending_at_once() -> Iterator[None]:
    """Whoever makes alerts here sends them right after: they need no job."""
    token = _at_once.set(True)
    try:
        yield
    finally:
        _at_once.reset(token)


def needs_job() -> bool:
    return not _at_once.get()


def send_waiting(organization: UUID) -> int:
    """Send what waits for one organisation's members; says how many went. No transaction is open
    while a mail server is spoken to."""
    sent = 0
    while claimed := claim(organization):
        sent += sum(_deliver(alert) for alert in claimed)
    return sent


def claim(organization: UUID, batch: int = BATCH) -> list[Alert]:
    """Lease some alerts, the newest first. Another worker at the same moment gets other ones."""
    with tenancy.acting_for(organization):
        now = moment.now()
        values: dict[str, Any] = {
            "organization": organization, "now": now, "until": now + LEASE, "batch": batch,
            "latest": now + LONGEST_WAIT + LEASE,
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, values)
            ids = [row[0] for row in cursor.fetchall()]
        found = Alert.objects.filter(pk__in=ids).select_related("member__user", "organization")
        return list(found.order_by("-made_at", "id"))


def _deliver(alert: Alert) -> bool:
    try:
        email.send(alert)
    except email.NotTaken:
        _wait(alert)
        return False
    with tenancy.acting_for(alert.organization_id):
        Alert.objects.filter(pk=alert.pk, sent_at=None).update(sent_at=moment.now())
    return True


def _wait(alert: Alert) -> None:
    """The mail server did not take it. The next on the rota is asked in the meantime all the same:
    the clock of a concern does not wait for the mail."""
    wait = min(LEASE * 2 ** min(alert.tries, 5), LONGEST_WAIT)
    with tenancy.acting_for(alert.organization_id):
        rows = Alert.objects.filter(pk=alert.pk, sent_at=None)
        rows.update(leased_until=moment.now() + wait)
