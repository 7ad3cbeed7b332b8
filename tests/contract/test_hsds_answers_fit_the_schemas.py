"""What the API says is HSDS 3.1, by the compiled schemas of the specification."""

import json

import pytest
from django.test import Client

from kith.directory.exporting.tests.listings import Listings
from tests.contract import hsds

pytestmark = hsds.needs_schemas

LISTS = {
    "services": "service_list",
    "organizations": "organization_list",
    "service_at_locations": "service_at_location_list",
    "services?full=true": "service",
    "organizations?full=true": "organization",
    "organizations?full_service=true": "organization",
    "service_at_locations?full=true": "service_at_location",
}


@pytest.mark.parametrize(("path", "schema"), LISTS.items())
def test_each_row_of_a_list(client: Client, town: Listings, path: str, schema: str) -> None:
    page = hsds.get(client, path)
    assert page["contents"], "nothing to check"
    for row in page["contents"]:
        assert hsds.faults(schema, row) == []


def test_one_of_each(client: Client, town: Listings) -> None:
    rows = {
        "service": hsds.get(client, f"services/{town.service.pk}"),
        "organization": hsds.get(client, f"organizations/{town.organization.pk}"),
        "service_at_location": hsds.get(client, f"service_at_locations/{town.place.pk}"),
    }
    for schema, row in rows.items():
        assert hsds.faults(schema, row) == []


@pytest.mark.parametrize("table", ["taxonomies/taxonomy", "taxonomy_terms/taxonomy_term"])
def test_taxonomies_and_their_terms(client: Client, town: Listings, table: str) -> None:
    path, name = table.split("/")
    for row in hsds.get(client, path)["contents"]:
        assert hsds.faults(f"../{name}", {k: v for k, v in row.items() if k in PLAIN}) == []
        assert hsds.get(client, f"{path}/{row['id']}") == row


PLAIN = ("id", "name", "description", "uri", "version", "code", "parent_id", "taxonomy", "term_uri")


def test_every_line_of_a_stream(client: Client, town: Listings) -> None:
    response = client.get("/hsds/services?format=ndjson&full=true")
    lines = b"".join(response.streaming_content).splitlines()
    assert len(lines) == 2
    for line in lines:
        assert hsds.faults("service", json.loads(line)) == []


def test_the_schema_can_fail() -> None:
    assert hsds.faults("service", {"id": "x", "name": "Tea"}) != []
