"""What is asked of a choice of stops."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kith.core.languages import SPOKEN_CODES, name_of
from kith.directory.search.terms import Terms
from kith.outreach.rules.choice.ground import plain_name
from kith.outreach.rules.choice.question import ANY, NOBODY, Question
from kith.outreach.templatetags.choices import group_words
from kith.region.models import RegionVersion

KINDS = (
    ("covering", _("Reach as many people as possible")),
    ("median", _("Shorten the way of all together")),
)
MEANS = (
    ("foot", pgettext_lazy("means of travel", "On foot")),
    ("transit", pgettext_lazy("means of travel", "By public transport")),
    ("car", pgettext_lazy("means of travel", "By car")),
)
FAIRNESS = (
    ("", _("No rule")),
    ("floors", _("At least a part of each group")),
    ("max_min", _("The group that is worst off comes first")),
)
CANDIDATES = (("all", _("All stops that are not given up")), ("ready", _("We may stop now")))
TYPED = ("count", "within", "means", "weekday", "hour", "kind", "need", "language", "near", "far",
         "fairness", "candidates")  # fmt: skip
"""Fields of the form that are fields of the question."""
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


def _whole(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


class ChoiceForm(forms.Form):
    """groups: fields of their own for each group that the region counts."""

    replay_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(label=_("Name"), max_length=120)
    region = forms.ChoiceField(label=_("Region"))
    count = _whole(_("How many stops"), 1, 200, initial=3)
    kind = forms.ChoiceField(label=_("What matters most"), choices=KINDS)
    means = forms.ChoiceField(label=_("How people get there"), choices=MEANS)
    within = _whole(_("Within so many minutes"), 5, 120, initial=30)
    weekday = forms.TypedChoiceField(
        label=_("Weekday of the timetable"), coerce=int, initial=1, choices=list(WEEKDAYS.items())
    )
    hour = forms.TypedChoiceField(
        label=_("Hour of the timetable"), choices=HOURS, coerce=int, initial=10
    )
    candidates = forms.ChoiceField(label=_("Which stops take part"), choices=CANDIDATES)
    need = forms.ChoiceField(label=_("Care that is there already"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False,
        choices=[("", _("Any")), *((code, name_of(code)) for code in SPOKEN_CODES)],
    )  # fmt: skip
    near = _whole(
        _("Care nearer than so many minutes: no need of us"), 0, 240, required=False,
        help_text=_("Empty: whoever has care within the minutes above does not count."),
    )  # fmt: skip
    far = _whole(_("Care farther than so many minutes: left out"), 1, 240, required=False)
    asks = forms.FloatField(
        label=_("Somebody who asked in vain counts like so many people"), min_value=0,
        max_value=10000, initial=0,
    )  # fmt: skip
    fairness = forms.ChoiceField(
        label=_("Fairness"), choices=FAIRNESS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, regions: Sequence[RegionVersion], terms: Terms, **more: Any):
        super().__init__(*args, **more)
        self.fields["region"] = forms.ChoiceField(
            label=_("Region"), choices=[(one.slug, one.name) for one in regions],
            widget=forms.HiddenInput if len(regions) == 1 else forms.Select,
            initial=regions[0].slug,
        )  # fmt: skip
        depth = "\N{NO-BREAK SPACE}" * 3
        needs = [(str(term.id), depth * level + term.name) for term, level in terms.lines]
        self.fields["need"] = forms.ChoiceField(
            label=_("Care that is there already"), required=False, initial=ANY,
            choices=[(ANY, _("Any service we list")), *needs, (NOBODY, _("None of it counts"))],
        )  # fmt: skip
        self.groups = list(
            dict.fromkeys(plain_name(name) for one in regions for name in one.groups[1:])
        )
        for name in self.groups:
            self._add_group(name)

    def _add_group(self, name: str) -> None:
        """How much more somebody of the group counts, and the part that must be reached."""
        words = capfirst(group_words(name))
        self.fields[f"more_{name}"] = forms.FloatField(
            label=words, min_value=0, max_value=1000, required=False
        )
        self.fields[f"floor_{name}"] = _whole(words, 1, 100, required=False)

    def more_fields(self) -> list[forms.BoundField]:
        return [self[f"more_{name}"] for name in self.groups]

    def floor_fields(self) -> list[forms.BoundField]:
        return [self[f"floor_{name}"] for name in self.groups]

    def has_weights(self) -> bool:
        """Whether something stands there: what counts is not folded away."""
        return self._is_filled(f"more_{name}" for name in self.groups)

    def has_distances(self) -> bool:
        return self._is_filled(("near", "far"))

    def has_floors(self) -> bool:
        return self._is_filled(f"floor_{name}" for name in self.groups)

    def _is_filled(self, names: Iterable[str]) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        near, far = found.get("near"), found.get("far")
        if (near is None) != (far is None):
            self.add_error("far", _("Please write both, or neither."))
        elif near is not None and far is not None and far <= near:
            self.add_error("far", _("This must be more than the minutes above."))
        if found.get("fairness") and found.get("kind") == "median":
            self.add_error("fairness", _("This rule goes with reaching as many as possible."))
        if found.get("fairness") == "floors" and not self._numbers("floor_"):
            self.add_error("fairness", _("Please write a part for one group at least."))
        return found

    def _numbers(self, prefix: str) -> dict[str, float]:
        told = {name: self.cleaned_data.get(prefix + name) for name in self.groups}
        return {name: float(number) for name, number in told.items() if number}

    def question(self, before: Question | None = None) -> Question:
        """What was typed; what was pinned, banned and moved before stays so."""
        told = self.cleaned_data
        more = self._numbers("more_")
        floors = {name: part / 100 for name, part in self._numbers("floor_").items()}
        is_worst_first = told["fairness"] == "max_min"
        asked = Question(
            **{name: told[name] for name in TYPED}, asks=told["asks"] or 0.0, groups=more,
            floors=floors if told["fairness"] == "floors" else {},
            max_min=tuple(more) or tuple(self.groups) if is_worst_first else (),
        )  # fmt: skip
        if before is None:
            return asked
        return replace(asked, pinned=before.pinned, banned=before.banned, moved=before.moved)


def typed_of(name: str, region: str, asked: Question) -> Mapping[str, Any]:
    """A question as the form begins with it."""
    told = asked.kept()
    more = {f"more_{group}": number for group, number in asked.groups.items()}
    floors = {f"floor_{group}": round(100 * part) for group, part in asked.floors.items()}
    return {**told, **more, **floors, "name": name, "region": region}
