"""HSDS as a tabular data package: one CSV file a table, and a `datapackage.json` that says of what
type each column is (specs.frictionlessdata.io/tabular-data-package).
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kith.core import clock
from kith.directory.exporting import listed, profile, rows
from kith.directory.exporting.tables import TABLES, Column, Table

BATCH = 1000
DESCRIPTOR = "datapackage.json"


def write(folder: Path, told: Callable[[int], None] = lambda _count: None) -> dict[str, int]:
    """Fill a folder; returns the number of rows by table. Memory does not grow with the rows.
    `told` hears how many services are behind, as far as tables are: services are one of them."""
    counts: dict[str, int] = {}
    for number, table in enumerate(TABLES.values(), start=1):
        with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
            counts[table.name] = _write_table(table, file)
        told(counts.get("service", 0) * number // len(TABLES))
    return counts


def _write_table(table: Table, file: Any) -> int:
    writer = csv.writer(file, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    count = 0
    for row in _rows(table):
        writer.writerow([_cell(row.get(name)) for name in names])
        count += 1
    return count


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    for row in rows.read(listed.rows(table.name).order_by("pk"), chunk_size=BATCH):
        yield table.row(row)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(value)
    return value


def descriptor() -> dict[str, Any]:
    """`datapackage.json`."""
    return {
        "profile": "tabular-data-package",
        "name": "human_services_data",
        "title": "Human services directory",
        "description": profile.DESCRIPTION,
        "version": profile.VERSION,
        "created": clock.now().isoformat(timespec="seconds"),
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    keys = [_foreign_key(table, field) for field in (*table.of, *table.refers)]
    schema: dict[str, Any] = {
        "primaryKey": "id",
        "fields": [_field(column) for column in table.columns],
    }
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": table.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _foreign_key(table: Table, field: str) -> dict[str, Any]:
    name = listed.target(table, field)
    resource = "" if name == table.name else name  # the empty name is the file itself
    return {"fields": f"{field}_id", "reference": {"resource": resource, "fields": "id"}}


def _field(column: Column) -> dict[str, Any]:
    schema = column.schema
    kind, form = schema["type"], schema.get("format")
    field: dict[str, Any] = {"name": column.name, "type": kind}
    if kind == "array":
        field["type"] = "string"  # comma separated
    elif form in ("date", "date-time"):
        field["type"] = form.replace("-", "")
    elif "pattern" in schema:
        field |= {"type": "time", "format": "any"}
    elif form:
        field["format"] = form
    if "enum" in schema:
        field["constraints"] = {"enum": schema["enum"]}
    if column.name == "id":
        field["constraints"] = {"required": True, "unique": True}
    if column.about:
        field["description"] = column.about
    return field
