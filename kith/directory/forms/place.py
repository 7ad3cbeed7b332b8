"""A place, its address, and how much of it is public."""

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core.ids import uuid7
from kith.directory.forms.service import lines, web_address
from kith.directory.models.location import Confidentiality, PlaceType


class PlaceForm(forms.Form):
    """The public words of a place."""

    name = forms.CharField(label=_("Name"), max_length=500, required=False)
    area = forms.CharField(label=_("District or town"), max_length=200, required=False)
    location_type = forms.ChoiceField(label=_("Kind"), choices=PlaceType.choices)
    time_zone = forms.CharField(
        label=_("Time zone"), max_length=60, required=False,
        help_text=_("Like Europe/Lisbon. Empty: as at the organisation."),
    )  # fmt: skip
    transportation = forms.CharField(label=_("Getting there"), widget=lines(2), required=False)
    description = forms.CharField(label=_("In words"), widget=lines(2), required=False)
    url = web_address(_("Web page"), required=False)
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False
    )

    def __init__(self, *args: Any, is_public: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_public:
            for name in ("latitude", "longitude", "area", "url"):
                del self.fields[name]

    def clean_time_zone(self) -> str:
        """A name of the time zone database."""
        name = str(self.cleaned_data["time_zone"])
        if name and name not in zoneinfo.available_timezones():
            raise forms.ValidationError(_("There is no time zone of this name."))
        return name

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "latitude" in found and (found["latitude"] is None) != (found["longitude"] is None):
            self.add_error("longitude", _("Please write both, or neither."))
        return found


class AddressForm(forms.Form):
    """One address."""

    address_1 = forms.CharField(label=_("Street and number"), max_length=500)
    address_2 = forms.CharField(label=_("Floor, room"), max_length=500, required=False)
    city = forms.CharField(label=_("Town"), max_length=200, required=False)
    state_province = forms.CharField(label=_("State or province"), max_length=100, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20, required=False)
    country = forms.CharField(label=_("Country (two letters)"), max_length=2, required=False)


class ConfidentialityForm(forms.Form):
    """How much is public."""

    to = forms.ChoiceField(
        label=_("Who may know this address?"),
        choices=Confidentiality.choices,
        widget=forms.RadioSelect,
    )
    area = forms.CharField(
        label=_("District or town to show"),
        max_length=200,
        required=False,
        help_text=_("Only where the area is public. Choose one with many houses."),
    )


class NewPlaceForm(AddressForm):
    """A new place of a service; confidential from its first moment if need be."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    name = forms.CharField(label=_("Name"), max_length=500, required=False)
    area = forms.CharField(label=_("District or town"), max_length=200, required=False)
    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False
    )
    confidentiality = forms.ChoiceField(
        label=_("Who may know this address?"),
        choices=Confidentiality.choices,
        widget=forms.RadioSelect,
        initial=Confidentiality.FULL,
    )
    field_order = ("key", "name", "confidentiality", "area")

    def address(self) -> dict[str, Any]:
        """The address rows of the form."""
        return {name: self.cleaned_data[name] for name in AddressForm.base_fields}
