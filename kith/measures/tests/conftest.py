"""Riverbend at work, with somebody on duty."""

import pytest

from kith.accounts import tenancy
from kith.measures.tests import factories


@pytest.fixture
def bell():
    with factories.hanging(factories.Bell()) as hanging:
        yield hanging


@pytest.fixture
def here(cast, bell):
    with tenancy.acting_for(cast.riverbend.id):
        yield cast


@pytest.fixture
def dee(here):
    return factories.person(here.ben, here.amina)
