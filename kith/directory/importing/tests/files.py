"""Small file sets in every layout, written by the tests themselves."""

import csv
import json
from pathlib import Path
from typing import Any

import orjson

from kith.directory.importing import actions
from kith.directory.importing.report import Report

Rows = list[dict[str, Any]]


def write_csv(folder: Path, name: str, rows: Rows) -> Path:
    """A CSV file; the first row names the columns."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_json(path: Path, data: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(orjson.dumps(data))
    return path


def write_lines(path: Path, records: Rows) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def small_town(folder: Path, **services: Any) -> Path:
    """An HSDS 3 set: one house, two services, one place. `services` changes the first service."""
    write_csv(folder, "organizations.csv", [
        {"id": "o1", "name": "Mill House", "description": "A house.", "email": "a@mill.example"},
    ])  # fmt: skip
    first = {"id": "s1", "organization_id": "o1", "name": "Evening group", "status": "active",
             "description": "We talk.", "url": "https://mill.example", "email": "",
             "minimum_age": "16", "maximum_age": "25"}  # fmt: skip
    second = first | {"id": "s2", "name": "Food table", "minimum_age": "", "maximum_age": ""}
    extra = dict.fromkeys(services.keys() - first.keys(), "")
    write_csv(folder, "services.csv", [first | services, second | extra])
    write_csv(folder, "locations.csv", [
        {"id": "l1", "organization_id": "o1", "name": "The mill", "location_type": "physical",
         "latitude": "44.1", "longitude": "-79.2"},
    ])  # fmt: skip
    write_csv(folder, "service_at_locations.csv", [
        {"id": "d1", "service_id": "s1", "location_id": "l1"},
        {"id": "d2", "service_id": "s2", "location_id": "l1"},
    ])  # fmt: skip
    write_csv(folder, "phones.csv", [{"id": "p1", "service_id": "s1", "number": "555-0101"}])
    write_csv(folder, "schedules.csv", [
        {"id": "h1", "service_id": "s1", "byday": "MO,WE", "opens_at": "18:00",
         "closes_at": "20:00", "freq": "WEEKLY", "description": ""},
        {"id": "h2", "service_id": "s2", "byday": "", "opens_at": "", "closes_at": "", "freq": "",
         "description": "Mon-Fri 9-5, closed holidays"},
    ])  # fmt: skip
    return folder


def bring(path: Path, **choices: Any) -> Report:
    """Import under the name "Town"; every count of every table must add up."""
    report = actions.import_path(path=path, **{"source_name": "Town", **choices})
    assert all(counts.adds_up for counts in report.tables.values()), report.tables
    return report
