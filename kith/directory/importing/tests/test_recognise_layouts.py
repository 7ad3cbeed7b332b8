"""Each layout is known by its files; what is no directory is refused with what to do."""

import zipfile

import pytest

from kith.directory.importing.opening import NotRecognised
from kith.directory.importing.recognising import recognise
from kith.directory.importing.tests.files import small_town, write_csv, write_json, write_lines

SERVICE = {"id": "1", "name": "Group", "status": "active", "organization": {"id": "2", "name": "H"}}


def test_a_folder_of_hsds_csv(tmp_path):
    found = recognise(small_town(tmp_path))
    assert found.layout == "hsds-csv"
    assert set(found.files) == {"organizations.csv", "services.csv", "locations.csv", "phones.csv",
                                "service_at_locations.csv", "schedules.csv"}  # fmt: skip


def test_files_of_other_things_are_named_as_left_aside(tmp_path):
    small_town(tmp_path)
    write_csv(tmp_path, "budget.csv", [{"year": "2026", "amount": "3"}])
    assert "budget.csv" in recognise(tmp_path).skipped


def test_old_names_of_tables_and_columns(tmp_path):
    write_csv(tmp_path, "services.csv", [{"service_recordid": "1", "service_name": "Group",
              "service_organization": "2"}])  # fmt: skip
    write_csv(tmp_path, "regular_schedules.csv", [{"service_id": "1", "weekday": "Monday",
              "opens_at": "9:00", "closes_at": "17:00"}])  # fmt: skip
    assert recognise(tmp_path).layout == "hsds-csv"


@pytest.mark.parametrize(
    "data",
    [SERVICE, [SERVICE], {"total_items": 1, "contents": [SERVICE]}, {"services": [SERVICE]}],
    ids=["record", "list", "page", "named list"],
)
def test_json_in_any_envelope(tmp_path, data):
    path = write_json(tmp_path / "export.json", data)
    assert recognise(path).layout == "hsds-json"


def test_one_record_a_line_inside_an_envelope(tmp_path):
    path = write_lines(tmp_path / "r.ndjson", [{"source": "x", "raw": {}, "hsds": SERVICE}])
    assert recognise(path).layout == "hsds-json"


def test_a_data_package_names_its_files(tmp_path):
    write_csv(tmp_path / "data", "a.csv", [{"id": "1", "name": "House", "description": "x"}])
    write_json(tmp_path / "datapackage.json",
               {"resources": [{"name": "organizations", "path": "data/a.csv"}]})  # fmt: skip
    assert list(recognise(tmp_path).files) == ["data/a.csv"]


def test_a_broken_data_package_does_not_stop_the_files(tmp_path):
    small_town(tmp_path)
    (tmp_path / "datapackage.json").write_text("../../datapackage.json")
    assert recognise(tmp_path).layout == "hsds-csv"


@pytest.mark.parametrize(
    "data",
    [[{"url": "https://a.example", "label": "Council", "lastCheck": "2024"}], {"isUp": True},
     {"version": "3.0", "profile": "https://p.example", "openapi_url": "https://o.example"}, 7],
)  # fmt: skip
def test_what_is_no_directory_is_refused(tmp_path, data):
    with pytest.raises(NotRecognised):
        recognise(write_json(tmp_path / "dashboard.json", data))


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(NotRecognised):
        recognise(tmp_path)


def test_a_zip_is_read_like_its_folder(tmp_path, db):
    from kith.directory.importing.tests.files import bring

    small_town(tmp_path / "town")
    with zipfile.ZipFile(tmp_path / "town.zip", "w") as archive:
        for file in (tmp_path / "town").iterdir():
            archive.write(file, f"town/{file.name}")
    assert bring(tmp_path / "town.zip").tables["service"].added == 2
