"""What somebody hopes for in a peer."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.peers.actions import Hopes
from kith.peers.experiences import choices
from kith.peers.forms.fields import TIMES, WAYS, LanguagesField, several
from kith.peers.models import Peer, Seeking, Work


def wish_choices() -> list[tuple[Any, Any]]:
    """Everything one may wish for, as groups; the value is kind:value."""
    return [
        ("", "–"),
        (_("Has lived through"), [(f"experience:{code}", name) for code, name in choices()]),
        (_("Gender"), [(f"gender:{code}", name) for code, name in Peer.Gender.choices]),
        (_("When"), [(f"time:{code}", name) for code, name in TIMES]),
        (_("How"), [(f"way:{code}", name) for code, name in WAYS]),
    ]


class HopesForm(forms.Form):
    """Ranked wishes decide who is proposed first; only the last three fields rule anybody out."""

    languages = LanguagesField(label=_("Languages they speak"))
    interpreter = forms.BooleanField(
        label=_("They are content with an interpreter"), required=False
    )
    first = forms.ChoiceField(label=_("Most important"), choices=wish_choices, required=False)
    second = forms.ChoiceField(label=_("Then"), choices=wish_choices, required=False)
    third = forms.ChoiceField(label=_("Then"), choices=wish_choices, required=False)
    needs = several(_("The peer must be cleared for"), Work.choices)
    vetoes = several(_("The person does not want"), [])
    knows = several(_("They know each other from elsewhere"), [])
    excluded = several(_("Kept apart for safety"), [])

    def __init__(self, *args: Any, peers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("vetoes", "knows", "excluded"):
            self.fields[name].choices = peers  # type: ignore[attr-defined]

    def hopes(self) -> Hopes:
        """What the action takes."""
        data = self.cleaned_data
        ranked = [data[name] for name in ("first", "second", "third") if data[name]]
        return Hopes(
            languages=tuple(data["languages"]), interpreter=data["interpreter"],
            needs=tuple(data["needs"]),
            wishes=tuple(tuple(one.split(":", 1)) for one in dict.fromkeys(ranked)),  # type: ignore[misc]
            vetoes=tuple(map(UUID, data["vetoes"])), knows=tuple(map(UUID, data["knows"])),
            excluded=tuple(map(UUID, data["excluded"])),
        )  # fmt: skip


def initial_of(row: Seeking) -> dict[str, Any]:
    """The form as it was kept."""
    ranked = [f"{wish['kind']}:{wish['value']}" for wish in row.wishes]
    places = dict(zip(("first", "second", "third"), ranked, strict=False))
    return {
        "languages": row.languages, "interpreter": row.interpreter, "needs": row.needs,
        "vetoes": list(map(str, row.vetoes)), "knows": list(map(str, row.knows)),
        "excluded": list(map(str, row.excluded)), **places,
    }  # fmt: skip
