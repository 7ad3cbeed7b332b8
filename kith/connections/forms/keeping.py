"""The periods of an organisation."""

from django import forms

from kith.connections.models import Keeping


class KeepingForm(forms.ModelForm):
    """Saving is the action's work; this only reads what was chosen."""

    class Meta:
        model = Keeping
        fields = ("after_closing", "notices")
