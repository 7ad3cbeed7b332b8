"""How each section of a service or a place is edited: its form, its action, how it is read out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.core.languages import name_of
from kith.directory import actions
from kith.directory.actions.sections import Row
from kith.directory.forms import rows as row_forms
from kith.directory.forms.service import HouseForm, WordsForm
from kith.directory.models import Unit
from kith.directory.views.desk import queries
from kith.directory.views.desk.page import labels_of, plain_number, said

Editor = forms.Form | row_forms.RowsEditor
Block = list[tuple[str | Promise, str]]
"""One row as labelled lines."""


@dataclass(frozen=True)
class Spec:
    """How a section is edited.

    open   makes the form from what was typed, or from what stands
    save   hands what was typed to the action
    told   what stands, for whoever was overtaken by somebody else
    """

    title: str | Promise
    open: Callable[[QueryDict | None, Sequence[Row]], Editor]
    save: Callable[..., actions.Edit]
    told: Callable[[Sequence[Row]], list[Block]]


def _words() -> Spec:
    def start(data: QueryDict | None, current: Sequence[Row]) -> WordsForm:
        return WordsForm(data, initial=current[0])

    def save(editor: WordsForm, **given: Any) -> actions.Edit:
        return actions.update_service(fields=editor.cleaned_data, **given)

    return Spec(_("Words"), start, save, lambda rows: [_read(WordsForm, row) for row in rows])


def _house() -> Spec:
    def start(data: QueryDict | None, current: Sequence[Row]) -> HouseForm:
        return HouseForm(data, initial=current[0])

    def save(editor: HouseForm, **given: Any) -> actions.Edit:
        return actions.update_house(fields=editor.cleaned_data, **given)

    return Spec(_("Who offers it"), start, save, lambda rows: [_read(HouseForm, r) for r in rows])


def _read(form: type[forms.Form], row: Row) -> Block:
    """What a row says, field by field in the form's words; what is empty is left out."""
    fields = [(name, field) for name, field in form.base_fields.items() if name != "id"]
    read = [(str(field.label), said(field, row.get(name))) for name, field in fields]
    return [(label, value) for label, value in read if value]


def _listed(
    title: str | Promise,
    form: type[row_forms.RowForm],
    verb: Callable[..., actions.Edit],
    prepare: Callable[[Sequence[Row]], Sequence[Row]] = list,
) -> Spec:
    """A list of rows; `prepare` adds to the stored columns what the form shows besides."""
    made = row_forms.editor_of(form)

    def start(data: QueryDict | None, current: Sequence[Row]) -> row_forms.RowsEditor:
        initial = row_forms.initial_of(form, prepare(current))
        return made(data, initial=initial, prefix="row")

    def save(editor: row_forms.RowsEditor, **given: Any) -> actions.Edit:
        return verb(rows=editor.rows(), **given)

    def told(rows: Sequence[Row]) -> list[Block]:
        return [_read(form, row) for row in prepare(rows)]

    return Spec(title, start, save, told)


def with_units(rows: Sequence[Row]) -> list[Row]:
    """Counts with the name of what is counted, and without the noughts behind the point."""
    units = Unit.objects.in_bulk({row["unit_id"] for row in rows})
    counts = ("available", "maximum")
    return [
        row
        | {"unit": units[UUID(row["unit_id"])].name}
        | {name: plain_number(row[name]) for name in counts if row[name] is not None}
        for row in rows
    ]


def _boxes(
    title: str | Promise,
    column: str,
    choices: Callable[[Sequence[str]], list[Any]],
    names: Callable[[Sequence[str]], Iterable[str]],
    verb: Callable[..., actions.Edit],
) -> Spec:
    """Boxes to tick, one a row. `verb` takes what was ticked first."""

    def start(data: QueryDict | None, current: Sequence[Row]) -> row_forms.BoxesForm:
        chosen = [row[column] for row in current]
        return row_forms.BoxesForm(data, initial={"chosen": chosen}, choices=choices(chosen))

    def save(editor: row_forms.BoxesForm, **given: Any) -> actions.Edit:
        return verb(editor.cleaned_data["chosen"], **given)

    def told(rows: Sequence[Row]) -> list[Block]:
        return [[(title, ", ".join(names([row[column] for row in rows])))]]

    return Spec(title, start, save, told)


def _terms(kind: str, title: str | Promise, verb: Callable[..., actions.Edit]) -> Spec:
    def save(chosen: Sequence[str], **given: Any) -> actions.Edit:
        return verb(terms=[UUID(term) for term in chosen], **given)

    def names(terms: Sequence[str]) -> list[str]:
        return sorted(labels_of(terms).values())

    return _boxes(title, "taxonomy_term_id", lambda _chosen: _choices(kind), names, save)


def _choices(kind: str) -> list[Any]:
    """Each top term with what is below it is a group; tops without are one group together."""
    tops = queries.tree(kind, get_language() or "en")
    alone = [(str(top.id), top.name) for top in tops if not top.children]
    grouped = [
        (top.name, [(str(term.id), term.name) for term in (top, *top.children)])
        for top in tops if top.children
    ]  # fmt: skip
    return [*grouped, (_("More"), alone)] if alone else grouped


def _languages() -> Spec:
    def save(chosen: Sequence[str], **given: Any) -> actions.Edit:
        return actions.set_languages(codes=chosen, **given)

    def names(codes: Sequence[str]) -> list[str]:
        return [name_of(code) for code in codes if code]

    return _boxes(
        _("Languages spoken there"), "code", row_forms.language_choices, names, save
    )  # fmt: skip


PARTS: dict[str, Spec] = {
    "words": _words(),
    "house": _house(),
    "languages": _languages(),
    "needs": _terms("needs", _("What it helps with"), actions.set_needs),
    "communities": _terms("communities", _("Who it is made with"), actions.set_communities),
    "phones": _listed(_("Telephone"), row_forms.PhoneRow, actions.set_phones),
    "costs": _listed(_("Costs in detail"), row_forms.CostRow, actions.set_costs),
    "contacts": _listed(_("Whom to ask for"), row_forms.ContactRow, actions.set_contacts),
    "areas": _listed(_("Where people must live"), row_forms.AreaRow, actions.set_areas),
    "documents": _listed(_("What to bring"), row_forms.DocumentRow, actions.set_documents),
    "websites": _listed(_("More on the web"), row_forms.WebsiteRow, actions.set_websites),
    "texts": _listed(_("In other languages"), row_forms.TextRow, actions.set_texts),
    "free-places": _listed(
        _("Free places"), row_forms.FreePlacesRow, actions.set_free_places, with_units
    ),
}
"""Of a service, by the name of the section."""

PLACE_PARTS: dict[str, Spec] = {
    "place-access": _listed(
        _("Getting in and around"), row_forms.EntranceRow, actions.set_place_access
    ),
    "place-phones": _listed(_("Telephone"), row_forms.PhoneRow, actions.set_place_phones),
    "place-contacts": _listed(
        _("Whom to ask for"), row_forms.ContactRow, actions.set_place_contacts
    ),
}
"""Of a place."""
