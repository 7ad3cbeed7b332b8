"""A small directory with a row in every table, and the API as other software asks it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kith.directory.exporting.tests import listings
from kith.directory.search import index

Ask = Callable[..., Any]


@pytest.fixture
def town(db: None) -> listings.Listings:
    return listings.make()


@pytest.fixture
def searchable(town: listings.Listings) -> listings.Listings:
    """The same with its lines of search."""
    index.refresh()
    return town


@pytest.fixture
def names(client: Client) -> Callable[..., list[str]]:
    """`names("services", day="MO")`: which services that leaves in."""

    def ask(path: str, **parameters: Any) -> list[str]:
        response = client.get(f"/hsds/{path}", parameters)
        assert response.status_code == 200, response.content
        rows = response.json()["contents"]
        return sorted(row["service"]["name"] if "service" in row else row["name"] for row in rows)

    return ask
