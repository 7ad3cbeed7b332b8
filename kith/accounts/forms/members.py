"""Members and invitations."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from kith.accounts.forms.signing import EMAIL, LENGTH, PASSWORD
from kith.accounts.models import Role

NAME = _("Name")


class RolesField(forms.MultipleChoiceField):
    """What somebody comes for; several may hold."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
        )


class InviteForm(forms.Form):
    email = forms.EmailField(label=EMAIL, max_length=254)
    name = forms.CharField(label=NAME, max_length=120, help_text=_("As others here will see it."))
    roles = RolesField()


class MemberForm(forms.Form):
    name = forms.CharField(label=NAME, max_length=120)
    roles = RolesField()


class JoinForm(forms.Form):
    """For somebody whose address has an account already."""

    name = forms.CharField(label=NAME, max_length=120, help_text=_("As others here will see it."))


class BeginForm(JoinForm):
    """For somebody new: a name and a password."""

    password = forms.CharField(
        label=PASSWORD,
        help_text=LENGTH,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[password_validation.validate_password],
    )
