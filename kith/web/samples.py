"""Made-up contents for the components page."""

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kith.core import clock
from kith.region.picture import Area, Picture, Point


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name"), help_text=_("Any name will do."))
    email = forms.EmailField(label=_("E-mail address"))
    words = forms.CharField(label=_("In your own words"), widget=forms.Textarea({"rows": 3}))
    when = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}))
    how = forms.ChoiceField(
        label=_("How may we reach you?"), widget=forms.RadioSelect,
        choices=[("text", _("Text message")), ("call", _("Call")), ("post", _("E-mail"))],
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label=_("When?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("m", _("Mornings")), ("a", _("Afternoons")), ("e", _("Evenings"))],
    )  # fmt: skip
    place = forms.ChoiceField(
        label=_("Place"), required=False, choices=[("", _("Anywhere")), ("n", "North Quay")]
    )
    agreed = forms.BooleanField(label=_("I agree"), required=False)


def contents(request: HttpRequest) -> dict[str, Any]:
    """What the page shows; `?theme=dark` or `light` sets the theme, `?lang=` the language."""
    theme = request.GET.get("theme", "")
    return {
        "theme": theme if theme in {"light", "dark"} else "",
        "form": SampleForm({"name": "Dee", "email": "dee", "how": "text"}),
        "fresh": SampleForm(prefix="fresh"),
        "page": Paginator(range(60), 20).page(2),
        "events": _events(),
        "picture": _picture(),
        "bars": [
            {"label": "North Quay", "value": 42, "low": 36, "high": 49},
            {"label": "Old Mill", "value": 31, "low": 26, "high": 37},
            {"label": "Station Yard", "value": None},
            {"label": "Hill Gardens", "value": 12, "low": 8, "high": 17},
        ],
        "rows": [
            ("Riverside Table", 12, "good"),
            ("Open Door", 7, "wait"),
            ("Quay Circle", 3, "off"),
        ],
    }


def _events() -> list[dict[str, Any]]:
    now = clock.now()
    return [
        {"at": now, "title": _("Accepted"), "icon": "check-lg", "tone": "good", "by": "Ben"},
        {"at": now - dt.timedelta(hours=5), "title": _("Waiting for an answer"), "tone": "wait",
         "icon": "hourglass", "text": "Riverside Table"},
        {"at": now - dt.timedelta(days=2), "title": _("Asked for help"), "icon": "chat-dots"},
    ]  # fmt: skip


def _picture() -> Picture:
    """Two areas, three points, one of which can be dragged."""
    return Picture(
        name="Who gets to a stop",
        areas=(Area(_square(0.004), 1, "20 minutes"), Area(_square(0.002), 3, "10 minutes")),
        levels=("30 minutes", "20 minutes", "15 minutes", "10 minutes"),
        points=(
            Point(42.4, -100.9, "North Quay", 1, href="#content"),
            Point(42.4035, -100.896, "Old Mill", 2, key="mill", is_draggable=True),
            Point(42.397, -100.893, "Station Yard", 3, tone="off"),
            Point(42.399, -100.898, "You are here", tone="accent"),
        ),
    )


def _square(half: float) -> dict[str, Any]:
    west, south, east, north = -100.9 - half, 42.4 - half, -100.9 + half, 42.4 + half
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}
