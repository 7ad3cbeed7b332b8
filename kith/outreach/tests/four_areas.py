"""A region of four areas in a row, and three stops: small enough to work out by hand.

On foot one goes 4.5 km/h and a quarter more than as the crow flies: 1 km is 16 to 17 minutes.
Areas lie 2 km apart from west to east: 1,000, 400, 300 and 100 people, half of the third and all
but ten of the fourth without a car. Stops lie in the first (West), between the second and the
third (Middle), and in the fourth (East).
"""

import uuid
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.outreach import actions
from kith.outreach.actions import Place, choices_working
from kith.outreach.models import Choice
from kith.region import travel
from kith.region.models import RegionVersion
from kith.region.rules.population import Population

KM = 1 / 111.2
"""In degrees, on the equator."""
EASTWARD = (0.0, 2 * KM, 4 * KM, 6 * KM)
POPULATION = Population(
    ids=("a", "b", "c", "d"),
    latitude=np.zeros(4),
    longitude=np.array(EASTWARD),
    groups=("population", "no_car"),
    counts=np.array([[1000.0, 100.0], [400.0, 40.0], [300.0, 150.0], [100.0, 90.0]]),
    shapes=(),
    blank=0,
)
PLACES = (
    Place("West", 0.0, 0.0),
    Place("Middle", 0.0, 3 * KM),
    Place("East", 0.0, 6 * KM),
)


def region() -> SimpleNamespace:
    """What `travel.current` gives, as far as it is asked here."""
    return SimpleNamespace(population=POPULATION, folder=Path(), digest="four")


def version() -> RegionVersion:
    return RegionVersion.objects.create(
        slug="four", name="Four", digest="4" * 64, is_current=True, built_at=clock.now(), west=-1,
        south=-1, east=1, north=1, crossing_count=1, link_count=1, population=1800, area_count=4,
        groups=["population", "no_car"], attribution="made up",
    )  # fmt: skip


@pytest.fixture
def four(cast, june, monkeypatch):
    """Four areas and three stops (`four_areas`), with times as the crow flies: {name: stop}."""
    times = travel.times
    monkeypatch.setattr(travel, "current", lambda slug="": region())
    monkeypatch.setattr(
        travel, "times", lambda _region, *asked, keep, **more: times(None, *asked, **more)
    )
    version()
    with tenancy.acting_for(cast.riverbend.id):
        return {
            place.name: actions.add_stop(place=place, replay_key=uuid.uuid4(), by=june)
            for place in PLACES
        }


@pytest.fixture
def worked_out(cast):
    """`worked_out(choice)`: what the worker does, and the choice as it then is."""

    def work(choice):
        choices_working.work_out(choice_id=choice.pk, organization=cast.riverbend.id)
        with tenancy.acting_for(cast.riverbend.id):
            return Choice.objects.get(pk=choice.pk)

    return work
