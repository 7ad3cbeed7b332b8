"""The places of the made-up town's directory and of its van lie on the streets of its region."""

import datetime as dt

import numpy as np
import pytest

from kith.config.demo import directory
from kith.config.demo.region import writing
from kith.config.demo.town import DISTRICTS
from kith.region.rules.streets import graph, reading
from kith.region.rules.streets.network import Means
from kith.region.rules.streets.searching import Ways


@pytest.fixture(scope="module")
def ways(tmp_path_factory):
    files = writing.write(tmp_path_factory.mktemp("ground"), dt.date(2026, 11, 18))
    return Ways(graph.lay_out(reading.read(files.extract))[0], Means.FOOT)


def share_on(ways, places) -> float:
    rows = np.array(places, float)
    return float(ways.snap(rows[:, 0], rows[:, 1]).is_on.mean())


def test_nearly_every_service_can_be_reached_on_foot(ways):
    block = directory.build(dt.date(2026, 11, 18))
    assert len(block.places) > 150
    assert share_on(ways, [(one.latitude, one.longitude) for one in block.places]) >= 0.97


def test_every_part_of_town_is_on_the_ground(ways):
    assert share_on(ways, [(one.latitude, one.longitude) for one in DISTRICTS]) == 1
