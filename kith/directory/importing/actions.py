"""The verbs of the import: read a file set, check it, merge it, and say what became of each row."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kith.accounts.models import Member, Organization
from kith.directory.importing.report import Report

Progress = Callable[[str, int], None]
"""Told what is being done and how many rows are behind: ("reading", 20000)."""


def import_path(
    *,
    path: Path | str,
    source_name: str,
    steward: Organization | None = None,
    by: Member | None = None,
    mapping: Path | dict[str, Any] | None = None,
    partial: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring a folder, zip or file into the directory, under the name of its source.

    `partial`: rows of the source that are missing here stay listed. `dry_run`: counts and losses
    are real, nothing is kept. Raises a Refusal when nothing here can be recognised.
    """
    raise NotImplementedError
