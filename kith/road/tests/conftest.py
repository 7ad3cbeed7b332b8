"""A tablet of Riverbend's in June's hands, and records as it would seal them."""

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.road import actions
from kith.road.tests.tablet import Tablet
from tests.cast import member_of


@pytest.fixture
def june(cast):
    """Who drives the van."""
    return member_of(cast.riverbend, "June", Role.OUTREACH)


@pytest.fixture
def tablet(june) -> Tablet:
    return Tablet.registered(june)


@pytest.fixture
def at_riverbend(cast):
    """A transaction of Riverbend's for the length of the test."""
    with tenancy.acting_for(cast.riverbend.id):
        yield


@pytest.fixture
def settled(cast):
    """Let what waits go on, as it does after each sending."""

    def settle() -> int:
        with tenancy.acting_for(cast.riverbend.id):
            return actions.settle(organization=cast.riverbend.id)

    return settle
