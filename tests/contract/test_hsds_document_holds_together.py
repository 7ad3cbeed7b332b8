"""The OpenAPI document names only what it has, and each thing once."""

import json
import re

from django.test import Client
from jsonschema import Draft202012Validator

from kith.api.hsds.endpoints import ENDPOINTS
from tests.contract import hsds


def test_every_reference_leads_somewhere(client: Client, db: None) -> None:
    document = hsds.get(client, "openapi.json")
    references = set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)))
    assert references
    for reference in references:
        found = document
        for part in reference.split("/"):
            found = found[part]


def test_operations_have_names_of_their_own(client: Client, db: None) -> None:
    paths = hsds.get(client, "openapi.json")["paths"]
    names = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert len(names) == len(set(names)) == 1 + 3 * len(ENDPOINTS)


def test_its_schemas_are_schemas(client: Client, db: None) -> None:
    components = hsds.get(client, "openapi.json")["components"]
    for schema in components["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for parameter in components["parameters"].values():
        Draft202012Validator.check_schema(parameter["schema"])


def test_the_root_says_where_everything_is(client: Client, db: None) -> None:
    root = hsds.get(client, "")
    assert root["version"] == "3.1"
    assert client.get(root["openapi_url"]).status_code == 200
    assert client.get(root["profile"]).status_code == 200
