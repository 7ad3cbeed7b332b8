"""Inside Riverbend's tenancy, with Amina as an active peer."""

import pytest

from kith.accounts import tenancy
from kith.peers.tests import factories


@pytest.fixture
def riverbend(cast):
    with tenancy.acting_for(cast.riverbend.id):
        yield cast.riverbend


@pytest.fixture
def amina(cast, riverbend):
    return factories.peer(cast.amina)
