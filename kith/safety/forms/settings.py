"""The clocks, the words and the numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core.languages import INTERFACE, name_of
from kith.safety.forms.desk import MemberField, WithMembers
from kith.safety.models import Clocks, Helpline
from kith.safety.models.clocks import MINUTES


class ClocksForm(forms.ModelForm):
    """Minutes and hours, each with what is possible."""

    class Meta:
        model = Clocks
        fields = [
            *MINUTES, "first_follow_up", "second_follow_up", "third_follow_up", "covered_from",
            "covered_until",
        ]  # fmt: skip
        widgets = {
            "covered_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "covered_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in MINUTES.items():
            field = self.fields[name]
            field.min_value, field.max_value = least, most  # type: ignore[attr-defined]
            field.widget.attrs |= {"min": least, "max": most}
            field.help_text = _("minutes, %(least)s to %(most)s") % {"least": least, "most": most}
        self.fields["low"].help_text = _(
            "minutes, %(least)s to %(most)s; empty: until midnight of the same day"
        ) % dict(zip(("least", "most"), MINUTES["low"], strict=True))


class CrisisWordsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"))
    steps = forms.CharField(
        label=_("The steps, each on a line of its own"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [language.code for language in INTERFACE]
        codes = [*languages, *(code for code in known if code not in languages)]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, name_of(code)) for code in codes
        ]


class HelplineForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=Helpline.Kind)
    name = forms.CharField(label=_("Name"), max_length=120)
    dial_string = forms.RegexField(
        r"^[\d+*#() -]+$", label=_("Number, as it is dialled"), max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    country = forms.RegexField(r"^[A-Za-z]{2}$", label=_("Country, two letters"), max_length=2)
    languages = forms.CharField(
        label=_("Languages, by code, with commas"), required=False, max_length=120
    )
    hours = forms.CharField(label=_("Hours"), required=False, max_length=120)
    audience = forms.CharField(label=_("For whom"), required=False, max_length=120)
    source = forms.CharField(label=_("Where it is published"), required=False, max_length=400)

    def clean_languages(self) -> tuple[str, ...]:
        text: str = self.cleaned_data["languages"]
        return tuple(code.strip() for code in text.split(",") if code.strip())


class RuleForm(WithMembers):
    """What the law of a place asks."""

    jurisdiction = forms.CharField(label=_("Where it holds"), max_length=120)
    about = forms.CharField(label=_("What must be reported"), max_length=200)
    authority = forms.CharField(label=_("To whom"), max_length=200)
    hours = forms.IntegerField(label=_("Within how many hours"), min_value=1, max_value=2160)
    source = forms.CharField(label=_("Where this is written"), max_length=400)
    decider = MemberField(label=_("Who decides"))
