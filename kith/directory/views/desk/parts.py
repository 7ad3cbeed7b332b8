"""Editing one section of a service or a place: one address a section, both sides of a conflict."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.directory import access
from kith.directory.actions import sections
from kith.directory.actions.refusals import ChangedMeanwhile, NotPossible
from kith.directory.actions.sections import SECTIONS, Row
from kith.directory.forms.rows import BoxesForm
from kith.directory.models import Location, Service
from kith.directory.views.desk.answers import say_with_undo
from kith.directory.views.desk.specs import PARTS, PLACE_PARTS, Editor, Spec

Owner = Mapping[str, Service | Location]
"""What the section hangs on, under the word by which its action takes it."""


@members_only(*access.EDITORS)
def edit_part(request: MemberRequest, service_id: UUID, part: str) -> HttpResponse:
    """One section of a service."""
    spec = _spec(PARTS, part)
    service = access.get_for(request.member, service_id)
    may = access.can_edit_house if part == "house" else access.can_edit
    if not may(request.member, service):
        raise NotYours
    back = reverse("desk_service", args=[service.pk])
    return _edit(request, part, spec, {"service": service}, back)


@members_only(*access.EDITORS)
def edit_place_part(request: MemberRequest, location_id: UUID, part: str) -> HttpResponse:
    """One section of a place."""
    spec = _spec(PLACE_PARTS, part)
    place = access.get_place_for(request.member, location_id)
    if not access.can_edit_place(request.member, place):
        raise NotYours
    return _edit(request, part, spec, {"location": place}, reverse("desk_place", args=[place.pk]))


def _spec(known: Mapping[str, Spec], part: str) -> Spec:
    if part not in known:
        raise Http404
    return known[part]


def _edit(request: MemberRequest, part: str, spec: Spec, owner: Owner, back: str) -> HttpResponse:
    """Show the form, or save it; who comes second sees what stands and what they typed."""
    current = sections.read(SECTIONS[part], _hangs_on(part, owner))
    editor = spec.open(request.POST if request.method == "POST" else None, current)
    told: ChangedMeanwhile | NotPossible | None = None
    if editor.is_bound and editor.is_valid():
        try:
            return _saved(request, spec, editor, owner, back)
        except (ChangedMeanwhile, NotPossible) as refusal:
            told = refusal
    context = {
        **owner, "part": part, "spec": spec, "editor": editor, "told": told, "back": back,
        "theirs": spec.told(told.current) if isinstance(told, ChangedMeanwhile) else (),
        "version": _version(request, current, told),
        "is_list": isinstance(editor, forms.BaseFormSet), "is_boxes": isinstance(editor, BoxesForm),
    }  # fmt: skip
    status = _status(told, editor.is_bound)
    return render(request, "directory/desk/edit.html", context, status=status)


def _hangs_on(part: str, owner: Owner) -> UUID:
    """The row whose section this is."""
    (row,) = owner.values()
    if part == "house" and isinstance(row, Service):
        return row.organization_id
    return row.pk


def _saved(
    request: MemberRequest, spec: Spec, editor: Editor, owner: Owner, back: str
) -> HttpResponse:
    given: dict[str, Any] = {**owner, "by": request.member}
    edit = spec.save(editor, based_on=request.POST.get("version", ""), **given)
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
