"""Notices leave by a lease: claim, send, mark. Nothing is marked before it is sent.

A worker killed between sending and marking leaves a lease behind; when it has run out, another
sends again. So a notice may arrive twice and is never lost; its Message-ID is made from its own id,
by which the second is recognised. (Marking first loses what is in hand at a kill: finding 3 of the
reliability facts.)
"""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import connection

from kith.accounts import tenancy
from kith.channels import email
from kith.connections.models import Notice
from kith.core import clock

LEASE = dt.timedelta(minutes=2)
BATCH = 20
LONGEST_WAIT = dt.timedelta(hours=6)

# The choice is materialised: as a plain subquery the planner may run it again for each row, and
# then the limit limits nothing and one worker takes everything.
_CLAIM = """
WITH chosen AS MATERIALIZED (
    SELECT id FROM connections_notice
    WHERE organization_id = %(organization)s AND sent_at IS NULL
      AND (leased_until IS NULL OR leased_until <= %(now)s)
    ORDER BY created_at, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
)
UPDATE connections_notice AS notice SET leased_until = %(until)s, attempts = attempts + 1
FROM chosen WHERE notice.id = chosen.id RETURNING notice.id
"""


def send_waiting(organization: UUID) -> int:
    """Send what waits for one organisation's members; says how many went.

    Three short transactions a batch, and none open while a mail server is spoken to.
    """
    sent = 0
    while claimed := claim(organization):
        sent += sum(_deliver(organization, notice) for notice in claimed)
    return sent


def claim(organization: UUID, batch: int = BATCH) -> list[Notice]:
    """Lease some notices. Another worker at the same moment gets other ones."""
    now = clock.now()
    values: dict[str, Any] = {
        "organization": organization,
        "now": now,
        "until": now + LEASE,
        "batch": batch,
    }
    with tenancy.acting_for(organization):
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, values)
            ids = [row[0] for row in cursor.fetchall()]
        found = Notice.objects.filter(pk__in=ids).select_related("member__user", "organization")
        return list(found.order_by("created_at", "id"))


def mark_sent(notice: Notice) -> None:
    """It went out; only now."""
    with tenancy.acting_for(notice.organization_id):
        Notice.objects.filter(pk=notice.pk, sent_at=None).update(sent_at=clock.now())


def wait_longer(notice: Notice) -> None:
    """The mail server did not take it: a lease that grows with each attempt."""
    wait = min(LEASE * 2 ** min(notice.attempts, 10), LONGEST_WAIT)
    with tenancy.acting_for(notice.organization_id):
        rows = Notice.objects.filter(pk=notice.pk, sent_at=None)
        rows.update(leased_until=clock.now() + wait)


def _deliver(organization: UUID, notice: Notice) -> bool:
    try:
        email.send(notice)
    except email.NotTaken:
        wait_longer(notice)
        return False
    mark_sent(notice)
    return True
