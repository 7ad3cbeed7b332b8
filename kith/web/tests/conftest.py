"""What several tests of the shell ask for."""

import pytest

from kith.web import build

PAGES = ["/", "/crisis/", "/privacy/", "/_components", "/nothing-here"]


@pytest.fixture(scope="session")
def front_end():
    """The built front end; made when it is not there or not current."""
    build.build()
    return build.OUT


@pytest.fixture(params=PAGES)
def public_page(request, client, cast):
    """The text of each public page of the shell."""
    return client.get(request.param).content.decode()
