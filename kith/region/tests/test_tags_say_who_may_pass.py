"""Access, speed and direction from tags, one line of the OpenStreetMap wiki each."""

import pytest

from kith.region.rules.streets import tags

SLOW = tags.WALKING * tags.STEPS


def kmh(speed: float) -> float:
    return speed * tags.OF_THE_LIMIT / 3.6


@pytest.mark.parametrize(
    ("said", "foot", "forward", "backward"),
    [
        ({"highway": "residential"}, tags.WALKING, kmh(30), kmh(30)),
        (
            {"highway": "residential", "maxspeed": "20 mph"},
            tags.WALKING,
            kmh(32.18688),
            kmh(32.18688),
        ),
        ({"highway": "residential", "maxspeed": "nonsense"}, tags.WALKING, kmh(30), kmh(30)),
        ({"highway": "residential", "oneway": "yes"}, tags.WALKING, kmh(30), 0),
        ({"highway": "residential", "oneway": "-1"}, tags.WALKING, 0, kmh(30)),
        ({"highway": "residential", "oneway": "reversible"}, tags.WALKING, 0, 0),
        ({"highway": "tertiary", "junction": "roundabout"}, tags.WALKING, kmh(50), 0),
        ({"highway": "motorway"}, 0, kmh(110), 0),
        ({"highway": "trunk"}, 0, kmh(90), kmh(90)),
        ({"highway": "trunk", "sidewalk": "both"}, tags.WALKING, kmh(90), kmh(90)),
        ({"highway": "steps"}, SLOW, 0, 0),
        ({"highway": "footway", "access": "no"}, 0, 0, 0),
        ({"highway": "footway", "access": "no", "foot": "yes"}, tags.WALKING, 0, 0),
        ({"highway": "service", "access": "private"}, 0, 0, 0),
        ({"highway": "service", "access": "private", "motor_vehicle": "yes"}, 0, kmh(20), kmh(20)),
        ({"highway": "residential", "access": "destination"}, tags.WALKING, kmh(30), kmh(30)),
        ({"highway": "residential", "foot": "use_sidepath"}, 0, kmh(30), kmh(30)),
        ({"highway": "pedestrian"}, tags.WALKING, 0, 0),
        ({"highway": "track"}, tags.WALKING, 0, 0),
        ({"highway": "track", "motor_vehicle": "yes"}, tags.WALKING, kmh(15), kmh(15)),
        ({"highway": "construction"}, 0, 0, 0),
        ({"highway": "proposed", "foot": "yes"}, 0, 0, 0),
        ({}, 0, 0, 0),
    ],
)
def test_a_way_is_used_as_its_tags_say(said, foot, forward, backward) -> None:
    found = tags.use_of(said)
    assert found.foot == pytest.approx(foot)
    assert found.car_forward == pytest.approx(forward)
    assert found.car_backward == pytest.approx(backward)


@pytest.mark.parametrize(
    ("said", "feet", "cars"),
    [
        ({"barrier": "bollard"}, False, True),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, False, False),
        ({"barrier": "gate"}, False, False),
        ({"barrier": "gate", "access": "private"}, True, True),
        ({"barrier": "gate", "access": "private", "foot": "yes"}, False, True),
        ({"barrier": "gate", "locked": "yes"}, True, False),
        ({"barrier": "wall"}, True, True),
        ({"barrier": "kerb"}, False, False),
        ({"highway": "crossing"}, False, False),
    ],
)
def test_a_barrier_stops_whom_it_says(said, feet, cars) -> None:
    assert tags.closes(said) == (feet, cars)
