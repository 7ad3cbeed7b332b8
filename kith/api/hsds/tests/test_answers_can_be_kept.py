"""Caches, browsers and pages of other sites."""

import gzip

import pytest
from django.test import Client

from kith.directory import models as m
from kith.directory.exporting.tests.listings import Listings


def test_the_same_answer_is_not_sent_twice(client: Client, town: Listings) -> None:
    first = client.get("/hsds/services?full=true")
    again = client.get("/hsds/services?full=true", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["ETag"].startswith('W/"')
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Last-Modified"].endswith(" GMT")


def test_a_row_that_went_away_changes_the_tag(client: Client, town: Listings) -> None:
    first = client.get(f"/hsds/services/{town.service.pk}")
    m.Phone.objects.filter(service=town.service).delete()
    again = client.get(first.request["PATH_INFO"], headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


@pytest.mark.parametrize("path", ["", "services", "nothing", "services/x", "services?page=x"])
def test_other_sites_may_read_every_answer(client: Client, town: Listings, path: str) -> None:
    response = client.get(f"/hsds/{path}", headers={"Origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Type"] == "application/json"


def test_other_sites_may_ask_first(client: Client, db: None) -> None:
    response = client.options("/hsds/services", headers={"Access-Control-Request-Method": "POST"})
    assert response.status_code == 204
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert "Content-Type" in response["Access-Control-Allow-Headers"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_what_does_not_exist_here_is_named(client: Client, db: None) -> None:
    response = client.delete("/hsds/services")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert client.post("/hsds/openapi.json").status_code == 405


def test_compressed_where_wanted(client: Client, town: Listings) -> None:
    plain = client.get("/hsds/services?full=true").content
    packed = client.get("/hsds/services?full=true", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain
    assert "Accept-Encoding" in packed["Vary"]


def test_head_is_get_without_its_body(client: Client, town: Listings) -> None:
    head = client.head("/hsds/services")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == client.get("/hsds/services")["ETag"]
