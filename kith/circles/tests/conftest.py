"""Inside Riverbend's tenancy, with Amina and Farid as active peers, and a circle."""

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.circles.tests.factories import running
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
    """A second peer, so that a circle can be held."""
    return factories.peer(member_of(cast.riverbend, "Farid", Role.PEER))


@pytest.fixture
def circle(cast, amina, second):
    """A running circle with two seats, on Tuesdays at half past six."""
    return running(amina, second, cast.sofia)
