"""Somali writes "the van" as one word, and who looks for it types "van": that is no slip for the
word that counselling is described with."""

import pytest

from kith.directory.actions import taxonomy
from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows(db: None) -> None:
    told = taxonomy._read("synonyms")["so"]
    for words in ("gaari", "gaariga", "baabuur"):
        for means in told[words]:
            made.synonym(words, means, "so")
    made.place(
        "Qof aad la hadasho", description="Si gaar ah ula hadal qof loo tababaray dhageysiga."
    )
    made.place("Rugta guurguurta", description="Kalkaaliye, dhageyste iyo caawimo foomam.")
    made.place("Joogsiga cagaaran", description="Gaariga cagaaran ayaa agtaada istaaga.")
    made.ready()


@pytest.mark.parametrize("typed", ["gaari", "Gaari", "baabuur", "gaariga"])
def test_the_van_and_nothing_else(typed: str) -> None:
    page = made.find(typed)
    assert {r.name for r in page.results} == {"Rugta guurguurta", "Joogsiga cagaaran"}
    assert page.corrections == ()
