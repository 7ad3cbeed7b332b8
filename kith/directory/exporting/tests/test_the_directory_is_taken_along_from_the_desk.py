"""The page of the export: who may, what comes, what is written down."""

import io
import json
import zipfile

import pytest

from kith.accounts import tenancy
from kith.accounts.tests.browsers import confirmed
from kith.audit.models import Entry
from kith.core.ids import uuid7
from kith.directory.exporting.tests.listings import Listings

PAGE = "/desk/directory/export/"


def sent(form: str) -> dict[str, str]:
    return {"form": form, "key": str(uuid7())}


def test_tables_in_a_zip(town: Listings, cast) -> None:
    response = confirmed(cast.ben).post(PAGE, sent("csv"))
    assert response["Content-Disposition"].endswith('.zip"')
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert b"Listening circle" in archive.read("services.csv")
    with tenancy.acting_for(cast.riverbend.id):
        assert Entry.objects.get(verb="exported").member_id == cast.ben.id


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_one_file(town: Listings, cast, form: str) -> None:
    told = confirmed(cast.sofia).post(PAGE, sent(form)).getvalue()
    rows = json.loads(told) if form == "json" else [json.loads(x) for x in told.splitlines()]
    assert {row["name"] for row in rows} == {"Listening circle", "Refuge"}


def test_an_unknown_form_is_asked_again(town: Listings, cast) -> None:
    response = confirmed(cast.ben).post(PAGE, sent("xml"))
    assert response.status_code == 200 and "text/html" in response["Content-Type"]


def test_not_for_every_role(cast, client) -> None:
    assert confirmed(cast.amina).post(PAGE, sent("csv")).status_code == 404
    assert client.get(PAGE).status_code == 302
    assert confirmed(cast.ben).get(PAGE).status_code == 200
