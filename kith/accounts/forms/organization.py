"""The settings of an organisation."""

import zoneinfo
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.core.languages import INTERFACE

LABELS = {
    "name": _("Name"),
    "kind": _("Kind of organisation"),
    "country": _("Country"),
    "time_zone": _("Time zone"),
    "takes_requests": _("People may ask us for help on the public pages"),
    "crisis_name": _("Name of the crisis line"),
    "crisis_number": _("Number of the crisis line"),
    "emergency_number": _("Emergency number"),
    "requires_second_factor": _("Administrators and directors must have a second factor"),
}


class OrganizationForm(forms.ModelForm):
    """Saving is the action's work; this only reads what was typed."""

    time_zone = forms.ChoiceField(label=LABELS["time_zone"])
    languages = forms.MultipleChoiceField(
        label=_("Languages of our pages"),
        choices=[(language.code, language.name) for language in INTERFACE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Letters go out in the first of them."),
    )

    class Meta:
        model = Organization
        fields = [
            "name", "kind", "country", "time_zone", "languages", "takes_requests", "crisis_name",
            "crisis_number", "emergency_number", "requires_second_factor",
        ]  # fmt: skip
        labels = LABELS
        help_texts = {
            "takes_requests": "",
            "country": _("Two letters, such as US or MX."),
            "crisis_number": _("It stands on every public page, in every language."),
            "requires_second_factor": _("A passkey or an app with codes, besides the password."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zoneinfo.available_timezones())
        field = cast(forms.ChoiceField, self.fields["time_zone"])
        field.choices = [(zone, zone.replace("_", " ")) for zone in zones]

    def clean_country(self) -> str:
        return self.cleaned_data["country"].upper()
