"""Forms of the wizard."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.directory.importing import choosing


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    """Which files, and whose they are. `key` makes sending it twice begin one run."""

    files = FilesField(  # type: ignore[assignment]  # Django names its uploads so too
        label=_("Files"),
        help_text=_("CSV, JSON or a zip of them: the whole export of a directory, or one list."),
    )
    source = forms.CharField(
        label=_("Where is it from?"), max_length=120,
        help_text=_("A name you will know again. Use the same name each time: then only what is "
                    "different is changed."),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def target_choices() -> list[tuple[Any, Any]]:
    """The targets of a column, in groups, for a select."""
    groups = [
        (group, [(value, label) for value, label in some]) for group, some in choosing.TARGETS
    ]
    return [("", _("Leave out")), *groups]
