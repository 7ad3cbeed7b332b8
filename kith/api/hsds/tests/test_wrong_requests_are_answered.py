"""Whatever stands in the address, the answer is an answer: what is wrong, and what to do."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.api.hsds.endpoints import ENDPOINTS
from kith.api.hsds.parameters import PARAMETERS


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("services?page=0", "page"), ("services?page=-1", "page"), ("services?page=", "page"),
        ("services?page=99999999999999999999999", "page"), ("services?page=1e3", "page"),
        ("services?page=%D9%A1", "page"), ("services?per_page=0", "per_page"),
        ("services?format=xml", "format"), ("services?full=yes", "full"),
        ("services?taxonomy_term_id=7", "taxonomy_term_id"),
        ("services?search=%00", "search"), ("services?day=monday", "day"),
        ("services?start_time=25:99", "start_time"), ("services?start_time=9:00", "start_time"),
        ("services?modified_after=0001-01-01T00:00:00%2B23:00", "modified_after"),
        ("services?modified_after=yesterday", "modified_after"),
        ("services?minimum_age=-1", "minimum_age"),
        ("service_at_locations?postcode=AB&proximity=-5", "proximity"),
        ("service_at_locations?postcode=AB&proximity=nan", "proximity"),
        ("taxonomy_terms?parent_id=x", "parent_id"),
    ],
)  # fmt: skip
def test_the_parameter_is_named(client: Client, db: None, path: str, parameter: str) -> None:
    response = client.get(f"/hsds/{path}")
    told = response.json()
    assert (response.status_code, told["status"], told["parameter"]) == (422, 422, parameter)
    assert told["message"].startswith(f"`{parameter}` should be ")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "services/7", "services/%00", "services/00000000-0000-0000-0000-000000000000", "nothing",
        "services/", "services/a/b", "profile/nothing.json", "profile/../x",
        "service_at_locations?postcode=NOWHERE&proximity=10", "service_at_locations?proximity=10",
    ],
)  # fmt: skip
def test_what_is_not_there(client: Client, db: None, path: str) -> None:
    response = client.get(f"/hsds/{path}")
    assert response.status_code == 404
    assert response.json()["message"].endswith(".")


def test_unknown_parameters_are_passed_over(client: Client, db: None) -> None:
    assert client.get("/hsds/services?nobody_knows=this&_=1").status_code == 200


@given(
    path=st.sampled_from([endpoint.path for endpoint in ENDPOINTS]),
    asked=st.dictionaries(st.sampled_from(sorted(PARAMETERS)), st.text(max_size=40), max_size=4),
    row=st.text(max_size=40),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_brings_it_down(client: Client, db: None, path, asked, row) -> None:
    told = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in asked.items())
    assert client.get(f"/hsds/{path}?{told}").status_code in (200, 404, 422)
    assert client.get(f"/hsds/{path}/{quote(row, errors='replace')}").status_code in (200, 404)
