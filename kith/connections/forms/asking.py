"""The ask: under two minutes, under any name or none. Staff fill in the same form with more."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Organization
from kith.connections.actions import Asking, SafeContact
from kith.connections.forms.fields import LanguageField, NeedsField, replay_key
from kith.connections.models import Barrier, Keeping, Request
from kith.core import clock

OBSTACLES = ("language", "distance", "cost", "times", "waiting", "not_welcome", "unsafe", "other")
WAYS = (
    ("none", _("Do not contact me. I will come back with my private number.")),
    ("call", _("Call me")),
    ("text", _("Text me")),
    ("email", _("Write me an e-mail")),
)
CONSENT = _(
    "%(organization)s may keep what I wrote here to look for help for me. Only the people who help "
    "me there may read it. It is passed on to nobody unless I agree each time. I can take it back "
    "whenever I like."
)
ERASED = _("When my request is closed, it is kept for this long and then erased: %(period)s.")


@dataclass(frozen=True, slots=True)
class Tap:
    """One need as a box to tap."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """An everyday need, and the finer ones below it."""

    top: Tap
    finer: list[Tap]


class AskForm(forms.Form):
    """What somebody tells us. Only one of needs, words or obstacles is needed, and the consent."""

    asked_by = forms.ChoiceField(
        label=_("Who is this for?"), choices=Request.AskedBy, widget=forms.RadioSelect,
        initial=Request.AskedBy.PERSON,
    )  # fmt: skip
    unsafe = forms.BooleanField(
        label=_("I am afraid that I, or the person I ask for, may not be safe now"), required=False
    )
    needs = NeedsField()
    story = forms.CharField(
        label=_("In your own words"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "data-sensitive": "", "autocomplete": "off"}),
        help_text=_("You need not say more than you want to."),
    )  # fmt: skip
    obstacles = forms.MultipleChoiceField(
        label=_("What stands in the way?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, Barrier.Reason(code).label) for code in OBSTACLES],
    )  # fmt: skip
    language = LanguageField()
    place = forms.CharField(
        label=_("District or town"), required=False, max_length=120,
        help_text=_("Not your street. It helps us find what is near."),
    )  # fmt: skip
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    name = forms.CharField(
        label=_("A name we may use"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"data-sensitive": "", "autocomplete": "off"}),
        help_text=_("Any name you like, or none."),
    )  # fmt: skip
    ways = forms.MultipleChoiceField(
        label=_("How may we get in touch?"), choices=WAYS, required=False,
        widget=forms.CheckboxSelectMultiple, initial=["none"],
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone number"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "data-sensitive": "", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"), required=False,
        widget=forms.EmailInput(attrs={"data-sensitive": "", "autocomplete": "off"}),
    )  # fmt: skip
    hours = forms.CharField(
        label=_("When is it safe?"), required=False, max_length=200,
        help_text=_("For example: weekdays after six, never at night."),
    )  # fmt: skip
    voicemail = forms.BooleanField(label=_("You may leave a message"), required=False)
    code_word = forms.CharField(
        label=_("A word we say first, so that you know it is us"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    consent = forms.BooleanField(label="")
    replay_key = replay_key()

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        self.organization = organization
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = self.consent_words()
        self.fields["language"].initial = get_language() or "en"

    def consent_words(self) -> str:
        """The text that is shown, kept with the consent as it was read."""
        period = Keeping.of(self.organization).get_after_closing_display()
        words = str(CONSENT) % {"organization": self.organization.name}
        return f"{words} {str(ERASED) % {'period': period}}"

    def need_groups(self) -> list[NeedGroup]:
        """The needs as the page shows them: everyday ones to tap, finer ones behind them."""
        on = {str(value) for value in self["needs"].value() or ()}

        def tap(choice: tuple[str, str]) -> Tap:
            return Tap(*choice, is_on=choice[0] in on)

        groups = self.fields["needs"].choices  # type: ignore[attr-defined]
        return [NeedGroup(tap(top), [tap(c) for c in finer]) for _, (top, *finer) in groups]

    def has_finer_needs(self) -> bool:
        """Whether one of the finer needs is ticked, so that they are shown."""
        return any(need.is_on for group in self.need_groups() for need in group.finer)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("needs", "story", "obstacles", "unsafe")):
            self.add_error("needs", _("Choose something, or say in a few words what would help."))
        ways = set(data.get("ways") or [])
        if ways & {"call", "text"} and not data.get("phone"):
            self.add_error("phone", _("Please give a number, or choose another way."))
        if "email" in ways and not data.get("email"):
            self.add_error("email", _("Please give an address, or choose another way."))
        return data

    def asking(self) -> Asking:
        """What the action takes."""
        data = self.cleaned_data
        return Asking(
            consent_words=self.consent_words(),
            consent_language=get_language() or "en",
            name=data["name"],
            phone=data["phone"],
            email=data["email"],
            language=data["language"],
            place=data["place"],
            birth_year=_birth_year(data["age"]),
            needs=data["needs"],
            obstacles=tuple(data["obstacles"]),
            story=data["story"],
            safe_contact=SafeContact(
                ways=tuple(data["ways"]),
                hours=data["hours"],
                voicemail=data["voicemail"],
                code_word=data["code_word"],
            ),
            asked_by=data["asked_by"],
            is_unsafe=data["unsafe"],
            channel=data.get("channel") or Request.Channel.WEB,
        )


def _birth_year(age: int | None) -> int | None:
    return None if age is None else clock.now().year - age


class IntakeForm(AskForm):
    """By telephone or face to face: the same form, and how they came."""

    channel = forms.ChoiceField(
        label=_("How they came"),
        choices=[c for c in Request.Channel.choices if c[0] != Request.Channel.WEB],
    )
    field_order = ["channel", "asked_by", "unsafe", "needs", "story"]

    def consent_words(self) -> str:
        """Read aloud by the member, agreed to by the person."""
        return super().consent_words()
