"""The week as seven rows, and days that differ."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from kith.directory.actions.hours import DAYS, Opening
from kith.directory.models import Schedule

SPANS = 2
"""How many spans of a day the grid shows: a lunch break is common, two are not."""


def clock_face(**more: Any) -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time", **more})


def calendar(**more: Any) -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **more})


class WeekForm(forms.Form):
    """Seven days, each with up to two spans. Without script: empty means closed."""

    kind = forms.ChoiceField(label=_("Which hours are these?"), choices=Schedule.Kind.choices)
    keeps_words = forms.BooleanField(
        label=_("Keep the hours that are only in words"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, day in enumerate(DAYS):
            for span in range(SPANS):
                for end, label in (("opens", _("opens")), ("closes", _("closes"))):
                    self.fields[f"{day}-{span}-{end}"] = forms.TimeField(
                        label=f"{WEEKDAYS[number]} {label}", required=False, widget=clock_face()
                    )

    @staticmethod
    def initial_from(openings: Iterable[tuple[str, str, str]]) -> dict[str, str]:
        """The grid's values for (day, opens, closes)."""
        values: dict[str, str] = {}
        for day, opens, closes in openings:
            span = next((s for s in range(SPANS) if f"{day}-{s}-opens" not in values), None)
            if span is not None:
                values |= {f"{day}-{span}-opens": opens, f"{day}-{span}-closes": closes}
        return values

    def days(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """(name of the day, [(opens, closes), ...]) as bound fields."""
        return [
            (WEEKDAYS[number],
             [(self[f"{day}-{span}-opens"], self[f"{day}-{span}-closes"]) for span in range(SPANS)])
            for number, day in enumerate(DAYS)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for day in DAYS:
            for span in range(SPANS):
                opens, closes = found.get(f"{day}-{span}-opens"), found.get(f"{day}-{span}-closes")
                if (opens is None) != (closes is None):
                    end = "closes" if closes is None else "opens"
                    self.add_error(f"{day}-{span}-{end}", _("Please write both times."))
        return found

    def openings(self) -> list[Opening]:
        """What was typed."""
        data = self.cleaned_data
        return [
            Opening(day, data[f"{day}-{span}-opens"], data[f"{day}-{span}-closes"])
            for day in DAYS for span in range(SPANS) if data.get(f"{day}-{span}-opens") is not None
        ]  # fmt: skip


class ClosingForm(forms.Form):
    """Days on which it is closed."""

    first = forms.DateField(label=_("From"), widget=calendar())
    last = forms.DateField(label=_("To"), widget=calendar(), required=False)
    words = forms.CharField(label=_("Why"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            self.add_error("last", _("The last day cannot be before the first."))
        return found


class StopForm(forms.Form):
    """One date with hours of its own."""

    day = forms.DateField(label=_("Day"), widget=calendar())
    opens_at = forms.TimeField(label=_("opens"), widget=clock_face())
    closes_at = forms.TimeField(label=_("closes"), widget=clock_face())
    words = forms.CharField(label=_("In words"), max_length=200, required=False)
