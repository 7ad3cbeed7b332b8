"""What somebody says about the peer they would like: by themselves, in plain words, or on paper."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core.languages import INTERFACE, name_of
from kith.peers.actions import Hopes
from kith.peers.experiences import choices as experiences
from kith.peers.forms.fields import TIMES, WAYS, language_choices, sensitive, several
from kith.peers.models import Match, Peer, Seeking

FIRST = [(language.code, language.name) for language in INTERFACE]
RANKS = ("first", "second", "third")


def wish_choices() -> list[tuple[Any, Any]]:
    """Everything one may wish for, as groups; the value is kind:value."""
    return [
        ("", "–"),
        (_("Has lived through"), [(f"experience:{code}", name) for code, name in experiences()]),
        (_("Gender"), [(f"gender:{code}", name) for code, name in Peer.Gender.choices]),
        (_("When"), [(f"time:{code}", name) for code, name in TIMES]),
        (_("How"), [(f"way:{code}", name) for code, name in WAYS]),
    ]


def unwanted_choices(languages: Iterable[str]) -> list[tuple[str, Any]]:
    """ "Not somebody who …". The languages are the person's own: where a community is small, people
    know each other."""
    speaks = [
        (
            f"language:{code}",
            _("speaks %(language)s: we may know each other") % {"language": name_of(code)},
        )
        for code in languages
        if code
    ]
    return [("gender:man", _("is a man")), ("gender:woman", _("is a woman")), *speaks]


class Ranked(forms.Form):
    """Three wishes, most important first. Only "not somebody who" rules anybody out."""

    first = forms.ChoiceField(label=_("Most important"), choices=wish_choices, required=False)
    second = forms.ChoiceField(label=_("Then"), choices=wish_choices, required=False)
    third = forms.ChoiceField(label=_("And then"), choices=wish_choices, required=False)
    unwanted = several(_("Not somebody who …"), [])
    words = forms.CharField(
        label=_("Is there anything else we should keep to?"), required=False, max_length=2000,
        widget=sensitive(3),
        help_text=_(
            "For example somebody you do not want to meet. Only those who look for a peer with you "
            "open this, and you can see who did."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, tongues: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = unwanted_choices(dict.fromkeys(tongues))
        self.fields["unwanted"].choices = choices  # type: ignore[attr-defined]

    def wishes(self) -> tuple[tuple[str, str], ...]:
        """Each once, in their order."""
        ranked = [self.cleaned_data[name] for name in RANKS if self.cleaned_data[name]]
        return tuple(_pair(one) for one in dict.fromkeys(ranked))

    def unwanted_traits(self) -> tuple[tuple[str, str], ...]:
        return tuple(_pair(one) for one in self.cleaned_data["unwanted"])


class WishesForm(Ranked):
    """The person's own."""

    languages = several(_("Languages you like to speak"), FIRST)
    another = forms.ChoiceField(
        label=_("Another language"), required=False,
        choices=lambda: [("", "–"), *language_choices()],
    )  # fmt: skip
    interpreter = forms.BooleanField(label=_("Somebody may interpret for us"), required=False)

    field_order = ["languages", "another", "interpreter", *RANKS, "unwanted", "words"]

    def hopes(self) -> Hopes:
        """What the action takes; what staff look after is not in it."""
        data = self.cleaned_data
        spoken = [*data["languages"], data["another"]]
        return Hopes(
            languages=tuple(dict.fromkeys(code for code in spoken if code)),
            interpreter=data["interpreter"], wishes=self.wishes(),
            unwanted=self.unwanted_traits(), words=data["words"], told=Seeking.Told.SELF,
        )  # fmt: skip


class WalkCodeForm(forms.Form):
    """The private number of an ask, or the token of a link, however somebody spaces them."""

    code = forms.CharField(
        label=_("Your private number"), max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-sensitive": ""}
        ),
    )  # fmt: skip

    def clean_code(self) -> str:
        return "".join(c for c in self.cleaned_data["code"] if c.isalnum())


class ReviewForm(forms.Form):
    """After the first meetings. Nobody asks why."""

    suits = forms.ChoiceField(
        label=_("Does it suit you?"), choices=Match.Suits, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Do you want to say something about it?"), required=False, max_length=2000,
        widget=sensitive(2),
    )  # fmt: skip
    next_time = forms.CharField(
        label=_("Wishes for next time, if there are any"), required=False, max_length=2000,
        widget=sensitive(2),
    )  # fmt: skip


def initial_of(row: Seeking) -> dict[str, Any]:
    """The wishes as they were kept, for either form."""
    ranked = [f"{wish['kind']}:{wish['value']}" for wish in row.wishes]
    main = {code for code, _name in FIRST}
    return {
        "languages": row.languages, "interpreter": row.interpreter,
        "another": next((code for code in row.languages if code not in main), ""),
        "unwanted": [f"{one['kind']}:{one['value']}" for one in row.unwanted],
        **dict(zip(RANKS, ranked, strict=False)),
    }  # fmt: skip


def _pair(text: str) -> tuple[str, str]:
    kind, value = text.split(":", 1)
    return kind, value
