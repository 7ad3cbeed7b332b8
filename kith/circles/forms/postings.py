"""Offering and asking among neighbours."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.circles.actions.postings import Saying
from kith.circles.models import Circle, Posting
from kith.core import clock
from kith.peers.forms.fields import replay_key, sensitive, several

WEEKS = [("2", _("Two weeks")), ("4", _("Four weeks")), ("8", _("Eight weeks"))]
NOT_ABOUT = [("money", _("It is not about money")), ("documents", _("It is not about papers"))]
EVERYBODY = "all"


class SayingForm(forms.Form):
    """Words, and the name they are shown with."""

    words = forms.CharField(label=_("In a few words"), max_length=1000, widget=sensitive(3))
    called = forms.CharField(
        label=_("Which name may they see?"), required=False, max_length=60,
        help_text=_("Any name or none."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-sensitive": ""}),
    )  # fmt: skip
    not_about = several(_("If we misunderstood a word"), NOT_ABOUT)
    replay_key = replay_key()

    def saying(self) -> Saying:
        """What the action takes."""
        data = self.cleaned_data
        return Saying(data["words"], data["called"], frozenset(data["not_about"]))


class PostingForm(SayingForm):
    """An offer or an ask. Nothing is needed but a few words."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Posting.Kind)
    what = forms.ChoiceField(label=_("About"), choices=Posting.What)
    circle = forms.ChoiceField(label=_("For whom"), required=False)
    weeks = forms.TypedChoiceField(label=_("For how long"), choices=WEEKS, coerce=int)
    field_order = ("kind", "what", "words", "called", "circle", "weeks", "not_about", "replay_key")

    def __init__(self, *args: Any, circles: Iterable[Circle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circles = {str(circle.pk): circle for circle in circles}
        named = [(key, circle.name) for key, circle in self.circles.items()]
        fields: Any = self.fields
        fields["circle"].choices = [*named, (EVERYBODY, _("Everybody in a circle here"))]

    def posting(self) -> dict[str, Any]:
        """What the action takes, beside who it is."""
        data = self.cleaned_data
        return {
            "saying": self.saying(), "kind": data["kind"], "what": data["what"],
            "circle": self.circles.get(data["circle"]), "replay_key": data["replay_key"],
            "expires_on": clock.today() + dt.timedelta(weeks=data["weeks"]),
        }  # fmt: skip


def reach_field() -> forms.CharField:
    """Shown to the other one when both have said yes, and to nobody else."""
    return forms.CharField(
        label=_("How may they reach you?"), max_length=200,
        help_text=_("They see it only when both have said yes. No street, please."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-sensitive": ""}),
    )  # fmt: skip


class AnswerForm(SayingForm):
    """Answering is half of the yes."""

    reach = reach_field()
    field_order = ("words", "called", "reach", "not_about", "replay_key")


class AgreeForm(forms.Form):
    """The other half."""

    reach = reach_field()


class WordsForm(forms.Form):
    """A word of thanks, a reason, what is wrong."""

    words = forms.CharField(label=_("In a few words"), max_length=1000, widget=sensitive(2))


class AlarmForm(forms.Form):
    """What is wrong; nothing need be said."""

    words = forms.CharField(
        label=_("What is wrong, if you like to say it"), required=False, max_length=1000,
        widget=sensitive(2),
    )  # fmt: skip
