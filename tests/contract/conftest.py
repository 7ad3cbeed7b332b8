"""A small directory with a row in every table."""

import pytest

from kith.directory.exporting.tests import listings


@pytest.fixture
def town(db: None) -> listings.Listings:
    return listings.make()
