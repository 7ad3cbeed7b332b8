"""A notice as an e-mail: that something waits at the desk, and nothing else.

Anybody may read it over a shoulder or on a mail server: the subject says no kind, no name and no
word of what happened, and every notice has the same one.
"""

import logging
import smtplib
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


class Sendable(Protocol):
    """A notice or an alert: somebody to reach, and an id by which a double is recognised."""

    pk: Any
    member: Any


class NotTaken(Exception):
    """The mail server did not take it; later perhaps. Carries no address."""


def send(notice: Sendable) -> None:
    """Hand one notice to the mail server, or NotTaken."""
    try:
        message_of(notice).send()
    except (smtplib.SMTPException, OSError) as error:
        log.warning("notice %s was not taken: %s", notice.pk, type(error).__name__)
        raise NotTaken from None


def message_of(notice: Sendable) -> EmailMessage:
    """In the member's language. The same notice always has the same Message-ID."""
    user = notice.member.user
    with translation.override(user.language or settings.LANGUAGE_CODE):
        subject = _("Something waits for you")
        body = _("Please sign in to see it: {address}").format(
            address=f"{settings.PUBLIC_ADDRESS}/desk/"
        )
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {
        "Message-ID": f"<{notice.pk}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, to=[user.email], headers=headers)
