"""The public form, and what those who recruit write down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Role
from kith.peers.actions import Applying
from kith.peers.forms.fields import (
    LanguagesField,
    RoleMemberField,
    day,
    replay_key,
    sensitive,
    several,
)
from kith.peers.models import Check, Work


class ApplyForm(forms.Form):
    """Only a name and a way to answer are needed. Nobody is asked for a diagnosis."""

    name = forms.CharField(
        label=_("Your name"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-sensitive": ""}),
    )  # fmt: skip
    reach = forms.CharField(
        label=_("Telephone number or e-mail address"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-sensitive": ""}),
    )  # fmt: skip
    languages = LanguagesField(label=_("Languages you speak"))
    roles = several(_("What could you imagine doing?"), Work.choices)
    about = forms.CharField(
        label=_("What would you like to tell us?"), required=False, max_length=4000,
        widget=sensitive(5),
        help_text=_("Hard times you have come through are what makes a peer. Say only what you "
                    "want to; you need no certificate."),
    )  # fmt: skip
    replay_key = replay_key()

    def applying(self) -> Applying:
        """What the action takes."""
        data = self.cleaned_data
        return Applying(
            name=data["name"], reach=data["reach"], about=data["about"],
            languages=tuple(data["languages"]), roles=tuple(data["roles"]),
        )  # fmt: skip


class CheckForm(forms.Form):
    """What somebody found when they looked, with their reasons."""

    kind = forms.ChoiceField(label=_("What"), choices=Check.Kind)
    role = forms.ChoiceField(
        label=_("For which work (clearance)"), choices=[("", "–"), *Work.choices], required=False
    )
    finding = forms.ChoiceField(label=_("What you found"), choices=Check.Finding)
    expires_on = day(_("Holds until (clearance)"), required=False)
    words = forms.CharField(
        label=_("What you weighed, and why"), max_length=4000, widget=sensitive(),
        help_text=_("Sealed. A past alone is no reason for a no: look at what it means for this "
                    "work today."),
    )  # fmt: skip
    replay_key = replay_key()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Check.Kind.CLEARANCE:
            if not data.get("role"):
                self.add_error("role", _("A clearance is for one kind of work."))
            if not data.get("expires_on"):
                self.add_error("expires_on", _("Until when does it hold?"))
        return data


class TalkForm(forms.Form):
    """When they meet to talk, in the time of the organisation."""

    talk_at = forms.DateTimeField(
        label=_("When you meet to talk"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip


class WelcomeForm(forms.Form):
    """The member account of somebody who becomes a peer."""

    member = RoleMemberField(role=Role.PEER, label=_("Their account"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].offer()  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason in a few words"), max_length=1000, widget=sensitive(2))
