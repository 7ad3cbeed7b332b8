"""Needs have names in every language; whoever types one finds the services about it."""

import pytest

from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows(db: None) -> None:
    talk = made.term("talk", en="Someone to talk to", es="Alguien con quien hablar")
    therapy = made.term(
        "counselling", talk, en="Counselling", es="Terapia", ar="علاج نفسي", fa="روان‌درمانی",
        **{"zh-hans": "心理咨询"},
    )  # fmt: skip
    made.about(made.place("Open door"), therapy)
    made.about(made.place("Bread and rice"), made.term("food", en="Food", es="Comida"))
    made.synonym("shrink", "counselling")
    made.ready()


@pytest.mark.parametrize(
    "typed",
    [
        "terapia", "Terapía", "necesito terapia", "علاج نفسي", "علاج نفسيّ", "روان درمانی",
        "روان‌درمانی", "心理咨询", "我需要心理咨询", "counselling", "shrink", "someone to talk to",
    ],
)  # fmt: skip
def test_finds(typed: str) -> None:
    assert made.names(typed) == ["Open door"]


def test_a_need_finds_what_is_below_it() -> None:
    page = made.find("Alguien con quien hablar")
    assert [r.name for r in page.results] == ["Open door"]


def test_words_of_two_needs_must_both_be_there() -> None:
    page = made.find("terapia comida")
    assert page.any_word and {r.name for r in page.results} == {"Open door", "Bread and rice"}
