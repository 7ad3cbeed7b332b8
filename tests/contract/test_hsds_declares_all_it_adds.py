"""Every key is HSDS's own or stands in the profile: a reader of plain HSDS meets no surprise."""

from collections.abc import Iterator
from typing import Any

from django.test import Client

from kith.directory.exporting import profile
from kith.directory.exporting.hsds import MANY, ONE
from kith.directory.exporting.tables import TABLES
from kith.directory.exporting.tests.listings import Listings
from tests.contract import hsds

pytestmark = hsds.needs_schemas


def test_columns_are_those_of_hsds_or_declared() -> None:
    declared = profile.patches()
    for table in TABLES.values():
        own = set(declared.get(f"{table.name}.json", {}).get("properties", ()))
        published = {column.name for column in table.columns}
        assert published - own <= hsds.keys_of(table.name)
        assert not own & hsds.keys_of(table.name), "only where HSDS has none"


def test_all_24_tables_are_there() -> None:
    assert len(TABLES) == 24
    assert all(hsds.keys_of(name) for name in TABLES)


def test_nested_rows_carry_nothing_undeclared(client: Client, town: Listings) -> None:
    seen = set()
    for path in ("services?full=true", "organizations?full_service=true"):
        table = "service" if path.startswith("services") else "organization"
        for row in hsds.get(client, path)["contents"]:
            for name, found in _walk(table, row):
                seen.add(name)
                own = profile.patches().get(f"{name}.json", {}).get("properties", {})
                up = {"services"} if name == "organization" else set()
                assert set(found) <= hsds.keys_of(name) | set(own) | up
    assert seen == set(TABLES) - {"meta_table_description"}, "a table that no row exercises"


def test_each_addition_says_what_it_means(client: Client, town: Listings) -> None:
    index = hsds.get(client, "profile/")
    for name, address in index["files"].items():
        patch = client.get(address).json()
        assert all(column["description"] for column in patch["properties"].values()), name


def _walk(table: str, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield table, row
    children = MANY.get(table, {}) | {k: t for k, (t, _) in ONE.get(table, {}).items()}
    for key, child in {**children, "attributes": "attribute", "metadata": "metadata"}.items():
        found = row.get(key, [])
        for one in found if isinstance(found, list) else [found]:
            yield from _walk(child, one)
