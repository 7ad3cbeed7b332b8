"""What somebody looks for can stand in the body, where no log keeps it."""

import json
from typing import Any

import pytest
from django.test import Client

from kith.directory.exporting.tests.listings import Listings

JSON = "application/json"


def _found(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    assert response["Cache-Control"] == "no-store"
    return [row["name"] for row in response.json()["contents"]]


def test_as_json(client: Client, town: Listings) -> None:
    asked = {"minimum_age": 18, "full": False, "page": 1.0, "day": "MO", "nobody_knows": [1]}
    assert _found(client.post("/hsds/services", json.dumps(asked), JSON)) == ["Listening circle"]


def test_as_a_form(client: Client, town: Listings) -> None:
    form = "application/x-www-form-urlencoded"
    assert _found(client.post("/hsds/services", "minimum_age=18", form)) == ["Listening circle"]
    assert _found(client.post("/hsds/services", {"minimum_age": "18"})) == ["Listening circle"]


def test_the_body_counts_more_than_the_address(client: Client, town: Listings) -> None:
    asked = json.dumps({"minimum_age": 18})
    assert _found(client.post("/hsds/services?minimum_age=90", asked, JSON)) == ["Listening circle"]


def test_with_nothing_asked(client: Client, town: Listings) -> None:
    assert len(_found(client.post("/hsds/services", b"", JSON))) == 2


def test_no_token_is_needed(town: Listings) -> None:
    assert Client(enforce_csrf_checks=True).post("/hsds/services").status_code == 200


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", JSON, 400), (b"[]", JSON, 400), (b"\xff", JSON, 400), (b"[" * 10**6, JSON, 400),
        (b'{"page": "1"}', JSON, 422), (b'{"page": true}', JSON, 422),
        (b'{"page": 1.5}', JSON, 422), (b'{"page": 1e999}', JSON, 422),
        (b'{"page": NaN}', JSON, 422), (b'{"page": null}', JSON, 422),
        (b'{"full": "true"}', JSON, 422), (b'{"search": {"a": 1}}', JSON, 422),
        (b'{"search": "\\ud800"}', JSON, 422), (b'{"search": "\\u0000"}', JSON, 422),
        (b'{"search": "' + b"a" * 201 + b'"}', JSON, 422), (b"a", "text/plain", 415),
        (b"x", "multipart/form-data", 400), (b'{"search": "' + b"a" * 3_000_000, JSON, 413),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(
    client: Client, db: None, body: bytes, kind: str, status: int
) -> None:
    response = client.post("/hsds/services", body, kind)
    assert response.status_code == status
    assert response.json()["message"].endswith(".")
