"""Editing one section of a service: one address a section, one form, both sides of a conflict."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.directory import access, actions
from kith.directory.actions import sections
from kith.directory.actions.refusals import ChangedMeanwhile, NotPossible
from kith.directory.actions.sections import SECTIONS, Row
from kith.directory.forms import rows as row_forms
from kith.directory.forms.service import WordsForm
from kith.directory.models import Service
from kith.directory.views.desk import queries
from kith.directory.views.desk.answers import say_with_undo

Editor = forms.Form | row_forms.RowsEditor


@dataclass(frozen=True)
class Spec:
    """How a section is edited. `open` makes the form, `save` hands what was typed to the action."""

    title: str | Promise
    open: Callable[[QueryDict | None, Sequence[Row]], Editor]
    save: Callable[..., actions.Edit]
    icon: str = "pencil"


def _words(data: QueryDict | None, current: Sequence[Row]) -> WordsForm:
    return WordsForm(data, initial=current[0])


def _save_words(editor: WordsForm, **given: Any) -> actions.Edit:
    return actions.update_service(fields=editor.cleaned_data, **given)


def _listed(title: str | Promise, form: type[row_forms.RowForm], verb: Callable[..., Any]) -> Spec:
    made = row_forms.editor_of(form)

    def start(data: QueryDict | None, current: Sequence[Row]) -> row_forms.RowsEditor:
        return made(data, initial=row_forms.initial_of(form, current), prefix="row")

    def save(editor: row_forms.RowsEditor, **given: Any) -> actions.Edit:
        edit: actions.Edit = verb(rows=editor.rows(), **given)
        return edit

    return Spec(title, start, save)


def _languages(data: QueryDict | None, current: Sequence[Row]) -> row_forms.BoxesForm:
    codes = [row["code"] for row in current]
    choices = row_forms.language_choices(codes)
    return row_forms.BoxesForm(data, initial={"chosen": codes}, choices=choices)


def _save_languages(editor: row_forms.BoxesForm, **given: Any) -> actions.Edit:
    return actions.set_languages(codes=editor.cleaned_data["chosen"], **given)


def _terms(kind: str, title: str | Promise, verb: Callable[..., actions.Edit]) -> Spec:
    def start(data: QueryDict | None, current: Sequence[Row]) -> row_forms.BoxesForm:
        chosen = [row["taxonomy_term_id"] for row in current]
        return row_forms.BoxesForm(data, initial={"chosen": chosen}, choices=_choices(kind))

    def save(editor: row_forms.BoxesForm, **given: Any) -> actions.Edit:
        return verb(terms=[UUID(term) for term in editor.cleaned_data["chosen"]], **given)

    return Spec(title, start, save)


def _choices(kind: str) -> list[Any]:
    """Each top term with what is below it is a group; tops without are one group together."""
    tops = queries.tree(kind, get_language() or "en")
    alone = [(str(top.id), top.name) for top in tops if not top.children]
    grouped = [
        (top.name, [(str(term.id), term.name) for term in (top, *top.children)])
        for top in tops if top.children
    ]  # fmt: skip
    return [*grouped, (_("More"), alone)] if alone else grouped


PARTS: dict[str, Spec] = {
    "words": Spec(gettext_lazy("Words"), _words, _save_words),
    "languages": Spec(gettext_lazy("Languages spoken there"), _languages, _save_languages),
    "needs": _terms("needs", gettext_lazy("What it helps with"), actions.set_needs),
    "communities": _terms(
        "communities", gettext_lazy("Who it is made with"), actions.set_communities
    ),
    "phones": _listed(gettext_lazy("Telephone"), row_forms.PhoneRow, actions.set_phones),
    "costs": _listed(gettext_lazy("Costs in detail"), row_forms.CostRow, actions.set_costs),
    "contacts": _listed(
        gettext_lazy("Whom to ask for"), row_forms.ContactRow, actions.set_contacts
    ),
    "areas": _listed(gettext_lazy("Where people must live"), row_forms.AreaRow, actions.set_areas),
    "documents": _listed(
        gettext_lazy("What to bring"), row_forms.DocumentRow, actions.set_documents
    ),
    "websites": _listed(
        gettext_lazy("More on the web"), row_forms.WebsiteRow, actions.set_websites
    ),
    "texts": _listed(gettext_lazy("In other languages"), row_forms.TextRow, actions.set_texts),
}


@members_only(*access.EDITORS)
def edit_part(request: MemberRequest, service_id: UUID, part: str) -> HttpResponse:
    """Show the form, or save it; who comes second sees what stands and what they typed."""
    spec = PARTS.get(part)
    if spec is None:
        raise Http404
    service = access.get_for(request.member, service_id)
    if not access.can_edit(request.member, service):
        raise NotYours
    current = sections.read(SECTIONS[part], service.pk)
    editor = spec.open(request.POST if request.method == "POST" else None, current)
    told: ChangedMeanwhile | NotPossible | None = None
    if editor.is_bound and editor.is_valid():
        try:
            return _saved(request, spec, editor, service)
        except (ChangedMeanwhile, NotPossible) as refusal:
            told = refusal
    context = {
        "service": service, "part": part, "spec": spec, "editor": editor, "told": told,
        "theirs": _shown(part, told.current) if isinstance(told, ChangedMeanwhile) else (),
        "version": _version(request, current, told),
        "is_list": isinstance(editor, forms.BaseFormSet),
        "is_boxes": isinstance(editor, row_forms.BoxesForm),
    }  # fmt: skip
    return render(
        request, "directory/desk/edit.html", context, status=_status(told, editor.is_bound)
    )


def _saved(request: MemberRequest, spec: Spec, editor: Editor, service: Service) -> HttpResponse:
    based_on = request.POST.get("version", "")
    edit = spec.save(editor, service=service, by=request.member, based_on=based_on)
    back = reverse("desk_service", args=[service.pk])
    if edit.is_changed:
        say_with_undo(request, _("Saved."), edit.batch, back)
    else:
        messages.info(request, _("It was so already."))
    return redirect(back)


def _version(request: MemberRequest, current: Sequence[Row], told: Exception | None) -> str:
    """After a conflict the next press is made knowing what stands; else the version first seen."""
    if isinstance(told, ChangedMeanwhile) or "version" not in request.POST:
        return sections.version(current)
    return request.POST["version"]


def _status(told: Exception | None, is_bound: bool) -> int:
    if isinstance(told, ChangedMeanwhile):
        return 409
    return 422 if is_bound else 200


def _shown(part: str, rows: Sequence[Row]) -> list[list[tuple[str, str]]]:
    """The other one's rows, field by field, as plain text."""
    labels = {name: field.label for name, field in WordsForm.base_fields.items()}

    def said(row: Row) -> list[tuple[str, str]]:
        names = (name for name in SECTIONS[part].fields if row.get(name) not in ("", None))
        return [(str(labels.get(name, name.replace("_", " "))), str(row[name])) for name in names]

    return [said(row) for row in rows]
