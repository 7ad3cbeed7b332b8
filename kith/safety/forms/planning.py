"""The person's own plan: six questions in plain words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.safety import codes
from kith.safety.models import Plan

QUESTIONS = {
    "signs": (
        _("How do I notice that it is getting bad?"),
        _("Thoughts, feelings, the body, what I do or stop doing."),
    ),
    "alone": (
        _("What can I do by myself, right then?"),
        _("Breathing, walking, music, cold water, praying, the dog."),
    ),
    "places": (
        _("Where can I go, who takes my mind off it?"),
        _("A place with people, a neighbour, a café. Nobody has to know."),
    ),
    "people": (
        _("Whom can I tell that I need help?"),
        _("Names and numbers of people I trust."),
    ),
    "helpers": (
        _("Who helps for a living, day and night?"),
        _("A helpline, my peer, the clinic, emergency help."),
    ),
    "safer": (
        _("How do I make the place around me safer?"),
        _("What I give away or lock up for a while, and who keeps it for me."),
    ),
}
"""Our own words. The order goes from what one can do alone to what others do."""


class PlanCodeForm(forms.Form):
    """The private number of a plan."""

    code = forms.CharField(
        label=_("Your private number"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        return codes.normalise(self.cleaned_data["code"])


class PlanForm(forms.Form):
    """Each step may stay empty; it can be written over many days."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (question, hint) in QUESTIONS.items():
            self.fields[name] = forms.CharField(
                label=question, help_text=hint, required=False, max_length=2000,
                widget=forms.Textarea(
                    attrs={"rows": 3, "data-sensitive": "", "autocomplete": "off"}
                ),
            )  # fmt: skip

    def steps(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in Plan.STEPS}
