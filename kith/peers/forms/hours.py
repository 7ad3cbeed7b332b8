"""Hours that stand on no other page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core import clock
from kith.peers.forms.fields import day, replay_key
from kith.peers.models import TimeEntry


class TimeForm(forms.Form):
    """A kind, a day, how long. No words, so that no name gets in."""

    on = day(_("When"), initial=clock.today)
    kind = forms.ChoiceField(label=_("What kind"), choices=TimeEntry.Kind)
    hours = forms.IntegerField(label=_("Hours"), min_value=0, max_value=16, initial=1)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=59, initial=0, required=False
    )
    replay_key = replay_key()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "hours" in data and not 5 <= self.length() <= 960:
            self.add_error("hours", _("From five minutes to sixteen hours."))
        return data

    def length(self) -> int:
        """Minutes."""
        return int((self.cleaned_data.get("hours") or 0) * 60
                   + (self.cleaned_data.get("minutes") or 0))  # fmt: skip
