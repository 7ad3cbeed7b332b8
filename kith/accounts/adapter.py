"""How signing in behaves here: by invitation only, in our words, with the secrets sealed."""

import base64
from typing import ClassVar
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kith.core import sealing

NOT_MATCHING = _("The e-mail address or the password is not right.")
WRONG_CODE = _("This code is not right, or it is too old.")


class ByInvitation(DefaultAccountAdapter):
    """Accounts begin with an invitation; nobody signs up by themselves."""

    error_messages: ClassVar[dict] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": NOT_MATCHING,
        "invalid_login": NOT_MATCHING,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
        "email_taken": _("This address cannot be used."),
        "duplicate_email": _("This address cannot be used."),
        "same_as_current": _("This is what it is already."),
        "too_many_login_attempts": _("Too many tries. Please wait a few minutes."),
        "rate_limited": _("Too many tries. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SealedFactors(DefaultMFAAdapter):
    """Secrets of second factors are of no use to whoever has only the database."""

    error_messages: ClassVar[dict] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": _("Add an app or a passkey first."),
    }

    def encrypt(self, text: str) -> str:
        """key id, a colon, and the wrapped secret in base64."""
        key_id, wrapped = _keyring().wrap(text.encode(), PLACE)
        return f"{key_id}:{base64.b64encode(wrapped).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        key_id, _colon, wrapped = encrypted_text.partition(":")
        return _keyring().unwrap(key_id, base64.b64decode(wrapped), PLACE).decode()


PLACE = sealing.Place(UUID(int=0), "mfa_authenticator", "data", UUID(int=0))
"""allauth does not say whose secret it is; the table at least is bound."""


def _keyring() -> sealing.Keyring:
    return sealing.Keyring(settings.SECRETS.sealing_keys, settings.SECRETS.sealing_current)
