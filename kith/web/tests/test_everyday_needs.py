import pytest

from kith.directory.models import Taxonomy, TaxonomyTerm, TermName


@pytest.fixture
def keepers_choice(db):
    needs = Taxonomy.objects.create(name="Needs", kind=Taxonomy.Kind.NEEDS)
    talk = TaxonomyTerm.objects.create(taxonomy=needs, code="talk", name="Talk", position=1)
    TaxonomyTerm.objects.create(taxonomy=needs, code="later", name="Later", position=0)
    TermName.objects.create(term=talk, language="es", name="Hablar con alguien")


def test_six_needs_are_built_in(client, cast):
    assert client.get("/").content.decode().count('href="/find/?need=') == 6


def test_the_keepers_of_the_directory_choose(client, cast, keepers_choice):
    page = client.get("/?lang=es").content.decode()
    assert page.count('href="/find/?need=') == 1
    assert "Hablar con alguien" in page
