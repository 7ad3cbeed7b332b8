"""The door to one's own page."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    """The private number, however somebody spaces it, or a private link's own sign."""

    code = forms.CharField(
        label=_("Your private number"), max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-sensitive": ""}
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        text = self.cleaned_data["code"]
        digits = "".join(sign for sign in text if sign.isdecimal())
        return digits if len(digits) == len("".join(text.split()).replace("-", "")) else text
