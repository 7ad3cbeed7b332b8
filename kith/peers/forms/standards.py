"""Versions of schemes, kinds of work, steps of the ladder."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core import clock
from kith.peers.actions.standards import Version
from kith.peers.actions.stepping import Step
from kith.peers.forms.fields import day, replay_key, sensitive
from kith.peers.models import Peer, Work
from kith.peers.rules.schemes import USUAL, Scheme

DOES: dict[str, Any] = {
    "listen": _("Listen, without haste"),
    "share": _("Tell of one’s own way where it helps"),
    "goals": _("Look together for what the person wants next"),
    "small_steps": _("Go small steps, and look back at them"),
    "find_way": _("Find the way to other help, and go along"),
    "hold_circle": _("Hold a circle, always two together"),
    "agree_rules": _("Agree on what everybody needs to feel safe"),
    "go_after": _("Go after whoever leaves the room"),
    "answer_calls": _("Answer who calls"),
    "say_where": _("Say where more help is"),
    "one_call": _("One call at a time, and a pause after a hard one"),
    "visit_ward": _("Visit somebody in hospital before they go home"),
    "first_weeks": _("Walk along in the first weeks at home"),
    "stand_by_peers": _("Stand by other peers"),
    "plan_shifts": _("Plan who does what, with time to rest"),
    "speak_up": _("Speak for peers where things are decided"),
}
NEVER: dict[str, Any] = {
    "diagnose": _("Say what somebody has, or has not"),
    "medicine": _("Advise for or against medicine"),
    "interpret": _("Explain what a result means: that is for a navigator or supervisor"),
    "money": _("Lend, borrow or take money"),
    "secret": _("Promise to keep danger a secret"),
    "alone_in_danger": _("Stay alone with somebody in danger: raise a concern"),
}
UNITS: dict[str, Any] = {
    "people": _("People at a time, at most"),
    "circles": _("Circles at a time, at most"),
    "calls": _("Calls at a time, at most"),
    "peers": _("Peers at a time, at most"),
}


class VersionForm(forms.Form):
    """What a scheme asks from a day on."""

    name = forms.CharField(label=_("Name"), max_length=120)
    starts_on = day(_("Holds from"), initial=clock.today)
    hours = forms.DecimalField(
        label=_("Hours of training"), min_value=1, max_value=2000, max_digits=6, decimal_places=1
    )
    practice = forms.DecimalField(
        label=_("Hours of supervised practice"), min_value=0, max_value=5000, initial=0,
        max_digits=6, decimal_places=1,
    )  # fmt: skip
    years = forms.IntegerField(
        label=_("Years until it is renewed"), min_value=0, max_value=20, initial=0,
        help_text=_("0 if it is never renewed."),
    )  # fmt: skip
    learning = forms.DecimalField(
        label=_("Hours of learning in that time"), min_value=0, max_value=1000, initial=0,
        max_digits=6, decimal_places=1,
    )  # fmt: skip
    warns = forms.CharField(
        label=_("Days before, when somebody is told"), max_length=60,
        initial=", ".join(map(str, USUAL)),
    )  # fmt: skip
    source = forms.CharField(label=_("Who says so"), max_length=300, required=False)
    is_checked = forms.BooleanField(label=_("I compared it with its source"), required=False)
    is_offered = forms.BooleanField(
        label=_("New certificates are given under it"), required=False, initial=True
    )
    replay_key = replay_key()

    def clean_warns(self) -> tuple[int, ...]:
        parts = self.cleaned_data["warns"].replace("،", ",").split(",")
        try:
            days = tuple(int(part) for part in parts if part.strip())
        except ValueError:
            raise forms.ValidationError(_("Numbers with commas between them: 90, 60, 30")) from None
        if not days or not all(0 < one <= 365 for one in days):
            raise forms.ValidationError(_("Each number is from 1 to 365."))
        return days

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("learning") and not data.get("years"):
            self.add_error("years", _("Learning is counted from one renewal to the next."))
        return data

    def version(self, code: str) -> Version:
        """What the action takes."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "replay_key"}
        return Version(**data, code=code)


def initial_of(scheme: Scheme) -> dict[str, Any]:
    """A version as the beginning of the next."""
    names = ("name", "hours", "practice", "learning", "years", "source", "is_checked", "is_offered")
    values = {name: getattr(scheme, name) for name in names}
    return {**values, "warns": ", ".join(map(str, scheme.warns))}


class ScopeForm(forms.Form):
    """What this organisation adds to a kind of work."""

    work = forms.ChoiceField(choices=Work, widget=forms.HiddenInput)
    starts_on = day(_("Holds from"), initial=clock.today)
    most = forms.IntegerField(label=_("At a time, at most"), min_value=1, max_value=60,
                              required=False)  # fmt: skip
    pay_band = forms.CharField(label=_("Pay band"), required=False, max_length=20)
    words = forms.CharField(
        label=_("What else belongs to it here"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class StepForm(forms.Form):
    """A step of the ladder, with its reason."""

    step = forms.ChoiceField(label=_("Step"), choices=Peer.Step)
    on = day(_("From which day"), initial=clock.today)
    pay_band = forms.CharField(label=_("Pay band"), required=False, max_length=20)
    why = forms.CharField(
        label=_("Why"), max_length=2000, widget=sensitive(),
        help_text=_("Sealed. The peer and supervisors can read it."),
    )  # fmt: skip
    replay_key = replay_key()

    def to(self) -> Step:
        """What the action takes."""
        data = self.cleaned_data
        return Step(step=data["step"], on=data["on"], why=data["why"], pay_band=data["pay_band"])
