"""Weeks of tours, wishes, crews, days; a change by hand; what happened; who wants to be told."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member
from kith.core.languages import INTERFACE, name_of
from kith.outreach.actions.crews import Shift
from kith.outreach.actions.plans import Wanted, Weeks
from kith.outreach.actions.visits import REASONS, Counts
from kith.outreach.forms import DAYS
from kith.outreach.models import Crew, Stop, Unit, Visit, Wish
from kith.outreach.models.tour import clock_time
from kith.outreach.words import REASON_WORDS


def _key() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _number(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


class ClockField(forms.TimeField):
    """A time of the day as minutes since midnight."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else found.hour * 60 + found.minute

    def prepare_value(self, value: Any) -> Any:
        return clock_time(value) if isinstance(value, int) else value


class WordsField(forms.CharField):
    """A few words, with commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        parts = [part.strip()[:40] for part in super().clean(value).split(",")]
        return tuple(dict.fromkeys(part for part in parts if part))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


class LanguagesField(forms.MultipleChoiceField):
    """Languages that pages are translated into, each as its speakers call it."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(one.code, name_of(one.code)) for one in INTERFACE]
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=choices, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        return tuple(super().clean(value))


class PlanForm(forms.Form):
    """A name and a Monday are enough."""

    replay_key = _key()
    name = forms.CharField(label=_("Name"), max_length=120)
    starts_on = _day(_("From"), help_text=_("The weeks begin on the Monday of this day."))
    weeks = _number(_("How many weeks"), 1, 26, initial=4)
    slack = _number(
        _("Minutes that stay free each day"), 0, 120, initial=15,
        help_text=_("For a traffic jam, or somebody who needs longer."),
    )  # fmt: skip
    seconds = _number(
        _("How long to plan, in seconds"), 5, 900, initial=60,
        help_text=_("Longer finds better tours. You can stop it at any time."),
    )  # fmt: skip

    def asked(self) -> Weeks:
        """What was typed."""
        return Weeks(**{k: v for k, v in self.cleaned_data.items() if k != "replay_key"})


class WishForm(forms.Form):
    """How often, how long, and what is needed there."""

    per_week = _number(_("Visits a week"), 1, 7, initial=1)
    every = _number(_("Every how many weeks"), 1, 26, initial=1)
    minutes = _number(_("Minutes with the door open"), 15, 720, initial=120)
    opens = ClockField(label=_("Not before"), required=False)
    closes = ClockField(label=_("Not after"), required=False)
    regularity = forms.ChoiceField(label=_("Which day"), choices=Wish.Regularity.choices)
    languages = LanguagesField(label=_("Languages that are needed there"))
    skills = WordsField(
        label=_("Skills that are needed there"), help_text=_("Such as: nurse, lawyer")
    )
    season = forms.ChoiceField(label=_("Only in"), required=False)
    weight = _number(
        _("How important, from 1 to 9"), 1, 9, initial=1,
        help_text=_("Where not all stops fit in, the more important ones come first."),
    )  # fmt: skip

    def __init__(self, *args: Any, seasons: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["season"]
        field.choices = [("", _("All weeks")), *((name, name) for name in seasons)]

    def wanted(self) -> Wanted:
        """What was typed."""
        return Wanted(**self.cleaned_data)


class CrewForm(forms.Form):
    """Who goes out on these weekdays."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"), choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    opens = ClockField(label=_("Leaves home not before"), initial=8 * 60)
    closes = ClockField(label=_("Is back not after"), initial=17 * 60)
    break_minutes = _number(_("Break, minutes"), 0, 180, initial=30)
    break_from = ClockField(label=_("The break begins not before"), initial=11 * 60 + 30)
    break_until = ClockField(label=_("The break begins not after"), initial=14 * 60)
    languages = LanguagesField(label=_("Languages spoken on board"))
    skills = WordsField(label=_("Skills on board"), help_text=_("Such as: nurse, lawyer"))
    members = forms.ModelMultipleChoiceField(
        label=_("Who goes out"), queryset=Member.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Nobody goes out alone."),
    )  # fmt: skip

    def __init__(self, *args: Any, organization: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.queryset = Member.objects.active().filter(organization=organization).order_by("name")  # type: ignore[attr-defined]
        field.label_from_instance = lambda member: member.name

    def shift(self) -> Shift:
        """What was typed."""
        names = Shift.__dataclass_fields__
        return Shift(**{k: v for k, v in self.cleaned_data.items() if k in names})


def typed_of_crew(crew: Crew) -> dict[str, Any]:
    """A crew as the form begins with it."""
    typed: dict[str, Any] = {name: getattr(crew, name) for name in Shift.__dataclass_fields__}
    members = [one.member_id for one in crew.aboard.all()]
    return typed | {"weekdays": [crew.weekday], "members": members}


class SeasonForm(forms.Form):
    replay_key = _key()
    name = forms.CharField(label=_("Name"), max_length=80)
    starts_on = _day(_("From"))
    ends_on = _day(_("Until"))
    is_closed = forms.BooleanField(label=_("Nobody goes out on these days"), required=False)


class ChangeForm(forms.Form):
    """Where a visit goes by hand."""

    replay_key = _key()
    day = _day(_("Day"))
    opens = ClockField(label=_("The door opens at"))
    minutes = _number(_("Minutes with the door open"), 15, 720)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    reason = forms.CharField(
        label=_("Why it should be so all the same"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, organization: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(organization=organization, ended_at=None)


class AddForm(ChangeForm):
    """A visit more."""

    stop = forms.ModelChoiceField(label=_("Stop"), queryset=Stop.objects.none())
    field_order = ("stop", "day", "opens", "minutes", "unit", "reason")

    def __init__(self, *args: Any, stops: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["stop"]
        field.queryset = stops


class CancelForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"), choices=[(code, REASON_WORDS[code]) for code in REASONS]
    )
    note = forms.CharField(
        label=_("A note for ourselves"), max_length=300, required=False,
        help_text=_("Nobody outside reads it."),
    )  # fmt: skip


class RecordForm(forms.Form):
    """What happened: all of it may be left empty."""

    replay_key = _key()
    arrived = ClockField(label=_("We arrived at"), required=False)
    left = ClockField(label=_("We left at"), required=False)
    contacts = _number(_("Conversations"), 0, 9999, required=False)
    people = _number(_("People who came, each once"), 0, 9999, required=False)
    returning = _number(_("Of them, how many had come before"), 0, 9999, required=False)
    referrals = _number(_("Sent on to others"), 0, 9999, required=False)

    def counts(self) -> Counts:
        """What was typed."""
        names = Counts.__dataclass_fields__
        return Counts(**{k: v for k, v in self.cleaned_data.items() if k in names})


def typed_of_record(visit: Visit, zone: dt.tzinfo) -> dict[str, Any]:
    """What was said already, else the hours that were planned."""
    record = getattr(visit, "record", None)
    if record is None:
        return {"arrived": visit.arrives, "left": visit.leaves}
    typed: dict[str, Any] = {name: getattr(record, name) for name in Counts.__dataclass_fields__}
    for name, moment in (("arrived", record.arrived_at), ("left", record.left_at)):
        if moment is not None:
            local = moment.astimezone(zone)
            typed[name] = local.hour * 60 + local.minute
    return typed


class BrokenForm(forms.Form):
    """Since when a unit stands, and from which day on it runs again."""

    replay_key = _key()
    since = ClockField(label=_("It stands since"))
    back_on = _day(_("It runs again on"))


class ShowForm(forms.Form):
    only_district = forms.BooleanField(
        label=_("Tell only the district, never the exact place"), required=False,
        help_text=_("For a place that must not be known. People ask us where it is."),
    )  # fmt: skip


class PublishForm(forms.Form):
    name = forms.CharField(label=_("What the van is called"), max_length=120)
    offers = forms.CharField(
        label=_("What one gets there"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In a few plain words: it stands on the posters."),
    )  # fmt: skip


class FollowForm(forms.Form):
    replay_key = _key()
    email = forms.EmailField(
        label=_("E-mail"), max_length=254,
        help_text=_("Our messages say only that there is news. You can leave at any time."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
