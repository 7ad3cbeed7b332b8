"""AND between facets, OR inside one; who does not fit comes last and is told why."""

import pytest

from kith.core.ids import uuid7
from kith.core.sources import Wish, options
from kith.directory.rules.distance import Point
from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db


def test_and_between_facets_or_inside_one() -> None:
    made.speaks(made.place("Free Spanish", cost="free"), "es")
    made.speaks(made.place("Paid Spanish", cost="paid"), "es")
    made.speaks(made.place("Free Somali", cost="free"), "so")
    made.ready()
    assert set(made.names(languages=("es", "so"), costs=("free",))) == {
        "Free Spanish",
        "Free Somali",
    }
    assert made.names(languages=("es",), costs=("free",)) == ["Free Spanish"]


def test_dari_is_found_by_whoever_asks_for_persian() -> None:
    made.speaks(made.place("Kabul circle"), "prs")
    made.ready()
    assert made.names(languages=("fa",)) == ["Kabul circle"]


def test_the_wrong_age_comes_last_with_its_reason() -> None:
    made.place("Youth", minimum_age=12, maximum_age=25, capacity="capacity")
    made.place("Everybody")
    made.place("Elders", minimum_age=60, capacity="capacity")
    made.ready()
    page = made.find(age=40)
    assert page.results[0].name == "Everybody" and page.count == 3
    told = {r.name: [(m.code, m.values) for m in r.misfits] for r in page.results}
    assert told["Youth"] == [("too_old", {"age": "25"})]
    assert told["Elders"] == [("too_young", {"age": "60"})]


def test_made_for_another_community_comes_last_and_for_everybody_fits() -> None:
    refugees = made.term("refugees", kind="communities", en="Refugees")
    veterans = made.term("veterans", kind="communities", en="Veterans")
    made.about(made.place("With refugees"), refugees)
    made.about(made.place("With veterans"), veterans)
    made.place("For everybody")
    made.ready()
    page = made.find(communities=(refugees.id,))
    assert [r.name for r in page.results][-1] == "With veterans"
    assert [m.code for m in page.results[-1].misfits] == ["other_community"]
    reasons = {r.name: [x.code for x in r.reasons] for r in page.results}
    assert "with_community" in reasons["With refugees"]


def test_what_serves_the_place_is_found_from_there_and_not_from_elsewhere() -> None:
    from kith.directory.models import ServiceArea

    comes = made.service("Comes to you", access=["visits"])
    ServiceArea.objects.create(service=comes, name="County", bounds=[-76.0, 39.0, -74.0, 41.0])
    made.service("Line for all", everywhere=True, access=["phone"])
    made.ready()
    here = {r.name: [x.code for x in r.reasons] for r in made.find(near=Point(40, -75)).results}
    assert here == {
        "Comes to you": ["comes_to_you", "checked"],
        "Line for all": ["no_journey", "checked"],
    }
    assert made.names(near=Point(50, 10)) == ["Line for all"]


def test_a_listing_sinks_after_a_year_and_is_hidden_after_two() -> None:
    day = made.NOW.date()
    made.place("Two years", verified_on=day.replace(year=2024, month=3, day=1), capacity="capacity")
    made.place("One year", verified_on=day.replace(year=2025, month=2), capacity="capacity")
    made.place("Fresh", verified_on=day)
    from kith.core import clock

    with clock.stopped_at(made.NOW):
        made.ready()
    page = made.find()
    assert [r.name for r in page.results] == ["Fresh", "One year"]
    assert [m.code for m in page.results[1].misfits] == ["stale"]


def test_options_say_what_would_not_fit_instead_of_leaving_it_out() -> None:
    need = made.term("food", en="Food")
    made.about(made.speaks(made.place("Bread", cost="paid"), "en"), need)
    made.about(made.speaks(made.place("Rice", cost="free"), "so"), need)
    made.about(made.place("Never", do_not_refer=True), need)
    made.ready()
    wish = Wish(organization=uuid7(), needs=(need.id,), languages=("so",), only_free=True)
    offers = options["directory"].offers(wish, 10)
    assert [offer.title for offer in offers] == ["Rice", "Bread"]
    assert [m.code for m in offers[1].misfits] == ["language_unsaid", "costs"]
    assert offers[0].misfits == () and offers[0].fits > offers[1].fits
