"""Which entries of the log are wanted."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.audit.queries import Filter


class LogForm(forms.Form):
    """Stands in the address, so that a view of the log can be kept as a link."""

    member = forms.ChoiceField(label=_("Who"), required=False)
    verb = forms.ChoiceField(label=_("What"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, data: Mapping[str, Any], members: Iterable[Member], verbs: list) -> None:
        super().__init__(data)
        everything = [("", _("Everything"))]
        everybody = [("", _("Everybody"))]
        who = cast(forms.ChoiceField, self.fields["member"])
        who.choices = everybody + [(str(m.id), m.name) for m in members]
        cast(forms.ChoiceField, self.fields["verb"]).choices = everything + verbs

    def wanted(self, time_zone: str) -> Filter:
        """The filter; days begin at midnight where the organisation is."""
        values = self.cleaned_data if self.is_valid() else {}
        zone = zoneinfo.ZoneInfo(time_zone)
        since, until = values.get("since"), values.get("until")
        return Filter(
            member=values.get("member") or None,
            verb=values.get("verb", ""),
            since=since and _midnight(since, zone),
            until=until and _midnight(until + dt.timedelta(days=1), zone),
        )


def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=zone)
