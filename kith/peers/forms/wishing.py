"""What somebody says about the peer they would like: by themselves, in plain words, or on paper."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.core.languages import INTERFACE, name_of
from kith.directory.rules.distance import Point
from kith.directory.search import understanding
from kith.directory.search.query import Query
from kith.peers.actions import Hopes
from kith.peers.experiences import choices as experiences
from kith.peers.forms.fields import TIMES, WAYS, language_choices, sensitive, several
from kith.peers.models import Match, Peer, Seeking
from kith.region import words

FIRST = [(language.code, language.name) for language in INTERFACE]
RANKS = ("first", "second", "third")
MINUTES = (15, 30, 45)
"""On the way to a peer, at most: what one may wish for."""


def wish_choices() -> list[tuple[Any, Any]]:
    """Everything one may wish for, as groups; the value is kind:value."""
    return [
        ("", "–"),
        (_("Has lived through"), [(f"experience:{code}", name) for code, name in experiences()]),
        (_("Gender"), [(f"gender:{code}", name) for code, name in Peer.Gender.choices]),
        (_("When"), [(f"time:{code}", name) for code, name in TIMES]),
        (_("How"), [(f"way:{code}", name) for code, name in WAYS]),
        (_("How to get there"), [(f"minutes:{most}", at_most(most)) for most in MINUTES]),
    ]


def at_most(minutes: int) -> str:
    """A wish about the way to a peer."""
    return _("Not longer than %(time)s on the way") % {"time": words.minutes(60 * minutes)}


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


RANKED = (*RANKS, "start", "forgets_start", "unwanted", "words")
"""The fields of either form, in their order."""


class Ranked(forms.Form):
    """Three wishes, most important first. Only "not somebody who" rules anybody out."""

    first = forms.ChoiceField(label=_("Most important"), choices=wish_choices, required=False)
    second = forms.ChoiceField(label=_("Then"), choices=wish_choices, required=False)
    third = forms.ChoiceField(label=_("And then"), choices=wish_choices, required=False)
    start = forms.CharField(
        label=_("Town, district or postal code"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-sensitive": ""}),
        help_text=_(
            "To tell how long the way to a peer is. We keep only the area, about a kilometre wide, "
            "until a peer is found."
        ),
    )  # fmt: skip
    forgets_start = forms.BooleanField(label=_("Forget the area"), required=False)
    unwanted = several(_("Not somebody who …"), [])
    words = forms.CharField(
        label=_("Is there anything else we should keep to?"), required=False, max_length=2000,
        widget=sensitive(3),
        help_text=_(
            "For example somebody you do not want to meet. Only those who look for a peer with you "
            "open this, and you can see who did."
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, tongues: Iterable[str] = (), knows_start: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.knows_start = knows_start
        if knows_start:
            self.fields["start"].help_text = _("We know the area. Left empty, it stays.")
        else:
            del self.fields["forgets_start"]
        choices = unwanted_choices(dict.fromkeys(tongues))
        self.fields["unwanted"].choices = choices  # type: ignore[attr-defined]

    def clean_start(self) -> Point | None:
        """Understood as where somebody looks for help."""
        typed = self.cleaned_data["start"].strip()
        if not typed:
            return None
        found = understanding.understand(Query(place=typed)).place
        if found is None:
            raise forms.ValidationError(
                _("We do not know where “%(place)s” is. Try a town or district close by."),
                params={"place": typed},
            )
        return found.point

    def clean(self) -> dict[str, Any]:
        """A wish about the way needs somewhere to set out from."""
        data = super().clean() or {}
        is_known = data.get("start") or (self.knows_start and not data.get("forgets_start"))
        is_wished = any(str(data.get(name, "")).startswith("minutes:") for name in RANKS)
        if is_wished and not is_known and "start" not in self.errors:
            self.add_error("start", _("From where? Otherwise nobody knows how long the way is."))
        return data

    def start_of(self) -> dict[str, Any]:
        """What the action takes of it."""
        data = self.cleaned_data
        return {"start": data["start"], "forgets_start": data.get("forgets_start", False)}

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

    field_order = ["languages", "another", "interpreter", *RANKED]

    def hopes(self) -> Hopes:
        """What the action takes; what staff look after is not in it."""
        data = self.cleaned_data
        spoken = [*data["languages"], data["another"]]
        return Hopes(
            languages=tuple(dict.fromkeys(code for code in spoken if code)),
            interpreter=data["interpreter"], wishes=self.wishes(),
            unwanted=self.unwanted_traits(), words=data["words"], told=Seeking.Told.SELF,
            **self.start_of(),
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
