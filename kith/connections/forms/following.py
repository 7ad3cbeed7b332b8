"""What somebody does with their own request, by private number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.connections.forms.asking import WAYS
from kith.connections.models import Consent, Request

SHARED_AT_FIRST = [Consent.Share.NAME, Consent.Share.LANGUAGE, Consent.Share.NEEDS]
REFERRAL_CONSENT = _(
    "%(organization)s may tell %(service)s what I ticked here, so that they can get ready for me."
)


class CodeForm(forms.Form):
    """The private number: ten digits, however somebody spaces them."""

    code = forms.CharField(
        label=_("Your private number"), max_length=30,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-sensitive": ""}
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        return "".join(c for c in self.cleaned_data["code"] if c.isdecimal())


class WordsForm(forms.Form):
    """More words for what would help."""

    words = forms.CharField(
        label=_("Add something"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
    )  # fmt: skip


class OutcomeForm(forms.Form):
    """How it went."""

    helped = forms.ChoiceField(
        label=_("Did it help?"), choices=Request.Helped, widget=forms.RadioSelect, required=False
    )
    words = forms.CharField(
        label=_("In your own words"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": ""}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("helped") and not data.get("words"):
            raise forms.ValidationError(_("Choose an answer or write a few words."))
        return data


class SafeContactForm(forms.Form):
    """How to get in touch without putting anybody at risk."""

    ways = forms.MultipleChoiceField(
        label=_("How may we get in touch?"), choices=WAYS, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    phone = forms.CharField(label=_("Telephone number"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    hours = forms.CharField(label=_("When is it safe?"), required=False, max_length=200)
    voicemail = forms.BooleanField(label=_("You may leave a message"), required=False)
    code_word = forms.CharField(
        label=_("A word we say first, so that you know it is us"), required=False, max_length=60
    )


class ConsentForm(forms.Form):
    """What may be passed on to one service; nothing is ticked that need not be."""

    shares = forms.MultipleChoiceField(
        label=_("What may we tell them?"), choices=Consent.Share,
        widget=forms.CheckboxSelectMultiple, initial=SHARED_AT_FIRST,
    )  # fmt: skip

    def __init__(
        self, *args: Any, organization_name: str, service_name: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sentence = str(REFERRAL_CONSENT) % {
            "organization": organization_name, "service": service_name,
        }  # fmt: skip

    def words(self) -> str:
        """The text as it was shown, with what was ticked."""
        ticked = [str(Consent.Share(code).label) for code in self.cleaned_data["shares"]]
        return f"{self.sentence} {', '.join(ticked)}."
