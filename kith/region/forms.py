"""Questions of access and of reach."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kith.core import languages, sources
from kith.region import question_words as words
from kith.region.models import RegionVersion
from kith.region.rules.asking.question import TYPED, Access, Reach

MEANS = (
    ("transit", pgettext_lazy("means of travel", "By public transport")),
    ("foot", pgettext_lazy("means of travel", "On foot")),
    ("car", pgettext_lazy("means of travel", "By car")),
)
METHODS = (
    ("e2sfca", _("What is nearer counts more (E2SFCA)")),
    ("2sfca", _("Everything within the minutes counts alike (2SFCA)")),
    ("3sfca", _("People choose between services (3SFCA)")),
)
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
MOST_PLACES = 50


class WhenForm(forms.Form):
    """What both questions have."""

    replay_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    region = forms.ChoiceField(label=_("Region"))
    means = forms.ChoiceField(label=_("How people get there"), choices=MEANS)
    minutes = forms.IntegerField(
        label=_("Within so many minutes"), min_value=5, max_value=120, initial=45
    )
    weekday = forms.TypedChoiceField(
        label=_("Weekday"), coerce=int, initial=1, choices=list(WEEKDAYS.items()),
        help_text=_("Public transport is another on Sundays and at night."),
    )  # fmt: skip
    hour = forms.TypedChoiceField(label=_("Hour"), choices=HOURS, coerce=int, initial=10)

    def __init__(self, *args: Any, regions: Sequence[RegionVersion], **more: Any):
        super().__init__(*args, **more)
        self.regions = regions
        field = forms.ChoiceField(
            label=_("Region"), choices=[(one.slug, one.name) for one in regions],
            widget=forms.HiddenInput if len(regions) == 1 else forms.Select,
            initial=regions[0].slug,
        )  # fmt: skip
        self.fields["region"] = field

    def when(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("means", "minutes", "weekday", "hour")}


class AccessForm(WhenForm):
    """Who has how much of this help in reach."""

    need = forms.ChoiceField(label=_("Need"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    only_free = forms.BooleanField(label=_("Only what is free"), required=False)
    group = forms.ChoiceField(label=_("Whose access"), required=False)
    method = forms.ChoiceField(label=_("How it is counted"), choices=METHODS)
    plan = forms.ChoiceField(
        label=_("Compare with a plan"), required=False,
        help_text=_("Before and after, as if help were there as well."),
    )  # fmt: skip
    places = forms.CharField(
        label=_("Places of my own"), required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: latitude, longitude, how many people it has room for, name."),
    )  # fmt: skip
    field_order = ("need", "language", "only_free", "means", "minutes", "weekday", "hour", "group",
                   "method", "plan", "places")  # fmt: skip

    def __init__(self, *args: Any, tongue: str, **more: Any):
        super().__init__(*args, **more)
        listed = [one for source in sources.supplies for one in source.needs(tongue)]
        self._choose("need", [(one.id, "– " * one.depth + one.name) for one in listed])
        self._choose("language", [(c, languages.name_of(c)) for c in languages.SPOKEN_CODES])
        groups = dict.fromkeys(name for one in self.regions for name in one.groups[1:])
        self._choose("group", [(name, words.group(name)) for name in groups], words.group("all"))
        planned = [(one.name, one.title) for one in sources.supplies if one.is_planned]
        self._choose("plan", [*planned, (TYPED, _("Places of my own"))], _("No plan"))

    def _choose(self, name: str, choices: list[Any], nothing: Any = "") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", nothing or _("Any")), *choices]

    def has_plan(self) -> bool:
        """Whether something stands there: what counts is not folded away."""
        names = ("plan", "places")
        return any(self[name].value() or self[name].errors for name in names)

    def clean_places(self) -> tuple[tuple[float, float, float, str], ...]:
        """Rows of numbers and a name; the line that cannot be read is named."""
        found = []
        for number, line in enumerate(self.cleaned_data["places"].splitlines(), start=1):
            if line.strip():
                found.append(_place(number, line))
        if len(found) > MOST_PLACES:
            raise forms.ValidationError(_("%(most)s places at a time.") % {"most": MOST_PLACES})
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("plan") == TYPED and not found.get("places") and "places" not in self.errors:
            self.add_error("places", _("Please write a place, or choose no plan."))
        return found

    def asked(self) -> Access:
        """What was typed."""
        said = self.cleaned_data
        names = ("need", "language", "only_free", "group", "method", "plan")
        places = said["places"] if said["plan"] == TYPED else ()
        return Access(**self.when(), **{name: said[name] for name in names}, places=places)


def _place(number: int, line: str) -> tuple[float, float, float, str]:
    parts = [part.strip() for part in line.split(",", 3)]
    try:
        latitude, longitude = float(parts[0]), float(parts[1])
        room = float(parts[2]) if len(parts) > 2 and parts[2] else 1.0
    except (IndexError, ValueError):
        room = latitude = longitude = -1000.0
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and 0 < room < 1e6):
        raise forms.ValidationError(
            _("Line %(number)s cannot be read. Write it like this: 42.4000, -100.9000, 10, Mill")
            % {"number": number}
        )
    name = parts[3][:120] if len(parts) > 3 else ""
    return latitude, longitude, room, name or str(number)


class ReachForm(WhenForm):
    """What lies within so many minutes of a place."""

    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180)
    place = forms.CharField(
        label=_("What is there"), max_length=120, required=False,
        help_text=_("A public place. It is kept, so never write where somebody lives."),
    )  # fmt: skip
    field_order = ("place", "latitude", "longitude", "means", "minutes", "weekday", "hour")

    def clean(self) -> dict[str, Any]:
        """A place outside of the region would be answered with nothing."""
        found = super().clean() or {}
        one = next((one for one in self.regions if one.slug == found.get("region")), None)
        at, along = found.get("latitude"), found.get("longitude")
        if one and at is not None and along is not None and not one.holds(at, along):
            self.add_error("latitude", _("This place lies outside of the region."))
        return found

    def asked(self) -> Reach:
        """What was typed."""
        said = self.cleaned_data
        return Reach(**self.when(), latitude=said["latitude"], longitude=said["longitude"],
                     place=said["place"])  # fmt: skip
