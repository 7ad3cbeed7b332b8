"""The HSDS 3.1 schemas, where this machine has them, and the API as other software sees it."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = Path(os.environ.get("KITH_SHARED", ROOT.parent / "shared")) / "data" / "hsds-3.1"

needs_schemas = pytest.mark.skipif(
    not (SCHEMAS / "schema").is_dir(),
    reason="needs the HSDS 3.1 schemas; set KITH_SHARED to the folder that has data/hsds-3.1",
)


@cache
def validator(name: str) -> Draft202012Validator:
    """Of a compiled schema, formats included: without a checker they are only comments."""
    schema = json.loads((SCHEMAS / "schema" / "compiled" / f"{name}.json").read_text())
    return Draft202012Validator(schema, format_checker=FormatChecker())


@cache
def keys_of(table: str) -> frozenset[str]:
    """What HSDS itself names in a table."""
    return frozenset(json.loads((SCHEMAS / "schema" / f"{table}.json").read_text())["properties"])


def faults(name: str, found: Any) -> list[str]:
    """What the schema has against it, with the place."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(found)]


def get(client: Client, path: str) -> Any:
    response = client.get(f"/hsds/{path}")
    assert response.status_code == 200, response.content
    return response.json()
