"""Great circles and the cells that stand in for them: Python and the database agree."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.directory.rules import distance
from kith.directory.rules.distance import SIZES, Point

points = st.builds(
    Point, st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)


@given(points, points)
def test_chords_grow_with_the_great_circle(a: Point, b: Point) -> None:
    km = distance.great_circle_km(a, b)
    assert distance.km(distance.chord(km)) == pytest.approx(km, abs=1e-4)


def test_a_published_example() -> None:
    """Nashville to Los Angeles airports: 2886.4 km on a sphere of 6371 km (Rosetta Code)."""
    bna, lax = Point(36.12, -86.67), Point(33.94, -118.40)
    assert distance.great_circle_km(bna, lax) == pytest.approx(2886.45, abs=0.05)


@settings(max_examples=400)
@given(points, st.floats(0.05, 60), st.floats(0, 1), st.floats(0, 360))
def test_a_cover_holds_every_point_of_the_circle(
    here: Point, radius: float, share: float, bearing: float
) -> None:
    found = distance.cover(here, radius)
    if found is None:
        return
    level, cells = found
    there = _walk(here, radius * share * 0.999, bearing)
    assert distance.cell(there, SIZES[level - 1]) in cells
    assert len(cells) <= distance.MOST_CELLS


@pytest.mark.django_db
def test_the_database_puts_points_in_the_same_cells() -> None:
    grid = [(lat / 7, lon / 3) for lat in range(-620, 630, 37) for lon in range(-539, 540, 41)]
    grid += [(-90.0, 0.0), (90.0, 180.0), (0.0, -180.0), (0.0, 180.0), (70.0, 179.999)]
    with connection.cursor() as cursor:
        for size in SIZES:
            cursor.execute(
                "SELECT kith_cell(a, b, %s) FROM unnest(%s::float8[], %s::float8[])"
                " WITH ORDINALITY AS p(a, b, n) ORDER BY n",
                [size, [a for a, _ in grid], [b for _, b in grid]],
            )
            theirs = [text for (text,) in cursor.fetchall()]
            ours = ["{}/{}".format(*distance.cell(Point(a, b), size)) for a, b in grid]
            assert ours == theirs


def _walk(start: Point, km: float, bearing: float) -> Point:
    """The point so far away in that direction (Williams, Aviation Formulary)."""
    import math

    angle, course = km / distance.RADIUS_KM, math.radians(bearing)
    lat = math.radians(start.latitude)
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course)
    north = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * sine
    )
    longitude = (start.longitude + math.degrees(east) + 540) % 360 - 180
    return Point(math.degrees(north), longitude)
