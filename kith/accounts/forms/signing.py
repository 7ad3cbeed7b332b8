"""allauth's forms in our words. What they check stays theirs."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

EMAIL, PASSWORD = _("E-mail address"), _("Password")
NEW_PASSWORD, AGAIN, CODE = _("New password"), _("The same again"), _("Code")
LENGTH = _("At least 12 characters. A sentence is easier to remember than a word.")
LABELS = {
    "login": EMAIL, "email": EMAIL, "password": PASSWORD, "oldpassword": _("Password until now"),
    "password1": NEW_PASSWORD, "password2": AGAIN, "code": CODE, "name": _("Name of this key"),
    "passwordless": _("Sign in with this key alone, without a password"),
}  # fmt: skip
HELP = {
    "password1": LENGTH,
    "passwordless": _("Your phone or computer then asks for your finger, face or PIN."),
}


class InOurWords:
    """Labels and help of ours, and no placeholders: they vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignIn(InOurWords, account.LoginForm):
    pass


class ChangePassword(InOurWords, account.ChangePasswordForm):
    pass


class SetPassword(InOurWords, account.SetPasswordForm):
    pass


class ForgotPassword(InOurWords, account.ResetPasswordForm):
    pass


class NewPassword(InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangeEmail(InOurWords, account.AddEmailForm):
    pass


class ConfirmPassword(InOurWords, account.ReauthenticateForm):
    pass


class EnterCode(InOurWords, factors.AuthenticateForm):
    pass


class ConfirmCode(InOurWords, factors.ReauthenticateForm):
    pass


class AddApp(InOurWords, totp.ActivateTOTPForm):
    pass


class AddKey(InOurWords, webauthn.AddWebAuthnForm):
    pass


class NameKey(InOurWords, webauthn.EditWebAuthnForm):
    pass
