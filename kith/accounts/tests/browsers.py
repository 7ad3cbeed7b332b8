"""Browsers for tests of sensitive pages: who signed in a moment ago, and who did long ago."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from kith.accounts.models import Member


def confirmed(member: Member, *, minutes_ago: int = 0) -> Client:
    """A browser in which the member proved who they are so many minutes ago."""
    client = Client()
    client.force_login(member.user)
    session = client.session
    at = time.time() - 60 * minutes_ago
    session[METHODS] = [{"method": "password", "at": at, "reauthenticated": True}]
    session[WHOSE] = user_id_to_str(member.user)
    session.save()
    return client
