"""A matter, an objection, the organisation's answer."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core import clock
from kith.peers.actions.voice import Raising
from kith.peers.forms.fields import day, replay_key, sensitive
from kith.peers.models import Matter

DAYS = [("7", _("A week")), ("14", _("Two weeks")), ("30", _("A month"))]
PLACES = range(1, 6)


class MatterForm(forms.Form):
    """What should be decided."""

    question = forms.CharField(label=_("What should be decided?"), max_length=200)
    about = forms.CharField(
        label=_("What one should know about it"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("How"), choices=Matter.Kind, widget=forms.RadioSelect)
    days = forms.TypedChoiceField(label=_("For how long"), choices=DAYS, coerce=int, initial="14")
    choice_1 = forms.CharField(label=_("An answer to choose"), required=False, max_length=200)
    choice_2 = forms.CharField(label=_("Another answer"), required=False, max_length=200)
    choice_3 = forms.CharField(label=_("Another answer"), required=False, max_length=200)
    choice_4 = forms.CharField(label=_("Another answer"), required=False, max_length=200)
    choice_5 = forms.CharField(label=_("Another answer"), required=False, max_length=200)
    replay_key = replay_key()

    def raising(self) -> Raising:
        """What the action takes."""
        data = self.cleaned_data
        return Raising(
            question=data["question"], kind=data["kind"], about=data["about"],
            closes_at=clock.now() + dt.timedelta(days=data["days"]),
            choices=tuple(data[f"choice_{place}"] for place in PLACES),
        )  # fmt: skip


class ReasonForm(forms.Form):
    """A reason, or an answer to one."""

    words = forms.CharField(label=_("In a few words"), max_length=2000, widget=sensitive(3))


class AnswerForm(forms.Form):
    """What the organisation will do, and by when."""

    words = forms.CharField(
        label=_("What you will do, and why"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    do_by = day(_("By when"))

    def clean_do_by(self) -> Any:
        wanted = self.cleaned_data["do_by"]
        if wanted < clock.today():
            raise forms.ValidationError(_("Please choose a day that has not gone by."))
        return wanted


class OutcomeForm(forms.Form):
    """Whether it was done."""

    words = forms.CharField(
        label=_("What became of it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
