"""A peer's profile, terms and days off; contacts; how they are."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core import clock
from kith.peers.actions import Profile, Terms
from kith.peers.experiences import choices
from kith.peers.forms.fields import (
    TIMES,
    WAYS,
    LanguagesField,
    RoleMemberField,
    day,
    replay_key,
    sensitive,
    several,
)
from kith.peers.models import MatchContact, Peer, WellbeingCheck, Work

LEVELS = [
    ("5", _("Very well")),
    ("4", _("Well")),
    ("3", _("So-so")),
    ("2", _("Hard")),
    ("1", _("Very hard")),
]


SHOWN = [
    ("about", _("What I wrote about myself")),
    ("gender", _("My gender")),
    ("experiences", _("What I have lived through")),
    ("times", _("When I have time")),
    ("ways", _("How I like to meet")),
    ("meets_at", _("Where I meet people")),
]


MANY = 24
"""Places; more than that are a list that takes several, not a page full of boxes."""


class ProfileForm(forms.Form):
    """Everything may stay empty."""

    about = forms.CharField(
        label=_("About you, in your own words"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say only what you want to. Below you say whether people may read it."),
    )  # fmt: skip
    gender = forms.ChoiceField(
        label=_("Gender, if you want people to know"),
        choices=[("", "–"), *Peer.Gender.choices], required=False,
    )  # fmt: skip
    experiences = several(_("What you have lived through"), choices)
    languages = LanguagesField(label=_("Languages you speak"))
    times = several(_("When you have time"), TIMES)
    ways = several(_("How you like to meet"), WAYS)
    meets_at = several(
        _("Where you meet people"), [],
        help_text=_("So that we can tell people how long the way to you is."),
    )  # fmt: skip
    shown = several(
        _("What people may read before they meet you"), SHOWN,
        help_text=_("The rest only helps us to find who suits you. It is not told to them."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meets_at"].choices = places  # type: ignore[attr-defined]
        if not places:
            del self.fields["meets_at"]
        elif len(places) > MANY:
            self.fields["meets_at"].widget = forms.SelectMultiple(choices=places, attrs={"size": 6})

    def profile(self) -> Profile:
        """What the action takes."""
        data = self.cleaned_data
        return Profile(
            about=data["about"], gender=data["gender"], experiences=tuple(data["experiences"]),
            languages=tuple(data["languages"]), times=tuple(data["times"]),
            ways=tuple(data["ways"]), shown=tuple(data["shown"]),
            meets_at=tuple(map(UUID, data.get("meets_at", ()))),
        )  # fmt: skip


class TermsForm(forms.Form):
    """What is agreed with a peer."""

    load_limit = forms.IntegerField(label=_("People at a time, at most"), min_value=0, max_value=60)
    works = several(_("Work"), Work.choices, required=True)
    weekly_hours = forms.DecimalField(label=_("Hours a week"), min_value=0, max_value=60)
    protected_hours = forms.DecimalField(
        label=_("Of them kept free for learning and rest"), min_value=0, max_value=60
    )
    hours_each = forms.DecimalField(
        label=_("Hours a week for each person"), min_value=0, max_value=20, required=False,
        help_text=_("0 if you do not count them. Otherwise nobody gets more people than fit."),
    )  # fmt: skip
    renewal_due_on = day(_("Renewal is due on"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        weekly, kept = data.get("weekly_hours"), data.get("protected_hours")
        if weekly is not None and kept is not None and kept > weekly:
            self.add_error("protected_hours", _("That is more than the whole week."))
        return data

    def terms(self) -> Terms:
        """What the action takes."""
        data = self.cleaned_data
        return Terms(
            **{**data, "works": tuple(data["works"]), "hours_each": data["hours_each"] or 0}
        )


class AwayForm(forms.Form):
    """Days off, without a reason."""

    away_from = day(_("From"), required=False)
    away_until = day(_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("away_from"), data.get("away_until")
        if ends and (not begins or ends < begins):
            self.add_error("away_until", _("This day is before the first one."))
        return data


class ContactForm(forms.Form):
    """Twenty seconds: two taps and, if wanted, a sentence that may be spoken."""

    means = forms.ChoiceField(
        label=_("How"), choices=MatchContact.Means, widget=forms.RadioSelect, initial="call"
    )
    reached = forms.TypedChoiceField(
        label=_("Did you reach each other?"), choices=[("1", _("Yes")), ("0", _("No"))],
        coerce=lambda value: value == "1", widget=forms.RadioSelect, initial="1",
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=0, max_value=1440,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), required=False, max_length=4000,
        widget=sensitive(4, autocapitalize="sentences", spellcheck="true"),
        help_text=_("You can speak it. Sealed; who opens it is recorded."),
    )  # fmt: skip
    replay_key = replay_key()


class KeptContactForm(ContactForm):
    """One that waited on a phone. age: seconds since it was written, by the phone's own clock, so
    that a clock which is wrong does no harm."""

    match = forms.UUIDField()
    age = forms.IntegerField(min_value=0)


class WellbeingForm(forms.Form):
    """How the peer is. No words, so that there is nothing to read."""

    level = forms.TypedChoiceField(
        label=_("How are you these days?"), choices=LEVELS, coerce=int, widget=forms.RadioSelect
    )
    wants = forms.ChoiceField(
        label=_("What would be good?"), choices=WellbeingCheck.Wants, widget=forms.RadioSelect,
        initial="nothing",
    )  # fmt: skip


class ReportForm(forms.Form):
    """Stop contact now."""

    words = forms.CharField(
        label=_("What happened"), max_length=4000, widget=sensitive(),
        help_text=_("You and the supervisors read this, nobody else."),
    )  # fmt: skip


class SessionForm(forms.Form):
    """The pair met."""

    held_on = day(_("When"), initial=clock.today)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480, initial=60)
    note = forms.CharField(
        label=_("What you two want to keep"), required=False, max_length=8000, widget=sensitive(5),
        help_text=_("Only the two of you can read this. Not the administrator, not the director."),
    )  # fmt: skip
    replay_key = replay_key()


class SupervisorForm(forms.Form):
    """Who supervises, how often."""

    supervisor = RoleMemberField(label=_("Supervisor"))
    every_days = forms.IntegerField(
        label=_("Days between meetings"), min_value=1, max_value=92, initial=7
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].offer()  # type: ignore[attr-defined]


class CoverForm(forms.Form):
    """Who has the duty while the supervisor is away; none ends it."""

    cover = RoleMemberField(label=_("Who covers"), required=False)
    cover_from = day(_("From"), required=False)
    cover_until = day(_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].offer()  # type: ignore[attr-defined]
