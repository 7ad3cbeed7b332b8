"""Archives come from strangers."""

import zipfile

import pytest

from kith.directory.importing import archives
from kith.directory.importing.archives import NotSafe, unpack


def _zip(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return path


@pytest.mark.parametrize("name", ["../out.csv", "/etc/out.csv", "a/../../out.csv", "C:\\out.csv"])
def test_a_path_that_climbs_out_is_refused(tmp_path, name):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(name, "id\n1\n")
    with pytest.raises(NotSafe):
        unpack(archive, tmp_path / "in")
    assert not (tmp_path / "out.csv").exists()


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    archive = _zip(tmp_path / "a.zip", **{"big.csv": "0" * 20_000_000})
    with pytest.raises(NotSafe):
        unpack(archive, tmp_path / "in")


def test_more_than_the_disk_should_hold_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES", 10)
    with pytest.raises(NotSafe):
        unpack(_zip(tmp_path / "a.zip", **{"a.csv": "id,name\n1,somebody\n"}), tmp_path / "in")


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILES", 1)
    with pytest.raises(NotSafe):
        unpack(_zip(tmp_path / "a.zip", **{"a.csv": "id", "b.csv": "id"}), tmp_path / "in")


def test_a_link_is_refused(tmp_path):
    entry = zipfile.ZipInfo("a.csv")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as opened:
        opened.writestr(entry, "/etc/passwd")
    with pytest.raises(NotSafe):
        unpack(tmp_path / "a.zip", tmp_path / "in")


def test_programs_and_hidden_files_are_left_in_the_archive(tmp_path):
    archive = _zip(tmp_path / "a.zip", **{"a.csv": "id", "run.sh": "x", ".hidden.csv": "x",
                                          "__MACOSX/a.csv": "x"})  # fmt: skip
    unpack(archive, tmp_path / "in")
    assert [p.name for p in (tmp_path / "in").rglob("*") if p.is_file()] == ["a.csv"]
