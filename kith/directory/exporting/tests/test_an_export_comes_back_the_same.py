"""What was exported and imported somewhere else is exported from there as the same rows."""

import csv
from pathlib import Path

from kith.directory.exporting import actions
from kith.directory.exporting.tables import TABLES
from kith.directory.exporting.tests.listings import Listings
from kith.directory.importing.actions import import_path
from kith.directory.models import ServiceCapacity

Package = dict[str, list[dict[str, str]]]

CHANGES_EACH_TIME = {"last_modified"}
DECIDED_HERE = {"stands_for_id", "kind"}
"""What a word of another directory means here is not for its file to say."""


def _package(folder: Path, renamed: dict[str, str] | None = None) -> Package:
    """The rows of each file in the order of their ids, ids written as they were at first."""
    read = {}
    for table in TABLES.values():
        with (folder / table.file).open(newline="", encoding="utf-8") as file:
            rows = [_original(row, renamed or {}) for row in csv.DictReader(file)]
        read[table.name] = sorted(rows, key=lambda row: row["id"])
    return read


def _original(row: dict[str, str], renamed: dict[str, str]) -> dict[str, str]:
    return {
        name: renamed.get(value, value)
        for name, value in row.items()
        if name not in CHANGES_EACH_TIME | DECIDED_HERE
    }


def _first_ids() -> dict[str, str]:
    """id here -> id there."""
    return {
        str(pk): external_id
        for table in TABLES.values()
        for pk, external_id in table.model._default_manager.values_list("pk", "external_id")
    }


def test_the_same_rows(tmp_path: Path, town: Listings) -> None:
    actions.export(to=tmp_path / "there")
    _empty()
    import_path(path=tmp_path / "there", source_name="There")
    actions.export(to=tmp_path / "back")
    there, back = _package(tmp_path / "there"), _package(tmp_path / "back", _first_ids())
    for name in TABLES:
        assert back[name] == there[name], name


def _empty() -> None:
    """As a directory that has just been set up."""
    ServiceCapacity.objects.all().delete()  # protects its unit
    for table in TABLES.values():
        table.model._default_manager.all().delete()
