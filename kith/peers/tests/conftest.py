"""Inside Riverbend's tenancy, with Amina as an active peer."""

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.peers.tests import factories
from tests.cast import member_of


@pytest.fixture
def riverbend(cast):
    with tenancy.acting_for(cast.riverbend.id):
        yield cast.riverbend


@pytest.fixture
def amina(cast, riverbend):
    return factories.peer(cast.amina)


@pytest.fixture
def second(cast, amina):
    """A second peer."""
    return factories.peer(member_of(cast.riverbend, "Farid", Role.PEER))
