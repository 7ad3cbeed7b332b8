"""What this room sends by e-mail: a link and nothing that tells what it is about."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.accounts.models import Invitation
from kith.core.refusals import Refusal


class CannotSend(Refusal):
    message = gettext_lazy("The e-mail could not be sent. Please try again in a few minutes.")
    status = 503


def send_invitation(invitation: Invitation, key: str) -> None:
    """The key, in the first language of the organisation. Names nobody: mail is read by others."""
    address = settings.PUBLIC_ADDRESS + reverse("invitation", args=[key])
    language = (invitation.organization.languages or ["en"])[0]
    with translation.override(language):
        body = render_to_string(
            "accounts/letters/invitation.txt",
            {"address": address, "expires_at": invitation.expires_at},
        )
        subject = _("You are invited")
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email]).send()
    except (smtplib.SMTPException, OSError) as error:
        raise CannotSend from error
