"""What staff write down of what somebody hopes for in a peer."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.peers.actions import Hopes
from kith.peers.forms import wishing
from kith.peers.forms.fields import LanguagesField, several
from kith.peers.forms.wishing import RANKED, Ranked
from kith.peers.models import Seeking, Work

TOLD = [Seeking.Told.TOGETHER, Seeking.Told.PAPER]


class HopesForm(Ranked):
    """Ranked wishes decide who is proposed first; only what stands below them rules anybody out."""

    told = forms.ChoiceField(
        label=_("How they told us"), choices=[(one.value, one.label) for one in TOLD],
        widget=forms.RadioSelect, initial=Seeking.Told.TOGETHER,
    )  # fmt: skip
    languages = LanguagesField(label=_("Languages they speak"))
    interpreter = forms.BooleanField(
        label=_("They are content with an interpreter"), required=False
    )
    needs = several(_("The peer must be cleared for"), Work.choices)
    vetoes = several(_("The person does not want"), [])
    knows = several(_("They know each other from elsewhere"), [])
    excluded = several(_("Kept apart for safety"), [])

    field_order = ["told", "languages", "interpreter", *RANKED]

    def __init__(self, *args: Any, peers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("vetoes", "knows", "excluded"):
            self.fields[name].choices = peers  # type: ignore[attr-defined]
        self.fields["words"].help_text = _("Left empty, what they wrote before stays.")

    def hopes(self) -> Hopes:
        """What the action takes."""
        data = self.cleaned_data
        return Hopes(
            languages=tuple(data["languages"]), interpreter=data["interpreter"],
            needs=tuple(data["needs"]), wishes=self.wishes(), unwanted=self.unwanted_traits(),
            words=data["words"] or None, told=data["told"],
            vetoes=tuple(map(UUID, data["vetoes"])), knows=tuple(map(UUID, data["knows"])),
            excluded=tuple(map(UUID, data["excluded"])), **self.start_of(),
        )  # fmt: skip


def initial_of(row: Seeking) -> dict[str, Any]:
    """The form as it was kept."""
    is_told = row.told in TOLD
    return {
        **wishing.initial_of(row), "needs": row.needs, "told": row.told if is_told else TOLD[0],
        "vetoes": list(map(str, row.vetoes)), "knows": list(map(str, row.knows)),
        "excluded": list(map(str, row.excluded)),
    }  # fmt: skip
