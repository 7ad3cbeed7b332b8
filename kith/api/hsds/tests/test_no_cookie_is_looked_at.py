"""The API answers everybody alike, so that a cache between may keep what it says."""

import pytest
from django.test import Client

from kith.directory.exporting.tests import listings


@pytest.mark.parametrize("path", ["", "services", "services?format=ndjson", "openapi.json"])
def test_answers_do_not_differ_by_cookie(
    town: listings.Listings, cast, signed_in, path: str
) -> None:
    for browser in (Client(), signed_in(cast.ben)):
        answer = browser.get(f"/hsds/{path}")
        assert answer.status_code == 200
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies


def test_a_member_may_stream_too(town: listings.Listings, cast, signed_in) -> None:
    answer = signed_in(cast.ben).get("/hsds/services?format=ndjson")
    assert answer.getvalue().count(b"\n") == 2
