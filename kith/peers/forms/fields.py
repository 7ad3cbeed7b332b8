"""Fields that several forms of this room share."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.accounts.models import Member, Role
from kith.core.languages import INTERFACE, SPOKEN_CODES, name_of

TIMES = [
    ("mornings", _("Mornings")),
    ("afternoons", _("Afternoons")),
    ("evenings", _("Evenings")),
    ("weekends", _("Weekends")),
]
WAYS = [
    ("walking", _("Out on a walk")),
    ("phone", _("By telephone")),
    ("video", _("By video")),
    ("home", _("At the person’s home")),
]


def replay_key() -> forms.UUIDField:
    """Made with the form: a form sent twice has one effect."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def sensitive(rows: int = 3, **attrs: Any) -> forms.Textarea:
    """For what is sealed: never kept as a draft in the browser."""
    return forms.Textarea(
        attrs={"rows": rows, "data-sensitive": "", "autocomplete": "off", **attrs}
    )


def several(label: Any, choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    """Any number of boxes, none needed."""
    widget = forms.CheckboxSelectMultiple
    kwargs.setdefault("required", False)
    return forms.MultipleChoiceField(label=label, choices=choices, widget=widget, **kwargs)


def day(label: Any, **kwargs: Any) -> forms.DateField:
    """A day, by the browser's own control."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


def language_choices() -> list[tuple[str, str]]:
    """Interface languages first, each as its speakers call it."""
    first = [(language.code, language.name) for language in INTERFACE]
    taken = {code for code, _name in first} | {"zh", "prs"}
    rest = [(code, name_of(code)) for code in SPOKEN_CODES if code not in taken]
    return [*first, *sorted(rest, key=lambda pair: pair[1].casefold())]


class LanguagesField(forms.MultipleChoiceField):
    """Languages somebody speaks, as a list that takes several."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.SelectMultiple(attrs={"size": 6}))
        super().__init__(choices=language_choices, required=False, **kwargs)


class RoleMemberField(forms.ModelChoiceField):
    """An active member with a role; `offer()` once the organisation is known."""

    def __init__(self, role: str = Role.SUPERVISOR, **kwargs: Any) -> None:
        self.role = role
        super().__init__(queryset=Member.objects.none(), **kwargs)

    def offer(self) -> None:
        """Those of the organisation this request acts for: the row policy sees to it."""
        self.queryset = Member.objects.active().with_role(self.role)
