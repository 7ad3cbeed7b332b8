"""A stop of Riverbend's, known well enough to come."""

import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.outreach import actions
from kith.outreach.actions import Place, Vehicle
from kith.outreach.models import Aboard, Crew, Plan, Tour, Unit, Visit
from kith.outreach.tests.four_areas import four, worked_out  # noqa: F401 - fixtures
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


MONDAY = dt.date(2031, 5, 5)


@pytest.fixture
def van(cast, june):
    """The green van; June and Amina go out with it from Monday to Friday, from eight to five."""
    with tenancy.acting_for(cast.riverbend.id):
        found = Vehicle("Green van", latitude=51.10, longitude=4.50, set_up=30, pack_up=20)
        made = actions.add_unit(vehicle=found, replay_key=uuid.uuid4(), by=june)
        for weekday in range(1, 6):
            crew = Crew.objects.create(
                organization=cast.riverbend, unit=made, weekday=weekday, languages=["en", "so"]
            )
            for member in (june, cast.amina):
                Aboard.objects.create(organization=cast.riverbend, crew=crew, member=member)
    return made


@pytest.fixture
def plan(cast, june):
    """Two weeks that are planned already, from Monday 5 May 2031."""
    with tenancy.acting_for(cast.riverbend.id):
        return Plan.objects.create(
            organization=cast.riverbend, name="May", starts_on=MONDAY, weeks=2, state="ready",
            made_by=june, replay_key=uuid.uuid4(),
        )  # fmt: skip


def tour_on(plan: Plan, van: Unit, day: dt.date) -> Tour:
    return Tour.objects.create(
        organization_id=plan.organization_id, plan=plan, unit=van, day=day, leaves=8 * 60, back=780
    )


@pytest.fixture
def visit(cast, plan, van, stop):
    """The mill yard on Tuesday 6 May, open from ten to twelve."""
    with tenancy.acting_for(cast.riverbend.id):
        return Visit.objects.create(
            organization=cast.riverbend, tour=tour_on(plan, van, MONDAY + dt.timedelta(days=1)),
            stop=stop, order=1, arrives=570, begins=570, opens=600, closes=720, leaves=740,
        )  # fmt: skip
