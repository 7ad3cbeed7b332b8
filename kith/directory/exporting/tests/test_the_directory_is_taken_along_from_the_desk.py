"""The page of the export: who may, what comes, what is written down."""

import io
import json
import zipfile

import pytest

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.directory.exporting.tests.listings import Listings

PAGE = "/desk/directory/export/"


def test_tables_in_a_zip(town: Listings, cast, signed_in) -> None:
    response = signed_in(cast.ben).post(PAGE, {"form": "csv"})
    assert response["Content-Disposition"].endswith('.zip"')
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert b"Listening circle" in archive.read("services.csv")
    with tenancy.acting_for(cast.riverbend.id):
        assert Entry.objects.get(verb="exported").member_id == cast.ben.id


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_one_file(town: Listings, cast, signed_in, form: str) -> None:
    told = signed_in(cast.sofia).post(PAGE, {"form": form}).getvalue()
    rows = json.loads(told) if form == "json" else [json.loads(x) for x in told.splitlines()]
    assert {row["name"] for row in rows} == {"Listening circle", "Refuge"}


def test_an_unknown_form_is_asked_again(town: Listings, cast, signed_in) -> None:
    response = signed_in(cast.ben).post(PAGE, {"form": "xml"})
    assert response.status_code == 200 and "text/html" in response["Content-Type"]


def test_not_for_every_role(cast, signed_in, client) -> None:
    assert signed_in(cast.amina).post(PAGE, {"form": "csv"}).status_code == 404
    assert client.get(PAGE).status_code == 302
    assert signed_in(cast.ben).get(PAGE).status_code == 200
