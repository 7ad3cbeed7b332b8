"""Circles of any size, from any postcode, never close in on a confidential place."""

import pytest

from kith.directory import models as m
from kith.directory.exporting.tests.listings import Listings
from kith.directory.rules.distance import Point, great_circle_km
from kith.directory.search import index


@pytest.fixture
def postcodes(town: Listings) -> list[str]:
    """Public places all around the refuge's true door (51.7, -0.3)."""
    codes = []
    for number, (latitude, longitude) in enumerate(((51.7, -0.3), (51.701, -0.3), (51.7, -0.299))):
        place = m.Location.objects.create(latitude=latitude, longitude=longitude)
        codes.append(f"ZZ{number}")
        m.Address.objects.create(
            location=place, address_1="1", city="x", state_province="x", postal_code=codes[-1],
            country="GB",
        )  # fmt: skip
    index.refresh()
    return codes


def test_a_hidden_place_is_in_no_circle(names, town: Listings, postcodes: list[str]) -> None:
    hidden = m.ServiceAtLocation.objects.get(location__confidentiality="hidden")
    m.ServiceAtLocation.objects.filter(pk=town.area_place.pk).delete()
    for code in postcodes:
        for metres in (1, 100, 10_000, 20_000_000):
            assert "Refuge" not in names("service_at_locations", postcode=code, proximity=metres)
    assert hidden.location.latitude is None


def test_the_place_of_an_area_is_as_far_as_its_middle(names, searchable: Listings) -> None:
    away = 1000 * great_circle_km(Point(51.5, -0.12), Point(51.6, -0.2))
    found = {
        metres: "Refuge" in names("service_at_locations", postcode="RV1", proximity=metres)
        for metres in (away - 1, away + 1)
    }
    assert found == {away - 1: False, away + 1: True}
