"""Exports: a folder, a zip, one file; all of it or nothing; recorded when a member takes it."""

import json
import zipfile
from pathlib import Path

import pytest

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.directory.exporting import actions, package
from kith.directory.exporting.tables import TABLES
from kith.directory.exporting.tests.listings import Listings

FILES = {table.file for table in TABLES.values()} | {"datapackage.json"}


def test_a_folder(tmp_path: Path, town: Listings) -> None:
    counts = actions.export(to=tmp_path / "out")
    assert {file.name for file in (tmp_path / "out").iterdir()} == FILES
    assert counts["service"] == 2 and all(counts.values())
    for table in TABLES.values():
        lines = (tmp_path / "out" / table.file).read_text().splitlines()
        assert len(lines) == 1 + counts[table.name]


def test_a_zip(tmp_path: Path, town: Listings) -> None:
    actions.export(to=tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert set(archive.namelist()) == FILES
        assert "SECRET" not in "".join(archive.read(name).decode() for name in FILES)
    assert list(tmp_path.iterdir()) == [tmp_path / "out.zip"], "nothing half done beside it"


def test_no_word_of_what_is_not_public(tmp_path: Path, town: Listings) -> None:
    actions.export(to=tmp_path / "out")
    told = "".join(file.read_text() for file in (tmp_path / "out").iterdir())
    for word in ("SECRET", "UNLISTED", "inside"):
        assert word not in told


def test_of_no_rows_at_all(tmp_path: Path, db: None) -> None:
    assert not any(actions.export(to=tmp_path / "out").values())
    assert actions.export(to=tmp_path / "s.json", form="json") == {"service": 0}
    assert json.loads((tmp_path / "s.json").read_text()) == []
    actions.export(to=tmp_path / "s.ndjson", form="ndjson")
    assert (tmp_path / "s.ndjson").read_text() == ""


def test_what_stands_there_is_not_written_over(tmp_path: Path, town: Listings) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    for there in (tmp_path, tmp_path / "mine.csv"):
        with pytest.raises(actions.AlreadyThere):
            actions.export(to=there)
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_only_the_forms_there_are(tmp_path: Path, db: None) -> None:
    with pytest.raises(actions.UnknownForm):
        actions.export(to=tmp_path / "out", form="xml")


def test_nothing_is_left_behind_when_it_breaks(
    tmp_path: Path, town: Listings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks() -> dict:
        raise OSError("disk full")

    monkeypatch.setattr(package, "descriptor", breaks)
    with pytest.raises(OSError, match="disk full"):
        actions.export(to=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_member_who_takes_it_is_recorded(tmp_path: Path, town: Listings, cast) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        actions.export(to=tmp_path / "out", by=cast.ben)
        entry = Entry.objects.get(verb="exported")
        assert (entry.member_id, entry.detail["rows"]["service"]) == (cast.ben.id, 2)


def test_no_file_without_its_record(
    tmp_path: Path, town: Listings, cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*args: object, **kwargs: object) -> None:
        raise RuntimeError("log is full")

    monkeypatch.setattr(actions.chain, "record", breaks)
    with pytest.raises(RuntimeError):
        actions.export(to=tmp_path / "out", by=cast.ben)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(actions.NoPlace):
        actions.export(to=tmp_path / "file" / "deeper" / "services.json", form="json")
