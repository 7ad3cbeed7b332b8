"""A stop of Riverbend's, known well enough to come."""

import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.outreach import actions
from kith.outreach.actions import Place
from tests.cast import member_of

MILL = Place(
    name="The mill yard", latitude=51.12, longitude=4.56, host="Mill House", permit="none",
    welcome="Ida at the gate, 555-0123",
)  # fmt: skip


@pytest.fixture
def june(cast):
    """Who drives the van."""
    return member_of(cast.riverbend, "June", Role.OUTREACH)


@pytest.fixture
def stop(cast, june):
    with tenancy.acting_for(cast.riverbend.id):
        made = actions.add_stop(place=MILL, replay_key=uuid.uuid4(), by=june)
        actions.move_stop(stop=made, verb="agree", by=june)
        actions.make_agreement(
            stop=made, host="Mill House", starts_on=dt.date(2020, 1, 1), replay_key=uuid.uuid4(),
            by=june,
        )  # fmt: skip
    return made


@pytest.fixture
def at_riverbend(cast):
    """A transaction of Riverbend's for the length of the test."""
    with tenancy.acting_for(cast.riverbend.id):
        yield
