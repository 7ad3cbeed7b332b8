"""The taxonomy that comes with Kith."""

import pytest

from kith.core.languages import INTERFACE
from kith.core.refusals import NotYours
from kith.directory import actions
from kith.directory.actions.taxonomy import term_id
from kith.directory.models import Synonym, TaxonomyTerm, TermName

EVERYDAY = ["talk", "anxious-or-low", "family", "safe-place", "food-and-money", "alcohol-and-drugs"]


@pytest.fixture
def words(db) -> int:
    return actions.load_taxonomy()


def test_loaded_once(words) -> None:
    assert words > 2000
    assert actions.load_taxonomy() == 0


def test_the_six_everyday_needs_come_first(words) -> None:
    top = TaxonomyTerm.objects.filter(taxonomy__kind="needs", parent=None)
    first = top.order_by("position")[:6]
    assert [term.code for term in first] == EVERYDAY
    assert all(term.icon for term in first)
    assert TaxonomyTerm.objects.get(code="talk").pk == term_id("needs", "talk")


def test_each_has_a_label_in_each_language(words) -> None:
    terms = TaxonomyTerm.objects.filter(taxonomy__kind__in=["needs", "communities"]).count()
    for language in INTERFACE:
        labels = TermName.objects.filter(language=language.code, is_label=True)
        assert labels.count() == terms, language.code
        assert Synonym.objects.filter(language=language.code).count() >= 10


def test_a_renamed_term_stays_renamed(words, cast) -> None:
    term = TaxonomyTerm.objects.get(code="talk")
    actions.set_term_names(
        term=term, language="es", label="Charlar", others=["hablar"], by=cast.sofia
    )
    actions.load_taxonomy()
    names = TermName.objects.filter(term=term, language="es").order_by("-is_label")
    assert [(n.name, n.is_label, n.extra) for n in names] == [
        ("Charlar", True, {}), ("hablar", False, {}),
    ]  # fmt: skip
    with pytest.raises(NotYours):
        actions.set_term_names(term=term, language="es", label="X", others=[], by=cast.ben)


def test_a_synonym_said_twice_is_one(words, cast) -> None:
    one = actions.add_synonym(language="en", words="chinwag", means="talk", by=cast.sofia)
    two = actions.add_synonym(language="en", words="chinwag", means="talk", by=cast.sofia)
    assert one == two
    actions.remove_synonym(synonym=one, by=cast.sofia)
    assert not Synonym.objects.filter(words="chinwag").exists()
