"""What needs are called, and words that mean the same."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core.languages import INTERFACE

LANGUAGES = [(language.code, language.name) for language in INTERFACE]


class TermNamesForm(forms.Form):
    """One term in one language."""

    label = forms.CharField(label=_("Name shown"), max_length=300)
    others = forms.CharField(
        label=_("Also found by"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everyday words, one a line."),
    )

    def other_names(self) -> list[str]:
        """The lines."""
        lines: list[str] = self.cleaned_data["others"].splitlines()
        return [line.strip() for line in lines if line.strip()]


class SynonymForm(forms.Form):
    """Whoever types the first also finds the second."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    words = forms.CharField(label=_("Who types"), max_length=200)
    means = forms.CharField(label=_("also finds"), max_length=200)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("words", "").strip() == found.get("means", "").strip():
            self.add_error("means", _("Please write two different words."))
        return found


class SavedViewForm(forms.Form):
    """A name for the filters in the address."""

    name = forms.CharField(label=_("Name of this view"), max_length=80)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
