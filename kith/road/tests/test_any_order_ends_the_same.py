"""Whatever three tablets write, and however it is sent: the desk ends the same, nothing that was
called kept is lost, nothing is entered twice.

The short form of `three_tablets`, the same each time, and what fails is not made shorter.
KITH_ROAD_RUNS makes more of it, by chance, and looks for the shortest story that fails.
"""

import os
import uuid

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.outreach.models import Unit
from kith.road.tests.tablet import Tablet
from kith.road.tests.three_tablets import ThreeTablets
from tests.cast import member_of

RUNS = int(os.environ.get("KITH_ROAD_RUNS", "0"))
SHORT = 4


@pytest.fixture
def three(cast, tablet) -> list[Tablet]:
    names = (("Omar", "Tent tablet"), ("Pia", "Bus tablet"))
    members = [(member_of(cast.riverbend, name, Role.OUTREACH), what) for name, what in names]
    return [tablet, *(Tablet.registered(member, what) for member, what in members)]


@pytest.fixture
def van(cast) -> Unit:
    with tenancy.acting_for(cast.riverbend.id):
        return Unit.objects.create(
            organization=cast.riverbend, name="Van", replay_key=uuid.uuid4()
        )  # fmt: skip


def test_every_order_ends_the_same(three, van, monkeypatch) -> None:
    monkeypatch.setattr(ThreeTablets, "tablets", three, raising=False)
    monkeypatch.setattr(ThreeTablets, "van", van, raising=False)
    run_state_machine_as_test(
        ThreeTablets,
        settings=settings(
            max_examples=RUNS or SHORT, stateful_step_count=50 if RUNS else 30,
            derandomize=not RUNS, phases=tuple(Phase) if RUNS else (Phase.generate,),
            deadline=None, database=None, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
