"""The CSV data package holds what its `datapackage.json` promises, and HSDS's own columns."""

import csv
import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from kith.directory.exporting import actions
from kith.directory.exporting.tests.listings import Listings
from tests.contract import hsds

Rows = list[dict[str, str]]


@pytest.fixture
def package(tmp_path: Path, town: Listings) -> Path:
    actions.export(to=tmp_path / "out")
    return tmp_path / "out"


def _rows(package: Path, resource: dict[str, Any]) -> Rows:
    with (package / resource["path"]).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _resources(package: Path) -> list[dict[str, Any]]:
    return json.loads((package / "datapackage.json").read_text())["resources"]


CHECKS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "number": float,
    "boolean": lambda text: {"true": 1, "false": 0}[text],
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "time": dt.time.fromisoformat,
    "uuid": UUID,
    "uri": lambda text: re.fullmatch(r"[a-z]+:\S+", text)[0],  # type: ignore[index]
    "email": lambda text: re.fullmatch(r"\S+@\S+", text)[0],  # type: ignore[index]
}


def test_each_cell_is_of_its_type(package: Path) -> None:
    for resource in _resources(package):
        rows = _rows(package, resource)
        assert rows, f"{resource['name']} has no row to check"
        for field in resource["schema"]["fields"]:
            values = [row[field["name"]] for row in rows]
            limits = field.get("constraints", {})
            check = CHECKS.get(field.get("format", ""), CHECKS[field["type"]])
            for value in filter(None, values):
                check(value)
                assert value in limits.get("enum", [value])
            assert all(values) or not limits.get("required")
            assert len(set(values)) == len(values) or not limits.get("unique")


def test_each_reference_points_to_a_row(package: Path) -> None:
    resources = {resource["name"]: resource for resource in _resources(package)}
    for resource in resources.values():
        for key in resource["schema"].get("foreignKeys", ()):
            other = resources[key["reference"]["resource"] or resource["name"]]
            known = {row["id"] for row in _rows(package, other)}
            said = {row[key["fields"]] for row in _rows(package, resource)} - {""}
            assert said <= known, (resource["name"], key)


@hsds.needs_schemas
def test_files_and_columns_are_those_of_hsds(package: Path) -> None:
    theirs = json.loads((hsds.SCHEMAS / "datapackage.json").read_text())["resources"]
    ours = {resource["name"]: resource for resource in _resources(package)}
    assert {resource["name"] for resource in theirs} == set(ours)
    for resource in theirs:
        assert ours[resource["name"]]["path"] == resource["path"]
        names = [field["name"] for field in resource["schema"]["fields"] if "name" in field]
        mine = [field["name"] for field in ours[resource["name"]]["schema"]["fields"]]
        kept = [name for name in names if name not in NOT_KEPT]
        assert [name for name in mine if name in kept] == kept, "same columns, same order"


NOT_KEPT = {"tax_status", "tax_id", "wait_time", "fees", "licenses", "assurer_email"}
"""Deprecated in HSDS 3, and an address that only the desk sees."""


@hsds.needs_schemas
@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_services_in_one_file(tmp_path: Path, town: Listings, form: str) -> None:
    file = tmp_path / f"services.{form}"
    assert actions.export(to=file, form=form) == {"service": 2}
    text = file.read_text()
    services = json.loads(text) if form == "json" else [json.loads(x) for x in text.splitlines()]
    for service in services:
        assert hsds.faults("service", service) == []
