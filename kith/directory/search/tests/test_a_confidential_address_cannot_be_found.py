"""A shelter's address is sought with a moving circle, with street names and on the map."""

import pytest
from django.test import Client

from kith.directory.models import DatedHours, Listing, ListingCard, Location
from kith.directory.models.location import Confidentiality
from kith.directory.rules.distance import Point
from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db

TRUE = Point(40.12345, -75.54321)


@pytest.fixture(autouse=True)
def rows(db: None) -> None:
    hidden = made.phone(made.service("Safe house", everywhere=True))
    made.door(hidden, None, None, confidentiality=Confidentiality.HIDDEN, name="Elm Street 12",
              transportation="Behind the mill")  # fmt: skip
    partial = made.service("Quiet house")
    made.door(partial, TRUE.latitude, TRUE.longitude, confidentiality=Confidentiality.PARTIAL,
              name="Oak Lane 7", area="Northside")  # fmt: skip
    made.place("Library", 40.2, -75.5, street="Main Street 1", city="Milltown")
    made.ready()


def test_the_circle_learns_nothing_of_a_hidden_place() -> None:
    answers = set()
    for north in range(-5, 6):
        for east in range(-5, 6):
            here = Point(TRUE.latitude + north * 0.002, TRUE.longitude + east * 0.002)
            found = {r.name: r for r in made.find(near=here, within_km=1).results}
            answers.add("Safe house" in found)
            assert found["Safe house"].distance_km is None
            assert found["Safe house"].point is None
    assert answers == {True}


def test_the_circle_finds_only_the_middle_of_an_area() -> None:
    """The same answers come back as for a place a kilometre away that shares the rounded middle."""
    elsewhere = made.service("Other house")
    made.door(
        elsewhere, 40.1195, -75.5405, confidentiality=Confidentiality.PARTIAL, area="Northside"
    )
    made.ready()
    for step in range(-10, 11):
        here = Point(TRUE.latitude + step * 0.0011, TRUE.longitude)
        found = [r for r in made.find(near=here, within_km=1).results if "house" in r.name]
        together = {r.name for r in found} - {"Safe house"}
        assert together in (set(), {"Quiet house", "Other house"})
        assert all(r.distance_km is None for r in found)


@pytest.mark.parametrize("typed", ["elm street", "oak lane", "behind the mill"])
def test_words_of_the_true_address_find_nothing(typed: str) -> None:
    assert not {"Safe house", "Quiet house"} & set(made.names(typed))


def test_nothing_stored_for_search_tells_the_address() -> None:
    stored = str(list(ListingCard.objects.values_list("shown", flat=True)))
    stored += str(list(Listing.objects.values_list("words", flat=True)))
    for secret in ("Elm Street", "Oak Lane", "oak", "elm", "mill'", "40.12345", "75.54321"):
        assert secret not in stored
    assert not DatedHours.objects.exists()
    assert Location.objects.filter(name="Elm Street 12").exists()


def test_the_map_has_no_point_for_it() -> None:
    page = Client().get("/find/", {"q": "house", "show": "map"}).content.decode()
    assert "Quiet house" in page and "40.12" not in page and "75.54" not in page
