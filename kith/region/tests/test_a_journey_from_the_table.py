"""Leg by leg from what the table kept: the journey that the streets tell, without the streets."""

import subprocess
import sys
from pathlib import Path

from kith.region import words
from kith.region.rules.transit import seam
from kith.region.rules.transit.seam import Question
from kith.region.tables import held, making, telling
from kith.region.tests.test_the_travel_table import ACROSS, HOME, NOWHERE, few, made  # noqa: F401


def test_it_is_the_journey_that_the_engine_finds(town, made) -> None:  # noqa: F811
    told = telling.route(HOME, ACROSS, weekday=1, hour=10)
    table = held.tables()[0]
    row = table.row(HOME)
    spots = making._doors(town, [ACROSS]).spots
    asked = Question(town.cells(7).places[row : row + 1], spots, 1, seam.every(15, told.hour))
    took = sorted(one.seconds for one in town.transit.journeys(asked))
    assert abs(told.seconds - took[1]) <= 60, "a walk all the way is known to the minute"
    first, *_middle, last = [words.leg(leg) for leg in told.legs]
    assert first.startswith("Walk ") and " to " in first
    assert last.startswith("Walk ") and any(leg.line for leg in told.legs)


def test_nobody_is_told_a_way_at_night_or_to_nowhere(made) -> None:  # noqa: F811
    assert telling.route(HOME, ACROSS, weekday=1, hour=3) is None
    assert telling.route(HOME, NOWHERE, weekday=1, hour=10) is None
    assert telling.route((10.0, 10.0), ACROSS, weekday=1, hour=10) is None


def test_a_page_that_tells_it_loads_nothing_heavy(made, home) -> None:  # noqa: F811
    """In a process of its own, for other tests here do load it; that takes a second."""
    told = subprocess.run(
        [sys.executable, "-c", ASKS, str(home)], capture_output=True, text=True, timeout=60,
        check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert told.stdout.split() == ["True", "[]"]


ASKS = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
import django
django.setup()
from django.conf import settings
settings.HOME = sys.argv[1]
from uuid import UUID
from kith.region.tables import held, telling
door = held.Door(UUID(int=(5 << 64) | 2), 42.412, -100.860)
told = telling.route((42.4, -100.9), door, weekday=1, hour=10)
heavy = {"numba", "scipy", "ferrobus", "osmium", "duckdb", "pyvrp"}
print(len(told.legs) > 2, sorted(heavy & set(sys.modules)))
"""
