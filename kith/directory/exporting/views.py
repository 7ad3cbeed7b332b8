"""The page from which the directory is taken along."""

import tempfile
from pathlib import Path

from django import forms
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core import clock
from kith.directory.exporting import actions

KEEPERS = (Role.ADMINISTRATOR, Role.NAVIGATOR, Role.DIRECTOR)
ENDINGS = {"csv": "zip", "json": "json", "ndjson": "ndjson"}


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


@members_only(*KEEPERS)
def export(request: MemberRequest) -> HttpResponseBase:
    """Choose a form, get the file."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _download(request, form.cleaned_data["form"])
    return render(request, "directory/exporting/export.html", {"form": form})


def _download(request: MemberRequest, form: str) -> FileResponse:
    """The folder is gone at once; the open file stays readable until it has been sent."""
    name = f"directory-{clock.today()}.{ENDINGS[form]}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        actions.export(to=path, form=form, by=request.member)
        return FileResponse(path.open("rb"), as_attachment=True, filename=name)
