"""News for whoever follows a stop of the van, by the lease of every other notice.

Nothing sent says what it is about: that there is news, and a link that shows it. Whoever reads it
over a shoulder or on a mail server learns neither who comes nor where.
"""

import datetime as dt
import logging
import smtplib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.accounts import tenancy
from kith.core import clock
from kith.outreach.actions import following
from kith.outreach.models import News

LEASE = dt.timedelta(minutes=2)
LONGEST_WAIT = dt.timedelta(hours=6)
BATCH = 20
log = logging.getLogger(__name__)

_CLAIM = """
WITH chosen AS MATERIALIZED (
    SELECT id FROM outreach_news
    WHERE organization_id = %(organization)s AND sent_at IS NULL
      AND (leased_until IS NULL OR leased_until <= %(now)s)
    ORDER BY made_at, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
)
UPDATE outreach_news AS news SET leased_until = %(until)s, attempts = attempts + 1
FROM chosen WHERE news.id = chosen.id RETURNING news.id
"""


def send_waiting(organization: UUID) -> int:
    """Send what waits for one organisation's followers; says how many went."""
    sent = 0
    while claimed := claim(organization):
        sent += sum(_deliver(news) for news in claimed)
    return sent


def claim(organization: UUID, batch: int = BATCH) -> list[News]:
    """Lease some. Another worker at the same moment gets other ones."""
    now = clock.now()
    values: dict[str, Any] = {
        "organization": organization, "now": now, "until": now + LEASE, "batch": batch,
    }  # fmt: skip
    with tenancy.acting_for(organization):
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, values)
            ids = [row[0] for row in cursor.fetchall()]
        found = News.objects.filter(pk__in=ids).select_related("follower")
        return list(found.order_by("made_at", "id"))


def message_of(news: News) -> EmailMessage:
    """In the follower's language. The same news always has the same Message-ID."""
    token = following.token_of(news.follower)
    address = f"{settings.PUBLIC_ADDRESS}{reverse('followed', args=[token])}"
    with translation.override(news.follower.language or settings.LANGUAGE_CODE):
        if news.kind == News.Kind.CONFIRM:
            subject = _("Please confirm your address")
            body = _("Somebody asked for messages to this address. If it was you, say so here: "
                     "{address} If it was not, do nothing.").format(address=address)  # fmt: skip
        else:
            subject = _("There is news")
            body = _("There is news about something you follow. Look here: {address}").format(
                address=address
            )
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    leave = f"{settings.PUBLIC_ADDRESS}{reverse('stop_following', args=[token])}"
    headers = {
        "Message-ID": f"<{news.pk}@{domain}>", "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip
    return EmailMessage(subject, body, to=[news.follower.unseal()], headers=headers)


def _deliver(news: News) -> bool:
    """No transaction is open while a mail server is spoken to. Whoever left meanwhile gets none:
    their row, and with it the address, is gone."""
    rows = News.objects.filter(pk=news.pk, sent_at=None)
    with tenancy.acting_for(news.organization_id):
        if not rows.exists():
            return False
    try:
        message_of(news).send()
    except (smtplib.SMTPException, OSError) as error:
        log.warning("news %s was not taken: %s", news.pk, type(error).__name__)
        wait = min(LEASE * 2 ** min(news.attempts, 10), LONGEST_WAIT)
        with tenancy.acting_for(news.organization_id):
            rows.update(leased_until=clock.now() + wait)
        return False
    with tenancy.acting_for(news.organization_id):
        rows.update(sent_at=clock.now())
    return True
