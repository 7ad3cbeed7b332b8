"""Minutes and the line where a table has them; an estimate that says so where none does."""

import datetime as dt

import pytest
from django.urls import reverse

from kith.directory.actions import travel as renewing
from kith.directory.models import Location, ServiceAtLocation
from kith.directory.rules.distance import Point
from kith.directory.search import asking, finding, travelling, understanding
from kith.directory.search.query import Query
from kith.directory.search.tests import made
from kith.region.models import RegionVersion
from kith.region.tables.held import Door
from kith.region.tests import tabled

pytestmark = pytest.mark.django_db

HERE = Point(40.0, -75.0)
FRIDAY_NIGHT = dt.datetime(2026, 3, 13, 22, 0)


def door_of(service) -> Door:
    door = ServiceAtLocation.objects.get(service=service).location
    return Door(door.pk, door.latitude, door.longitude)


@pytest.fixture
def table(settings, tmp_path):
    """Riverbend is 40 minutes on foot and 25 by bus; Hill House is only reached by train."""
    settings.HOME = tmp_path
    river = made.place("Riverbend talks", 40.02, -75.0)
    hill = made.place("Hill talks", 40.09, -75.0)
    made.ready()
    tabled.write(
        (HERE.latitude, HERE.longitude),
        {
            door_of(river): (40, 25, tabled.coded(0)),
            door_of(hill): (255, 47, tabled.coded(1, 2)),
        },
    )
    return river, hill


def journeys(**fields) -> dict[str, str]:
    page = made.find("talks", near=HERE, **fields)
    return {
        result.name: next(
            travelling.in_words(reason.values) if reason.code == "journey" else reason.code
            for reason in result.reasons
            if reason.code in ("journey", "near")
        )
        for result in page.results
    }


def test_minutes_and_the_line_stand_where_the_straight_line_was(table) -> None:
    assert journeys() == {
        "Riverbend talks": "25 minutes by bus 343",
        "Hill talks": "47 minutes by train S1, 1 change",
    }


def test_whoever_stands_before_the_door_is_told_a_minute(settings, tmp_path, client) -> None:
    """A table rounds a few steps to no minutes at all; the page once broke on it."""
    settings.HOME = tmp_path
    next_door = made.place("Doorstep talks", HERE.latitude, HERE.longitude)
    made.ready()
    tabled.write((HERE.latitude, HERE.longitude), {door_of(next_door): (0, 255, 0)})
    assert journeys() == {"Doorstep talks": "1 minute on foot"}
    near = {"q": "talks", "near": f"{HERE.latitude},{HERE.longitude}"}
    assert "1 minute on foot" in client.get(reverse("find"), near).content.decode()


def test_at_an_hour_when_nothing_runs_it_says_so(table) -> None:
    assert journeys(open_at=FRIDAY_NIGHT) == {
        "Riverbend talks": "40 minutes on foot, nothing else runs at that time",
        "Hill talks": "near",
    }


def test_without_a_place_there_is_no_journey(table) -> None:
    assert all(result.journey is None for result in made.find("talks").results)


def test_a_place_that_is_not_public_any_more_tells_no_minutes(table) -> None:
    river, _hill = table
    Location.objects.filter(pk=door_of(river).location).update(
        confidentiality="partial", area="Riverside"
    )
    made.ready()
    page = made.find("talks", near=HERE, within_minutes=30, by="transit")
    assert page.results == ()
    found = {result.name: result for result in made.find("talks", near=HERE).results}
    assert found["Riverbend talks"].journey is None
    assert not {"near", "journey"} & {r.code for r in found["Riverbend talks"].reasons}


@pytest.mark.parametrize(
    ("minutes", "by", "names"),
    [(30, "transit", ["Riverbend talks"]), (60, "transit", ["Riverbend talks", "Hill talks"]),
     (30, "foot", []), (45, "foot", ["Riverbend talks"])],
)  # fmt: skip
def test_only_what_is_within_so_many_minutes(table, minutes, by, names) -> None:
    found = made.find("talks", near=HERE, within_minutes=minutes, by=by)
    assert [result.name for result in found.results] == names


def test_where_no_table_knows_minutes_are_taken_as_kilometres(table) -> None:
    far = Point(41.0, -75.0)
    near = made.place("Mountain talks", 41.02, -75.0)
    made.place("Valley talks", 41.3, -75.0)
    made.ready()
    for by, names in (("transit", ["Mountain talks"]), ("foot", [])):
        page = made.find("talks", near=far, within_minutes=30, by=by)
        assert [result.name for result in page.results] == names
    assert [r.code for r in page.results] == [] and near.name == "Mountain talks"


def test_an_estimate_says_that_it_is_one() -> None:
    assert travelling.estimate_in_words(1.0) == "about 16 min on foot (estimate)"
    assert travelling.estimate_in_words(7.4) == "about 7 km (as the crow flies)"


def test_the_page_shows_it_and_offers_minutes_to_choose(client, table) -> None:
    told = client.get(reverse("find"), {"q": "talks", "near": "40.0,-75.0", "km": "t30"})
    page = told.content.decode()
    assert "25 minutes by bus 343" in page and "Hill talks" not in page
    assert page.count("30 minutes by bus or train") == 2  # the choice, and the chip
    assert "Up to 30 minutes by bus or train" in page


def test_minutes_are_not_offered_where_no_table_is(client, settings, tmp_path) -> None:
    settings.HOME = tmp_path
    assert "by bus or train" not in client.get(reverse("find")).content.decode()


def test_the_page_of_a_service_tells_which_stops_are_near(client, table) -> None:
    river, _hill = table
    page = client.get(reverse("find-service", args=[river.pk])).content.decode()
    assert "Mill Lane" in page and "3 minutes on foot" in page
    assert "bus 343, train S1" in page


def test_the_page_of_a_service_tells_the_way_from_a_place_and_keeps_it_to_itself(
    client, table
) -> None:
    river, _hill = table
    made.place("Mill talks", HERE.latitude, HERE.longitude, city="Milltown")
    made.ready()
    address = reverse("find-service", args=[river.pk])
    answer = client.post(address, {"place": "Milltown"})
    page = answer.content.decode()
    assert "Milltown: 25 minutes by bus 343" in page
    assert answer["Cache-Control"] == "no-store"
    lost = client.post(address, {"place": "Nowhereville"}).content.decode()
    assert "We do not know where “Nowhereville” is." in lost


def test_the_table_costs_a_search_no_question_to_the_database(
    table, django_assert_num_queries
) -> None:
    query = Query(words="talks", near=HERE, at=made.NOW)
    understood = understanding.understand(query)
    with django_assert_num_queries(2):
        finding.find(query, understood)
    limited = Query(words="talks", near=HERE, at=made.NOW, within_minutes=30, by="transit")
    with django_assert_num_queries(2):
        finding.find(limited, understood)


def test_nobody_can_ask_for_what_is_not_offered() -> None:
    asked = asking.ask(Query(near=HERE), understanding.understand(Query(near=HERE)))
    assert "reached" not in asked.known


def test_without_a_region_the_night_leaves_nothing_behind(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    assert renewing.renew_travel_tables() == 0
    assert not list(tmp_path.iterdir())


def test_only_public_doors_are_worked_out(table) -> None:
    river, _hill = table
    bounds = RegionVersion(west=-75.1, east=-74.9, south=39.9, north=40.05)
    assert [door.location for door in renewing.doors_within(bounds)] == [door_of(river).location]
    Location.objects.filter(pk=door_of(river).location).update(confidentiality="partial")
    assert renewing.doors_within(bounds) == []
