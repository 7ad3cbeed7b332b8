"""The public pages: a fixed number of queries, no trace of a private search, one tap to tell us."""

import pytest
from django.test import Client
from django.urls import reverse

from kith.core import clock, events, proof, robots
from kith.core.ids import uuid7
from kith.directory.events import NothingFound
from kith.directory.models import Suggestion
from kith.directory.search.tests import made
from tests.cast import Cast

pytestmark = pytest.mark.django_db
URL = "/find/"
MOST_QUERIES = 6


def several(count: int) -> None:
    need = made.term("food", en="Food")
    for number in range(count):
        made.about(made.phone(made.place(f"Kitchen {number}", 40 + number * 0.001)), need)
    made.ready()


@pytest.mark.parametrize("count", [3, 60])
def test_the_number_of_queries_is_fixed(count: int, django_assert_num_queries) -> None:
    several(count)
    with django_assert_num_queries(MOST_QUERIES):
        answer = Client().get(
            URL, {"q": "kitchen", "near": "40.0,-75.0", "age": "30", "when": "now"}
        )
    assert answer.status_code == 200


def test_a_service_has_its_page(cast: Cast, django_assert_max_num_queries) -> None:
    one = made.hours(
        made.phone(made.place("Kitchen", street="1 Main", city="Milltown")), "MO", "09:00", "17:00"
    )
    made.ready()
    with django_assert_max_num_queries(MOST_QUERIES):
        page = Client().get(reverse("find-service", args=[one.pk])).content.decode()
    for told in ("Kitchen", "1 Main", "09:00 to 17:00", "tel:5550100", f"/ask/?service={one.pk}"):
        assert told in page


def test_what_is_not_listed_has_no_page(cast: Cast) -> None:
    one = made.place("Gone", do_not_list=True)
    made.ready()
    assert Client().get(reverse("find-service", args=[one.pk])).status_code == 404
    assert Client().get(reverse("find-service", args=[uuid7()])).status_code == 404


def test_a_private_search_leaves_nothing_in_the_address() -> None:
    several(30)
    answer = Client(enforce_csrf_checks=True).post(URL, {"q": "kitchen", "place": "Nowhere"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Kitchen 1" in page
    assert answer["Cache-Control"] == "no-store"
    assert "?q=" not in page and "q=kitchen" not in page
    assert '<button class="btn btn-outline-primary" name="pos"' in page


def test_a_shared_link_finds_the_same_in_the_same_language() -> None:
    several(3)
    page = Client().get(URL, {"q": "kitchen", "show": "share", "lang": "es"}).content.decode()
    assert "http://testserver/find/?q=kitchen&amp;lang=es" in page and "<svg" in page


@pytest.mark.parametrize(
    "nonsense",
    [
        {
            "q": "\x00'; DROP TABLE",
            "near": "999,999",
            "km": "x",
            "age": "-1",
            "when": "at",
            "day": "9",
        },
        {"q": "& | ! :* <-> ( ' \\", "near": "nan,nan", "t": "99999999999", "pos": "f99.99"},
        {"q": "q" * 5000, "need": "none", "who": "x", "speaks": "<b>", "cost": "x", "way": "y"},
        {"place": "%_\\'", "km": "1e400", "time": "25:99", "when": "at", "day": "1"},
    ],
)
def test_nonsense_in_the_address_is_a_page(nonsense: dict[str, str]) -> None:
    several(3)
    assert Client().get(URL, nonsense).status_code == 200


def proved() -> dict[str, str]:
    challenge = proof.issue(robots.key(), clock.now(), bits=8)
    return {robots.CHALLENGE: challenge, robots.ANSWER: proof.solve(challenge), robots.HONEYPOT: ""}


def test_this_is_wrong_in_one_tap_reaches_the_desk_once(cast: Cast) -> None:
    from kith.accounts import tenancy

    one = made.place("Kitchen")
    made.ready()
    sent = proved() | {"key": str(uuid7())}
    for _ in range(2):
        answer = Client().post(reverse("find-wrong", args=[one.pk]), sent)
        assert answer.status_code == 302
    with tenancy.acting_for(cast.riverbend.id):
        assert Suggestion.objects.filter(service=one).count() == 1


def test_nothing_found_is_told_without_the_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[NothingFound] = []
    monkeypatch.setitem(events._within, NothingFound, [told.append])
    need = made.term("food", en="Food")
    made.place("Kitchen", city="Milltown")
    made.place("Kitchen two", city="Milltown")
    made.ready()
    sent = proved() | {"need": str(need.pk), "place": "Milltown", "speaks": "so"}
    assert Client().post(reverse("find-nothing"), sent).status_code == 302
    assert told == [
        NothingFound(
            cast.riverbend.id, needs=(need.pk,), language="so", place="Milltown", words_count=0
        )
    ]
    sent = proved() | {"place": "12 Elm Street, third floor"}
    Client().post(reverse("find-nothing"), sent)
    assert told[1].place == ""


@pytest.mark.parametrize("name", ["find-nothing", "find-wrong"])
def test_robots_are_kept_out(cast: Cast, name: str) -> None:
    one = made.place("Kitchen")
    made.ready()
    address = reverse(name, args=[one.pk] if name == "find-wrong" else [])
    assert Client().post(address, {}).status_code in (422, 429)
    with_trap = proved() | {robots.HONEYPOT: "https://spam.example"}
    assert Client().post(address, with_trap).status_code == 429


def test_the_map_shows_what_the_list_shows() -> None:
    several(2)
    page = Client().get(URL, {"q": "kitchen", "near": "40.0,-75.0", "show": "map"}).content.decode()
    assert '"n": "1", "href": "#r1"' in page and '"tone": "accent"' in page
    assert page.count('<g class="dot') == 3  # two kitchens and where one starts
    assert "build/map.js" in page
    assert "build/map.js" not in Client().get(URL, {"q": "kitchen"}).content.decode()
