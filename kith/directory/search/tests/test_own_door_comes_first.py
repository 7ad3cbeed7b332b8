"""Whoever searches from the door of a place finds that place first, whatever else is near."""

import pytest

from kith.directory.models import Service
from kith.directory.rules.distance import Point, great_circle_km
from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("latitude", [0.0, 40.0, 64.1, -77.85])
def test_from_its_own_door_a_stale_closed_place_is_first(latitude: float) -> None:
    made.place("Mine", latitude, 10.0, verified_on=made.NOW.date().replace(year=2024, month=9))
    for number in range(30):
        near = made.place(
            f"Other {number}", latitude + 0.001 * (number + 1), 10.0, capacity="capacity"
        )
        made.speaks(made.hours(near, "WE", "09:00", "17:00"), "en")
    made.ready()
    found = made.find(near=Point(latitude, 10.0), speaks=("en",))
    assert found.results[0].name == "Mine"
    assert found.results[0].distance_km == pytest.approx(0, abs=1e-4)


def test_nearest_first_is_by_great_circle_also_far_north_and_over_the_date_line() -> None:
    spots = [
        (70.0, 179.9),
        (70.0, -179.9),
        (70.2, 179.9),
        (70.0, 178.9),
        (69.0, -179.0),
        (71.0, 179.0),
    ]
    for latitude, longitude in spots:
        made.place(f"{latitude} {longitude}", latitude, longitude)
    made.ready()
    here = Point(70.0, 179.95)
    found = made.find(near=here, nearest_first=True).results
    distances = [great_circle_km(here, r.point) for r in found if r.point]
    assert len(found) == len(spots) and distances == sorted(distances)
    assert [r.distance_km for r in found] == pytest.approx(distances, abs=1e-6)


def test_a_circle_holds_what_is_inside_and_nothing_else() -> None:
    for number in range(40):
        made.place(f"{number}", 60.0 + number * 0.01, 5.0)
    made.ready()
    here = Point(60.0, 5.0)
    for km in (1, 5, 10, 25):
        inside = {
            name for name in map(str, range(40))
            if great_circle_km(here, Point(60.0 + int(name) * 0.01, 5.0)) <= km
        }  # fmt: skip
        assert set(made.names(near=here, within_km=km, size=100)) == inside


def test_do_not_refer_and_do_not_list_are_never_found() -> None:
    made.place("Listed")
    made.place("Do not list", do_not_list=True)
    made.place("Do not refer", do_not_refer=True)
    made.place("Ended", status=Service.status.field.choices[2][0])
    made.ready()
    assert made.names() == ["Listed"]


def test_a_better_name_does_not_beat_a_long_journey() -> None:
    made.place("Therapy for everybody", 40.0, -78.0, capacity="capacity")
    made.place("Community house", 40.2, -75.0, description="Therapy on Mondays")
    made.ready()
    assert made.names("therapy", near=Point(40.0, -75.0)) == [
        "Community house",
        "Therapy for everybody",
    ]


def test_what_is_far_away_is_shown_only_where_nothing_is_near() -> None:
    made.place("Far therapy", 40.0, -115.0)
    made.place("Near kitchen", 40.2, -75.0)
    made.ready()
    found = made.find("therapy", near=Point(40.0, -75.0))
    assert found.is_far and [r.name for r in found.results] == ["Far therapy"]
    assert made.names("kitchen", near=Point(40.0, -75.0)) == ["Near kitchen"]
    assert made.find("therapy", near=Point(40.0, -75.0), within_km=10).results == ()
