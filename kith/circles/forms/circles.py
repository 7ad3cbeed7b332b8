"""A circle, a seat in it, a meeting, a day that differs."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from kith.circles.actions.circles import Plan
from kith.circles.models import Change, Circle, Seat
from kith.circles.rules.meeting_days import Date
from kith.core import clock
from kith.peers.experiences import choices
from kith.peers.forms.fields import day as day_field
from kith.peers.forms.fields import language_choices, several
from kith.peers.models import Peer
from kith.people.models import Person

RHYTHMS = [
    ("WEEKLY.1", _("Every week")),
    ("WEEKLY.2", _("Every second week")),
    ("MONTHLY.1", _("Every month, on the same weekday")),
]
REMINDING = [("24", _("A day before")), ("3", _("Three hours before")), ("0", _("Nobody"))]
RULES = _(
    "What is said here stays here.\nNobody has to speak.\nWe tell of ourselves and give no advice "
    "that nobody asked for.\nWhoever needs to go out is looked after by one of the two."
)
"""To begin with; a circle makes its own."""


class PeerField(forms.ModelChoiceField):
    """A peer by name."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.member.name


def _time(label: Any, **kwargs: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **kwargs)


class CircleForm(forms.Form):
    """What a circle agrees on. The first day says the weekday; how often, the rest."""

    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(
        label=_("What somebody reads before they come"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Who may come"), choices=Circle.Kind)
    needs = several(_("What people there know from their own lives"), [])
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    only_gender = forms.ChoiceField(
        label=_("Only for"), required=False, choices=[("", _("Everybody")), *Peer.Gender.choices]
    )
    min_age = forms.IntegerField(label=_("From age"), required=False, min_value=0, max_value=120)
    max_age = forms.IntegerField(label=_("Up to age"), required=False, min_value=0, max_value=120)
    facilitator = PeerField(label=_("Facilitator"), queryset=Peer.objects.none())
    second = PeerField(
        label=_("Second facilitator"), queryset=Peer.objects.none(), required=False,
        help_text=_("It opens when there are two."),
    )  # fmt: skip
    first_on = day_field(_("First meeting"), required=False)
    starts_at = _time(_("Begins at"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=480, initial=90)
    rhythm = forms.ChoiceField(label=_("How often"), choices=RHYTHMS)
    until_on = day_field(_("Last possible day"), required=False)
    way = forms.ChoiceField(label=_("How people meet"), choices=Circle.Way)
    where = forms.CharField(
        label=_("Place or link"), required=False, max_length=300,
        help_text=_("Only people with a seat see it."),
    )  # fmt: skip
    district = forms.CharField(label=_("Part of town"), required=False, max_length=120)
    times = forms.CharField(
        label=_("Anything else about when it meets"), required=False, max_length=200
    )
    capacity = forms.IntegerField(
        label=_("Seats"), min_value=2, max_value=60, initial=10,
        help_text=_("Eight to twelve go well."),
    )  # fmt: skip
    remind_hours = forms.TypedChoiceField(
        label=_("Who wants it is reminded"), choices=REMINDING, coerce=int
    )
    rules = forms.CharField(
        label=_("What we agreed on"), required=False, max_length=2000, initial=RULES,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("Everybody may see that there is this circle"), required=False
    )
    is_place_public = forms.BooleanField(
        label=_("Everybody may see the place, too"), required=False,
        help_text=_("Never for a place that must stay unknown, and never for a link."),
    )  # fmt: skip
    trusts_itself = forms.BooleanField(
        label=_("Offers and asks are seen at once, before a facilitator looked"), required=False
    )
    allows_money = forms.BooleanField(label=_("Offers and asks may be about money"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["needs"].choices = choices()
        for name in ("facilitator", "second"):
            fields[name].queryset = Peer.objects.exclude(state="alumni").select_related("member")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_place_public") and data.get("way") != Circle.Way.PLACE:
            self.add_error("is_place_public", _("A link or a number is for those with a seat."))
        if data.get("is_place_public") and not data.get("is_public"):
            self.add_error("is_place_public", _("Then the circle must be seen by everybody."))
        if bool(data.get("first_on")) != bool(data.get("starts_at")):
            self.add_error("starts_at", _("A day needs its time, and a time its day."))
        return data

    def plan(self) -> Plan:
        """What the action takes."""
        data = dict(self.cleaned_data)
        freq, interval = data.pop("rhythm").split(".")
        return Plan(
            **data | {"freq": freq, "interval": int(interval), "needs": tuple(data["needs"])}
        )


def initial_of(circle: Circle) -> dict[str, Any]:
    """The form as it was kept."""
    kept = {name: getattr(circle, name) for name in CircleForm.base_fields if name != "rhythm"}
    return kept | {"rhythm": f"{circle.freq}.{circle.interval}"}


class SeatForm(forms.Form):
    """Somebody would like to come; by reference, for names are sealed."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    reminder = forms.ChoiceField(
        label=_("Would they like to be reminded?"), choices=Seat.Reminding, required=False
    )

    def __init__(self, *args: Any, people: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people.order_by("-created_at")
        field.label_from_instance = _by_reference


class MeetingForm(forms.Form):
    """Who came, and nothing of what was said."""

    held_on = day_field(_("When"), initial=clock.today)
    there = several(_("Who came"), [])
    guests = forms.IntegerField(
        label=_("Others who came"), required=False, min_value=0, max_value=200
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["there"].choices = [(str(seat.pk), seat.person.reference) for seat in seats]


class ChangeForm(forms.Form):
    """A day that differs: one of the next meetings, or a new one."""

    kind = forms.ChoiceField(label=_("What changes"), choices=Change.Kind)
    day = forms.ChoiceField(label=_("Which meeting"), required=False)
    to_day = day_field(_("New day"), required=False)
    to_time = _time(_("New time"), required=False)
    reason = forms.ChoiceField(label=_("Why"), choices=Change.Reason, required=False)

    def __init__(self, *args: Any, dates: Iterable[Date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["day"].choices = [
            (date.day.isoformat(), formats.date_format(date.day, "DATE_FORMAT")) for date in dates
        ]

    def clean(self) -> dict[str, Any]:
        """An extra meeting is known by its own day."""
        data = super().clean() or {}
        kind, to_day = data.get("kind"), data.get("to_day")
        if kind != Change.Kind.CANCELLED and not to_day:
            self.add_error("to_day", _("Please say the new day."))
        if kind != Change.Kind.EXTRA and not data.get("day"):
            self.add_error("day", _("Please choose one of the next meetings."))
        if kind == Change.Kind.EXTRA:
            data["day"], data["to_day"] = to_day, None
        elif data.get("day"):
            data["day"] = dt.date.fromisoformat(data["day"])
        return data


def _by_reference(person: Model) -> str:
    return str(getattr(person, "reference", ""))
