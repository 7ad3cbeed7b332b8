"""Every instrument: licence, source and flags, for itself and for each wording."""

import pytest

from kith.measures import library
from kith.measures.tests.filled import NAMES

CARE = {
    "phq-9", "phq-8", "phq-2", "gad-2", "gad-7", "core-10", "who-5", "swemwbs", "djg-6", "k10",
    "k6", "whodas-12", "ucla-3", "pcl-5", "c-ssrs", "ribs", "ssosh",
}  # fmt: skip
SCORING_ONLY = {"swemwbs", "djg-6", "k10", "k6", "whodas-12", "ucla-3", "ribs", "ssosh"}


def test_every_instrument_is_here() -> None:
    assert set(NAMES) == CARE


@pytest.mark.parametrize("name", NAMES)
def test_licence_and_source_stand_with_it(name: str) -> None:
    instrument = library.get(name)
    assert instrument.source and instrument.licence.words and instrument.licence.url
    assert instrument.flags.displayable is (name not in SCORING_ONLY)
    for text in instrument.texts.values():
        assert text.source and text.licence.words and text.standing in ("official", "unconfirmed")
        assert len(text.options) == len(instrument.items[0].values)
        assert all(words.strip() for words in (*text.items, *text.options, text.instructions))


@pytest.mark.parametrize("name", sorted(SCORING_ONLY))
def test_no_words_without_leave(name: str) -> None:
    assert not library.get(name).texts


def test_words_under_licences_of_their_own_stand_apart() -> None:
    apart = {p.stem for p in library.DATA.glob("cc-*/*.yaml")}
    special = {n for n in NAMES if library.get(n).licence.name.startswith("CC ")}
    assert apart == special == {"core-10", "who-5"}


@pytest.mark.parametrize("name", ["PHQ-9", "phq9", "Phq 9", "De Jong Gierveld 6", "djg6"])
def test_a_name_is_found_however_it_is_written(name: str) -> None:
    assert library.get(name).name in ("phq-9", "djg-6")


def test_an_unknown_name() -> None:
    with pytest.raises(library.UnknownInstrument):
        library.get("mmpi")


def test_the_part_has_the_words_of_the_whole() -> None:
    whole, part = library.get("phq-9").texts["es"], library.get("phq-8").texts["es"]
    assert part.items == whole.items[:8]
    assert library.get("gad-2").texts["fr"].items == library.get("gad-7").texts["fr"].items[:2]


def test_what_the_public_pages_offer_does_not_ask_about_dying() -> None:
    offered = [i for i in library.instruments().values() if i.self_check]
    assert {i.name for i in offered} == {"phq-8", "gad-7", "who-5"}
    assert all(not i.safety_items for i in offered)


@pytest.mark.parametrize(
    "raw",
    [{}, {"name": "x"}, {"name": "x", "short": "X", "items": []}],
)
def test_a_broken_file_says_so(raw: dict) -> None:
    with pytest.raises(library.Malformed):
        library.parse(raw)
