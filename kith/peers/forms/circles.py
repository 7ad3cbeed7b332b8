"""A circle, a seat in it, a meeting."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kith.core import clock
from kith.peers.actions import Plan
from kith.peers.forms.fields import day, language_choices, several
from kith.peers.models import Circle, Peer, Seat
from kith.people.models import Person


class PeerField(forms.ModelChoiceField):
    """A peer by name."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.member.name


class CircleForm(forms.Form):
    """What a circle agrees on."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Who may come"), choices=Circle.Kind)
    facilitator = PeerField(label=_("Facilitator"), queryset=Peer.objects.none())
    second = PeerField(label=_("Second facilitator"), queryset=Peer.objects.none())
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    times = forms.CharField(label=_("When it meets"), max_length=200)
    where = forms.CharField(label=_("Place or link"), required=False, max_length=300)
    capacity = forms.IntegerField(
        label=_("Seats"), min_value=2, max_value=60, initial=10,
        help_text=_("Eight to twelve go well."),
    )  # fmt: skip
    rules = forms.CharField(
        label=_("What we agreed on"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("facilitator", "second"):
            field: Any = self.fields[name]
            field.queryset = Peer.objects.exclude(state="alumni").select_related("member")

    def plan(self) -> Plan:
        """What the action takes."""
        return Plan(**self.cleaned_data)


class SeatForm(forms.Form):
    """Somebody would like to come; by reference, for names are sealed."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())

    def __init__(self, *args: Any, people: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people.order_by("-created_at")
        field.label_from_instance = lambda person: person.reference


class MeetingForm(forms.Form):
    """Who came, and nothing of what was said."""

    held_on = day(_("When"), initial=clock.today)
    there = several(_("Who came"), [])
    guests = forms.IntegerField(
        label=_("Others who came"), required=False, min_value=0, max_value=200
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(seat.pk), seat.person.reference) for seat in seats]
        self.fields["there"].choices = choices  # type: ignore[attr-defined]
