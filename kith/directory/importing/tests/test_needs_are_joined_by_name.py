"""Another directory's words for needs stand for Kith's own, where that is clear."""

import pytest

from kith.directory.importing.tests.files import bring, small_town, write_csv
from kith.directory.models import Taxonomy, TaxonomyTerm, TermName

pytestmark = pytest.mark.django_db


@pytest.fixture
def food(db):
    needs = Taxonomy.objects.create(name="Needs", kind="needs")
    term = TaxonomyTerm.objects.create(taxonomy=needs, name="Food", code="food")
    TermName.objects.create(term=term, language="es", name="Alimentación")
    return term


def there(folder, *names):
    small_town(folder)
    write_csv(folder, "taxonomy_terms.csv",
              [{"id": f"t{i}", "name": name} for i, name in enumerate(names)])  # fmt: skip
    return folder


def test_by_the_same_name_in_any_language_and_spelling(tmp_path, food):
    bring(there(tmp_path, "FOOD", "alimentacion ", "Housing"))
    joined = TaxonomyTerm.objects.exclude(source=None).order_by("external_id")
    assert [term.stands_for for term in joined] == [food, food, None]


def test_not_where_two_needs_have_the_name(tmp_path, food):
    TaxonomyTerm.objects.create(taxonomy=food.taxonomy, name="food", code="food-2")
    bring(there(tmp_path, "Food"))
    assert TaxonomyTerm.objects.get(external_id="t0").stands_for is None


def test_what_somebody_decided_stays(tmp_path, food):
    bring(there(tmp_path, "Soup"))
    TaxonomyTerm.objects.filter(external_id="t0").update(stands_for=food)
    report = bring(tmp_path)
    assert TaxonomyTerm.objects.get(external_id="t0").stands_for == food
    assert report.changes == 0
