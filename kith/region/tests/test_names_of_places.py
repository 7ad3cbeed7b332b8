"""What a part of the region is called."""

import numpy as np

from kith.region.rules import names
from kith.region.rules.names import Names
from kith.region.tests import drawn

TOWN = Names(
    ("Hill", "Mill"), ("suburb", "suburb"), np.array([60.0, 60.0]), np.array([10.0, 10.05])
)  # fmt: skip


def test_the_nearest_on_the_ground_has_the_name():
    # 0.02 degrees to the north are 2.2 km; 0.03 to the east at 60 degrees north only 1.7.
    assert TOWN.nearest([60.02, 60.0], [10.0, 10.03]) == ["Hill", "Mill"]


def test_far_from_every_name_there_is_none():
    assert TOWN.nearest([61.0], [10.0]) == [""]
    assert Names((), (), np.zeros(0), np.zeros(0)).nearest([1.0], [1.0]) == [""]


def test_parts_of_town_are_read_and_the_town_only_where_it_has_none(tmp_path):
    tags = {1: {"place": "town", "name": "Larkhaven"}, 2: {"place": "suburb", "name": "Mill"},
            3: {"place": "suburb"}}  # fmt: skip
    places = {1: (1.0, 1.0), 2: (1.1, 1.1), 3: (1.2, 1.2)}
    assert names.read(drawn.write(tmp_path / "a.osm", places, [], tags)).name == ("Mill",)
    only = {1: tags[1]}
    assert names.read(drawn.write(tmp_path / "b.osm", places, [], only)).name == ("Larkhaven",)
