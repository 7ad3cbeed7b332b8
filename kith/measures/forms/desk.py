"""Offering, typing in from paper, trainings, spreads."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.access import CARE
from kith.accounts.models import Member
from kith.core.languages import name_of
from kith.measures import library
from kith.measures.queries import Offer
from kith.measures.rules.definition import Instrument, Value

USUAL = ("phq-9", "phq-8", "gad-7")
"""Offered first. The ninth question is only among them while somebody is on duty."""
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def replay_key() -> forms.UUIDField:
    """Made with the form: sent twice, it has one effect."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class OfferForm(forms.Form):
    """Which measure, in which language."""

    instrument = forms.ChoiceField(label=_("Which questions"))
    language = forms.ChoiceField(label=_("In which language"))
    replay_key = replay_key()

    def __init__(
        self, *args: Any, offers: tuple[Offer, ...], language: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = [offer.instrument.name for offer in offers]
        self.initial["instrument"] = next((name for name in USUAL if name in names), "")
        self.initial["language"] = language
        from kith.measures import words

        self.fields["instrument"].choices = [  # type: ignore[attr-defined]
            (o.instrument.name, f"{o.instrument.short} · {words.about(o.instrument.about)}")
            for o in offers
        ]
        codes = dict.fromkeys(code for offer in offers for code in offer.languages)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, name_of(code)) for code in codes
        ]


class PaperForm(forms.Form):
    """The numbers of a form that was filled in on paper."""

    filled_on = forms.DateField(label=_("Which day it was filled in"), widget=DAY)
    replay_key = replay_key()

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for number, item in enumerate(instrument.items, 1):
            self.fields[item.id] = forms.TypedChoiceField(
                label=_("Question %(number)s") % {"number": number}, required=False,
                choices=[("", _("not answered")), *((str(v), str(v)) for v in item.values)],
                coerce=_coerce, empty_value=None,
            )  # fmt: skip

    def typed(self) -> dict[str, Value | None]:
        """The answers by item."""
        return {item.id: self.cleaned_data[item.id] for item in self.instrument.items}


class TrainingForm(forms.Form):
    """Who learned to ask which questions."""

    member = forms.ModelChoiceField(label=_("Who"), queryset=Member.objects.none())
    instrument = forms.ChoiceField(label=_("Which questions"))
    trained_on = forms.DateField(label=_("Trained on"), widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Member.objects.active().with_role(*CARE)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]
        self.fields["instrument"].choices = [  # type: ignore[attr-defined]
            (i.name, i.short) for i in library.instruments().values() if i.asked_by == "trained"
        ]


class SpreadForm(forms.Form):
    """What counts as a change here."""

    sd = forms.DecimalField(
        label=_("Standard deviation"), min_value=Decimal("0.001"), max_digits=7, decimal_places=3
    )
    reliability = forms.DecimalField(
        label=_("Reliability"), min_value=0, max_value=Decimal("0.999"), max_digits=4,
        decimal_places=3,
    )  # fmt: skip
    case_at = forms.DecimalField(
        label=_("The line from which a closer look makes sense"), required=False, max_digits=6,
        decimal_places=2,
    )  # fmt: skip
    source = forms.CharField(label=_("Where these numbers come from"), max_length=300)


def _coerce(text: str) -> Value:
    return int(text) if text.lstrip("-").isdecimal() else text
