"""The same walk over a real city: who is more than 45 minutes from counselling in their language by
bus, twelve stops, four weeks, next Thursday's stop on a phone.

The city's files are not part of the project (docs/how-to/build-a-region.md says what they are);
where they are not, this is skipped. Its buses stand still in the morning: the feed was cut.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import DESK, PHONE, ROOT, sign_in
from tests.journeys.outings import Outing, beside, lived_in
from tests.journeys.planning import (
    found_in_find_support,
    next_thursday_in_spanish,
    stops_are_chosen,
    the_region_is_there,
    told_to_everybody,
    weeks_are_planned,
    who_is_far,
)  # fmt: skip

SHARED = Path(os.environ.get("KITH_SHARED", ROOT.parent / "shared"))
CITY = SHARED / "data" / "region-porto-alegre"
FILES = ("poa_osm.pbf", "poa_eptc.zip", "poa_trensurb.zip", "poa_hexgrid.csv")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not CITY.exists(), reason=f"{CITY} is not here"),
]


@pytest.fixture(scope="module")
def city(site) -> Iterator[Outing]:
    with beside(site, "Porto Alegre") as found:
        files = [str(CITY / name) for name in FILES]
        yield lived_in(found, site, files, str(CITY / "poa_hexgrid.csv"))


def test_twelve_stops_and_four_weeks_of_porto_alegre(visit, city) -> None:
    ines = visit(DESK)
    sign_in(ines, city.ines)
    the_region_is_there(ines, city.name)
    who_is_far(ines, city, minutes=45, hour=14)
    stops_are_chosen(ines, city, asked=45, within=20)
    weeks_are_planned(ines, city)
    told_to_everybody(ines)
    stranger = visit(PHONE, locale="es")
    day, stop = next_thursday_in_spanish(stranger)
    found_in_find_support(stranger, day, stop)
