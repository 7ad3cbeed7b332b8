"""Packed, paged, twice named, cut short: read where it can be, and told file by file where not."""

import gzip
import json
import tarfile
from pathlib import Path

import pytest

from kith.directory.importing import archives, values
from kith.directory.importing.opening import NotRecognised
from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Service
from kith.directory.models.importing import ImportLoss

pytestmark = pytest.mark.django_db
GROUP = {"id": "s1", "name": "Choir", "organization": {"id": "o1", "name": "Mill House"}}


def names() -> set[str]:
    return set(Service.objects.values_list("name", flat=True))


def test_one_packed_file(tmp_path: Path) -> None:
    file = tmp_path / "services.json.gz"
    file.write_bytes(gzip.compress(json.dumps([GROUP]).encode()))
    bring(file)
    assert names() == {"Choir"}


def test_a_folder_of_packed_files(tmp_path: Path) -> None:
    small_town(tmp_path)
    plain = tmp_path / "services.csv"
    (tmp_path / "services.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    bring(tmp_path)
    assert names() == {"Evening group", "Food table"}


def test_a_tar(tmp_path: Path) -> None:
    small_town(tmp_path / "town")
    with tarfile.open(tmp_path / "town.tar.gz", "w:gz") as out:
        out.add(tmp_path / "town", arcname="town")
    assert bring(tmp_path / "town.tar.gz").tables["service"].added == 2


def test_an_archive_cut_short_is_told(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps([GROUP] * 500).encode())
    (tmp_path / "a.json.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 never one")
    for name in ("a.json.gz", "b.zip"):
        with pytest.raises(archives.Broken):
            bring(tmp_path / name)


def test_a_packed_file_cannot_fill_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"0" * 30_000_000))
    with pytest.raises(archives.NotSafe):
        archives.unpack(tmp_path / "a.csv.gz", tmp_path / "out")


def test_a_tar_cannot_climb_out(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id\n")
    with tarfile.open(tmp_path / "t.tar", "w") as out:
        out.add(tmp_path / "x.csv", arcname="../x.csv")
    with pytest.raises(archives.NotSafe):
        archives.unpack(tmp_path / "t.tar", tmp_path / "out")


def test_a_page_of_the_uk_profile(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text(json.dumps({"totalElements": 1, "content": [GROUP]}))
    bring(tmp_path / "page.json")
    assert names() == {"Choir"}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", '[{"id": "s1"', "a.json: it is not whole JSON"),
        ("a.json", "<html>502</html>", "a.json: it is not whole JSON"),
        ("a.csv", "", "a.csv: it is empty"),
        (
            "a.csv",
            "Agency,Street\nMill,1 Lane\n",
            "a.csv: its columns are not .* agency, street|Agency",
        ),
        ("a.json", "[1, 2]", "a.json: no services or organisations"),
        ("a.xlsx", "x", "a.xlsx: not CSV, JSON"),
    ],
)
def test_what_is_not_recognised_is_told_by_file(tmp_path, name, content, told) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(NotRecognised, match=told):
        bring(tmp_path / name)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotRecognised, match="there is no file in it"):
        bring(tmp_path)


def test_a_file_that_a_package_names_and_lacks_is_told(tmp_path: Path) -> None:
    small_town(tmp_path)
    resources = [{"name": n, "path": f"{n}.csv"} for n in ("services", "contacts")]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    assert bring(tmp_path).skipped["contacts.csv"] == "named in datapackage.json, and not here"


def test_a_column_twice_is_told(tmp_path: Path) -> None:
    small_town(tmp_path)
    text = "id,organization_id,name,name\ns1,o1,First,Second\ns2,o1,,Only\n"
    (tmp_path / "services.csv").write_text(text)
    bring(tmp_path)
    assert names() == {"First", "Only"}
    loss = ImportLoss.objects.get(reason="column_twice")
    assert (loss.file, loss.row, loss.column) == ("services.csv", 1, "name")


@pytest.mark.parametrize(
    ("typed", "day"),
    [("46023", "2026-01-01"), ("01-Feb-26", "2026-02-01"), ("1-Feb-2026", "2026-02-01")],
)
def test_days_as_spreadsheets_write_them(typed: str, day: str) -> None:
    assert values.date(typed) == day


def test_a_cell_cannot_run_in_the_report(tmp_path: Path) -> None:
    import io

    from kith.directory.importing import losses
    from kith.directory.models import ImportRun

    small_town(tmp_path)
    write_csv(tmp_path, "phones.csv", [{"id": "p1", "service_id": "=1+1", "number": "555"}])
    report, out = bring(tmp_path), io.StringIO()
    assert losses.write(ImportRun.objects.get(pk=report.run), out) > 0
    assert "'=1+1" in out.getvalue() and ",=1+1" not in out.getvalue()
