"""Rows that hang on a service: one small form each, as many as there are and one more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.core.languages import INTERFACE, SPOKEN_CODES, english_name_of, name_of
from kith.directory.actions.sections import Row
from kith.directory.forms.service import lines, web_address
from kith.directory.models import ServiceText


def number(label: Any, *, required: bool = True) -> forms.DecimalField:
    """A count as people write it: never below nothing, halves allowed."""
    return forms.DecimalField(
        label=label, min_value=0, max_digits=12, decimal_places=2, required=required
    )


class RowForm(forms.Form):
    """`id` says which row it is; empty for a new one."""

    id = forms.CharField(widget=forms.HiddenInput, required=False)


PHONE_TYPES = (
    ("", _("Not said")), ("voice", _("Telephone")), ("cell", _("Mobile phone")),
    ("text", _("Text messages")), ("textphone", _("Text telephone")), ("video", _("Video")),
    ("fax", _("Fax")), ("pager", _("Pager")),
)  # fmt: skip
"""HSDS phone.type, after RFC 6350."""


class PhoneRow(RowForm):
    number = forms.CharField(label=_("Number"), max_length=80)
    extension = forms.CharField(label=_("Extension"), max_length=30, required=False)
    type = forms.CharField(
        label=_("Kind"), max_length=40, required=False, widget=forms.Select(choices=PHONE_TYPES)
    )
    description = forms.CharField(label=_("What for"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A kind that somebody else's list brought stays to be chosen."""
        super().__init__(*args, **kwargs)
        brought = self.initial.get("type") or ""
        known = dict(PHONE_TYPES)
        if brought not in known:
            widget = cast(forms.Select, self.fields["type"].widget)
            widget.choices = [*PHONE_TYPES, (brought, brought)]


class CostRow(RowForm):
    option = forms.CharField(label=_("In words"), max_length=300)
    amount = number(_("Amount"), required=False)
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False)


class ContactRow(RowForm):
    name = forms.CharField(label=_("Name"), max_length=300)
    title = forms.CharField(label=_("Task"), max_length=300, required=False)
    department = forms.CharField(label=_("Team"), max_length=300, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class FreePlacesRow(RowForm):
    unit = forms.CharField(
        label=_("What is counted"), max_length=200, help_text=_("Beds, seats, hours, people.")
    )
    available = number(_("Free now"))
    maximum = number(_("Of how many"), required=False)
    description = forms.CharField(label=_("In words"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        free, most = found.get("available"), found.get("maximum")
        if free is not None and most is not None and free > most:
            self.add_error("available", _("There cannot be more free than there are."))
        return found


class EntranceRow(RowForm):
    """HSDS accessibility."""

    description = forms.CharField(
        label=_("In words"),
        widget=lines(2),
        help_text=_("Steps, lift, width of the door, toilet, parking, a quiet corner."),
    )
    details = forms.CharField(label=_("More about it"), widget=lines(2), required=False)
    url = web_address(_("Web page"), required=False)


class AreaRow(RowForm):
    name = forms.CharField(label=_("District or town"), max_length=300)
    description = forms.CharField(label=_("In words"), max_length=300, required=False)


class DocumentRow(RowForm):
    document = forms.CharField(label=_("What to bring"), max_length=300)


class WebsiteRow(RowForm):
    label = forms.CharField(label=_("Name"), max_length=300, required=False)
    url = web_address(_("Web page"))


class TextRow(RowForm):
    language = forms.ChoiceField(
        label=_("Language"), choices=[(lang.code, lang.name) for lang in INTERFACE]
    )
    name = forms.CharField(label=_("Name"), max_length=500)
    description = forms.CharField(label=_("What happens there"), widget=lines(4), required=False)
    eligibility_description = forms.CharField(
        label=_("Who it is for"), widget=lines(2), required=False
    )
    state = forms.ChoiceField(label=_("State"), choices=ServiceText.State.choices, initial="draft")


class RowsEditor(forms.BaseFormSet):
    """A section as a list of rows."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this one away")

    def rows(self) -> list[dict[str, Any]]:
        """What the section should become."""
        filled = (form.cleaned_data for form in self.forms if form.cleaned_data)
        return [_as_row(data) for data in filled if not data.get("DELETE")]


def _as_row(data: dict[str, Any]) -> dict[str, Any]:
    """A new row has no id yet."""
    return {n: v for n, v in data.items() if n != "DELETE" and (n != "id" or v)}


def editor_of(row_form: type[RowForm]) -> type[RowsEditor]:
    """The list editor for one kind of row."""
    made = forms.formset_factory(
        row_form, formset=RowsEditor, extra=1, max_num=60, can_delete=True, can_delete_extra=False
    )
    return cast(type[RowsEditor], made)


def initial_of(row_form: type[RowForm], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows as the list editor starts with them."""
    return [{name: row.get(name) for name in row_form.base_fields} for row in rows]


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes under one heading; folded unless one of them is chosen."""

    name: str | Promise
    boxes: Sequence[tuple[str, str, bool]]

    @property
    def is_open(self) -> bool:
        return any(is_on for _value, _label, is_on in self.boxes)


class BoxesForm(forms.Form):
    """Many boxes in a few groups: (heading, [(value, words), ...])."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def groups(self) -> list[Group]:
        """What the page draws."""
        on = set(self["chosen"].value() or ())
        return [
            Group(name, [(value, words, value in on) for value, words in boxes])
            for name, boxes in self.choices
        ]


def language_choices(known: Sequence[str]) -> list[Any]:
    """Those already spoken there and the interface's first, then all others."""
    near = dict.fromkeys([*known, *(language.code for language in INTERFACE)])
    far = [code for code in SPOKEN_CODES if code not in near and f"{code}-hans" not in near]
    return [
        (_("Often spoken"), [(code, _both_names(code)) for code in near if code]),
        (_("All other languages"), [(code, _both_names(code)) for code in far]),
    ]


def _both_names(code: str) -> str:
    own, english = name_of(code), english_name_of(code)
    return own if english in (own, code) else f"{own} · {english}"
