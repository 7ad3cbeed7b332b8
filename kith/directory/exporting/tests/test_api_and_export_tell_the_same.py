"""Nested objects and CSV files are two ways of one rule: what is in one is in the other."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kith.directory.exporting import actions, gather, hsds, listed
from kith.directory.exporting.hsds import MANY, ONE
from kith.directory.exporting.tables import TABLES
from kith.directory.exporting.tests.listings import Listings


def _nested(table: str, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield table, str(row["id"])
    children = MANY.get(table, {}) | {k: t for k, (t, _) in ONE.get(table, {}).items()}
    for key, child in {**children, "attributes": "attribute", "metadata": "metadata"}.items():
        found = row.get(key, [])
        for one in found if isinstance(found, list) else [found]:
            yield from _nested(child, one)


def test_the_same_rows(tmp_path: Path, town: Listings) -> None:
    told = {pair for row in _everything() for pair in _nested("organization", row)}
    actions.export(to=tmp_path / "out")
    written = set()
    for table in TABLES.values():
        with (tmp_path / "out" / table.file).open(newline="") as file:
            written |= {(table.name, row["id"]) for row in csv.DictReader(file)}
    alone = {pair for pair in written if pair[0] in ("meta_table_description", "taxonomy_term")}
    assert written - alone == told - alone
    assert told <= written


def _everything() -> Iterator[dict[str, Any]]:
    found = gather.organizations(listed.rows("organization"), full_services=True)
    return hsds.objects("organization", found)
