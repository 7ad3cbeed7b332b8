"""A stop, a host's agreement, a unit."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from kith.outreach.actions import Place, Vehicle
from kith.outreach.models import Stop, Unit

DAYS = [(number + 1, name) for number, name in WEEKDAYS.items()]


def _key() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, required=False)


def _degrees(label: Any, most: int, **more: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=-most, max_value=most, **more)


def _has(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Stop.Has.choices, required=False)


class StopForm(forms.Form):
    """What is known of a stop; most of it may be found out later."""

    replay_key = _key()
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Stop.Kind.choices)
    where = forms.CharField(
        label=_("Where exactly"), max_length=300, required=False,
        help_text=_("As you would tell the driver."),
    )  # fmt: skip
    district = forms.CharField(label=_("District or town"), max_length=120, required=False)
    latitude = _degrees(_("Latitude"), 90)
    longitude = _degrees(_("Longitude"), 180)
    host = forms.CharField(label=_("Whose place it is"), max_length=200, required=False)
    welcome = forms.CharField(
        label=_("Who welcomes us"), max_length=200, required=False,
        help_text=_("A name, and how to reach them on the day."),
    )  # fmt: skip
    discretion = forms.ChoiceField(
        label=_("Who sees people come in?"), choices=Stop.Discretion.choices, required=False
    )
    parking = _has(_("Room to park"))
    power = _has(_("Power"))
    shelter = _has(_("A roof to wait under"))
    toilets = _has(_("Toilets"))
    step_free = _has(_("Without steps"))
    permit = forms.ChoiceField(label=_("Permit"), choices=Stop.Permit.choices, required=False)
    permit_until = _day(_("The permit ends on"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"), choices=DAYS, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None: any day."),
    )  # fmt: skip
    from_time = _time(_("Not before"))
    until_time = _time(_("Not after"))

    def place(self) -> Place:
        """What was typed."""
        known = {k: v for k, v in self.cleaned_data.items() if k != "replay_key"}
        return Place(**known | {"weekdays": tuple(known["weekdays"])})


def typed_of(stop: Stop) -> dict[str, Any]:
    """A stop as the form begins with it."""
    return {name: getattr(stop, name) for name in StopForm.base_fields if name != "replay_key"}


class SheetForm(forms.Form):
    """A list of places as a spreadsheet."""

    file = forms.FileField(label=_("File"), help_text=_("A spreadsheet, saved as CSV."))


class AgreementForm(forms.Form):
    """A host's yes."""

    replay_key = _key()
    host = forms.CharField(label=_("Who said yes"), max_length=200)
    starts_on = _day(_("From"))
    ends_on = _day(_("Until"), required=False, help_text=_("Empty: until somebody ends it."))
    terms = forms.CharField(
        label=_("What was agreed"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class UnitForm(forms.Form):
    """A vehicle, and what a day with it may be."""

    replay_key = _key()
    name = forms.CharField(label=_("Name"), max_length=120)
    home = forms.CharField(label=_("Where it sleeps"), max_length=200, required=False)
    latitude = _degrees(_("Latitude"), 90, required=False)
    longitude = _degrees(_("Longitude"), 180, required=False)
    people = forms.IntegerField(
        label=_("People on board, at least"), min_value=2, max_value=20, initial=2
    )
    set_up = forms.IntegerField(
        label=_("To set up, minutes"), min_value=0, max_value=240, initial=45
    )
    pack_up = forms.IntegerField(
        label=_("To pack up, minutes"), min_value=0, max_value=240, initial=30
    )
    longest_day = forms.IntegerField(
        label=_("Longest day, minutes"), min_value=60, max_value=960, initial=480
    )
    range_km = forms.IntegerField(
        label=_("Kilometres before it needs fuel"), min_value=1, max_value=3000, required=False
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if (found.get("latitude") is None) != (found.get("longitude") is None):
            self.add_error("longitude", _("Please write both, or neither."))
        return found

    def vehicle(self) -> Vehicle:
        """What was typed."""
        return Vehicle(**{k: v for k, v in self.cleaned_data.items() if k != "replay_key"})


def typed_of_unit(unit: Unit) -> dict[str, Any]:
    """A unit as the form begins with it."""
    return {name: getattr(unit, name) for name in UnitForm.base_fields if name != "replay_key"}
