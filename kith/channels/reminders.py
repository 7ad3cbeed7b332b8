"""Reminders to people, by the lease of every other notice: claim, send, mark.

Whether one may be sent is decided when it is about to be sent, by the rules the person has given
up to that moment. A machine writes only to somebody who agreed to e-mail and said neither hours nor
a word to be said first: those are kept by human beings, and the reminder is left to one. Nothing
sent carries content; who looks over the shoulder learns that there is something to be seen.
"""

import datetime as dt
import logging
import smtplib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from kith.accounts import tenancy
from kith.audit import chain
from kith.circles.actions import reminding
from kith.circles.models import Reminder, Seat
from kith.connections.safe_contact import SafeContact, from_json
from kith.core import clock
from kith.core.languages import INTERFACE
from kith.people.models import Person

LEASE = dt.timedelta(minutes=2)
LONGEST_WAIT = dt.timedelta(hours=1)
BATCH = 20
log = logging.getLogger(__name__)

_CLAIM = """
WITH chosen AS MATERIALIZED (
    SELECT id FROM circles_reminder
    WHERE organization_id = %(organization)s AND state = 'waiting'
      AND (leased_until IS NULL OR leased_until <= %(now)s)
    ORDER BY made_at, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
)
UPDATE circles_reminder AS reminder SET leased_until = %(until)s, attempts = attempts + 1
FROM chosen WHERE reminder.id = chosen.id RETURNING reminder.id
"""


def send_waiting(organization: UUID) -> int:
    """Send what waits for one organisation's people; says how many went."""
    sent = 0
    while claimed := claim(organization):
        sent += sum(_deliver(organization, pk) for pk in claimed)
    return sent


def claim(organization: UUID, batch: int = BATCH) -> list[UUID]:
    """Lease some. Another worker at the same moment gets other ones."""
    now = clock.now()
    values: dict[str, Any] = {
        "organization": organization, "now": now, "until": now + LEASE, "batch": batch,
    }  # fmt: skip
    with tenancy.acting_for(organization), connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        return [row[0] for row in cursor.fetchall()]


def may_write(contact: SafeContact, address: str) -> bool:
    """Whether a machine may write to somebody by itself."""
    wants = "email" in contact.ways and "none" not in contact.ways
    return bool(address) and wants and not contact.hours and not contact.code_word


def _deliver(organization: UUID, pk: UUID) -> bool:
    """No transaction is open while a mail server is spoken to."""
    with tenancy.acting_for(organization):
        reminder = _load(pk)
        message = _decided(reminder)
    if message is None:
        return False
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        log.warning("reminder %s was not taken: %s", pk, type(error).__name__)
        wait = min(LEASE * 2 ** min(reminder.attempts, 10), LONGEST_WAIT)
        with tenancy.acting_for(organization):
            Reminder.objects.filter(pk=pk).update(leased_until=clock.now() + wait)
        return False
    with tenancy.acting_for(organization):
        waiting = Reminder.objects.filter(pk=pk, state=Reminder.State.WAITING)
        waiting.update(state=Reminder.State.SENT, sent_at=clock.now())
    return True


def _load(pk: UUID) -> Reminder:
    joined = ("seat__circle__organization", "seat__person__key")
    return Reminder.objects.select_related(*joined).get(pk=pk)


def _decided(reminder: Reminder) -> EmailMessage | None:
    """The message, or None where it is dropped or left to a human being."""
    person: Person = reminder.seat.person
    if person.erased_at or not reminding.still_stands(reminder):
        _settle(reminder, Reminder.State.DROPPED)
        return None
    contact = from_json(person.unseal("safe_contact_sealed"))
    address = person.unseal("email_sealed")
    if may_write(contact, address):
        chain.record(
            "reminded", by=None, organization=person.organization_id, subject=person,
            stream="reminders",
        )  # fmt: skip
        return message_of(reminder, address)
    asked = reminder.seat.reminder == Seat.Reminding.YES and "none" not in contact.ways
    _settle(reminder, Reminder.State.BY_HAND if asked else Reminder.State.DROPPED)
    return None


def _settle(reminder: Reminder, state: str) -> None:
    Reminder.objects.filter(pk=reminder.pk, state="waiting").update(state=state)


def message_of(reminder: Reminder, address: str) -> EmailMessage:
    """In the person's language. The same reminder always has the same Message-ID."""
    known = {language.code for language in INTERFACE}
    language = reminder.seat.person.language
    with translation.override(language if language in known else settings.LANGUAGE_CODE):
        subject = _("Something waits for you")
        body = _(
            "With your private number you see what it is: {address}\n\n"
            "No more of these? You can say so on the same page."
        ).format(address=f"{settings.PUBLIC_ADDRESS}/together/")
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{reminder.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[address], headers=headers)
