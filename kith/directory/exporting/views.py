"""The page from which the directory is taken along."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.accounts.stepup import recently_confirmed
from kith.core import clock, waiting
from kith.core.ids import uuid7
from kith.core.refusals import NotYours
from kith.directory import access
from kith.directory.exporting import actions, desk
from kith.directory.models import Export


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=_("In which form?"),
        choices=[
            ("csv", _("Tables: CSV files in a zip, complete")),
            ("json", _("One JSON file with all services")),
            ("ndjson", _("NDJSON: one service a line, for programs")),
        ],
        initial="csv",
        widget=forms.RadioSelect,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


@members_only(*access.KEEPERS)
@recently_confirmed
def export(request: MemberRequest) -> HttpResponseBase:
    """Choose a form, get the file: at once, or when the worker has written it."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if desk.services_count() <= desk.AT_ONCE:
            return _download(request, form.cleaned_data["form"])
        asked = desk.ask(by=request.member, **form.cleaned_data)
        return redirect("desk_export_file", asked.pk)
    return render(request, "directory/exporting/export.html", {"form": form})


@members_only(*access.KEEPERS)
@recently_confirmed
def file(request: MemberRequest, export_id: UUID) -> HttpResponseBase:
    """How far it is; with `?take`, the file."""
    asked = desk.get_for(request.member, export_id)
    if "take" in request.GET:
        return _give(asked)
    if asked.state != "waiting" and waiting.is_asked(request):
        return waiting.done()
    shown: dict[str, Any] = {"export": asked, "done": min(desk.written(asked), asked.total)}
    return render(request, "directory/exporting/file.html", shown)


def _give(asked: Export) -> FileResponse:
    path = desk.file_of(asked)
    if asked.state != Export.State.READY or not path.exists():
        raise NotYours
    name = f"directory-{asked.created_at.date()}{path.suffix}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


def _download(request: MemberRequest, form: str) -> FileResponse:
    """The folder is gone at once; the open file stays readable until it has been sent."""
    name = f"directory-{clock.today()}.{desk.ENDINGS[form]}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        actions.export(to=path, form=form, by=request.member)
        return FileResponse(path.open("rb"), as_attachment=True, filename=name)
