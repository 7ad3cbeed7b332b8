"""Slopes: Tobler's function there and back, the tags that say how steep, links that take them."""

import math

import numpy as np
import pytest

from kith.region.rules.streets import slopes
from kith.region.rules.streets.graph import TICK
from kith.region.tests import drawn

FLAT = {1: (1.0, 1.0), 2: (1.0, 1.009)}  # a kilometre
STREET = [((1, 2), {"highway": "residential"})]


def test_there_and_back_by_tobler():
    # 6 exp(-3.5 |0.1 + 0.05|) = 3.549 km/h up; down at a tenth 5.037, as on level ground.
    up, down, level = (6 * math.exp(-3.5 * abs(s + 0.05)) for s in (0.1, -0.1, 0.0))
    assert slopes.longer(0.1) == pytest.approx((level / up + level / down) / 2)
    assert slopes.longer(0.1) == pytest.approx(1.2095, abs=1e-4)
    assert slopes.longer(-0.1) == slopes.longer(0.1)


def test_steeper_is_never_quicker_and_level_is_level():
    found = slopes.longer(np.linspace(0, 0.6, 61))
    assert found[0] == 1 and (np.diff(found) > -1e-12).all()


def test_what_is_not_known_or_cannot_be_is_level():
    assert slopes.longer([np.nan, 0.7, -3.0]).tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("said", "slope"), [("8%", 0.08), (" -4.5 % ", -0.045), ("12", 0.12), ("45°", 1.0)]
)
def test_inclines_are_read(said, slope):
    assert slopes.incline(said) == pytest.approx(slope)


@pytest.mark.parametrize("said", ["up", "down", "", "steep", "1:8", "1e9%"])
def test_other_inclines_are_not_known(said):
    assert math.isnan(slopes.incline(said))


def test_heights_are_read():
    assert (slopes.elevation("612.5"), slopes.elevation("-3 m")) == (612.5, -3)
    assert math.isnan(slopes.elevation("12;14"))


def seconds(tmp_path, ways=STREET, tags=None):
    streets, _left = drawn.streets(tmp_path, FLAT, ways, tags)
    return streets, float(streets.foot[0]) * TICK


def test_a_street_up_a_hill_takes_longer_on_foot_and_not_by_car(tmp_path):
    level, flat = seconds(tmp_path)
    hill, steep = seconds(tmp_path, tags={1: {"ele": "10"}, 2: {"ele": "110"}})
    slope = 100 / float(level.metres[0])
    assert steep == pytest.approx(flat * float(slopes.longer(slope)), abs=0.2)
    assert hill.forward[0] == level.forward[0]


def test_what_the_way_says_counts_before_heights_and_steps_are_steep_by_themselves(tmp_path):
    _level, flat = seconds(tmp_path)
    said = [((1, 2), {"highway": "residential", "incline": "0%"})]
    heights = {1: {"ele": "10"}, 2: {"ele": "110"}}
    assert seconds(tmp_path, said, heights)[1] == flat
    steps = [((1, 2), {"highway": "steps"})]
    assert seconds(tmp_path, steps, heights)[1] == pytest.approx(2 * flat, abs=0.2)


def test_one_height_alone_says_nothing(tmp_path):
    assert seconds(tmp_path, tags={1: {"ele": "10"}})[1] == seconds(tmp_path)[1]
