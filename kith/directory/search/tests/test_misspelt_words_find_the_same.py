"""Hands shake, keyboards are small, English is a fourth language."""

import pytest

from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows(db: None) -> None:
    made.place("Depression group")
    made.place("Food pantry")
    made.place("Counselling for families")
    made.ready()


@pytest.mark.parametrize(
    ("typed", "found", "taken"),
    [
        ("depresion", "Depression group", "depression"),
        ("deppression", "Depression group", "depression"),
        ("fodo", "Food pantry", "food"),
        ("pantyr", "Food pantry", "pantry"),
        ("councelling", "Counselling for families", "counselling"),
    ],
)
def test_is_taken_for_the_nearest_known_word_and_says_so(
    typed: str, found: str, taken: str
) -> None:
    page = made.find(typed)
    assert [r.name for r in page.results] == [found]
    assert page.corrections == ((typed, taken),)


def test_another_form_of_a_word_is_no_mistake() -> None:
    page = made.find("groups")
    assert [r.name for r in page.results] == ["Depression group"]
    assert page.corrections == ()


def test_a_word_like_no_other_stays_as_it_is() -> None:
    page = made.find("xylophone")
    assert page.results == () and page.corrections == ()
