"""Names are sealed: a search opens no more than it may, and says when it did not look at all."""

import pytest

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.connections import queries
from kith.connections.queries import people
from kith.connections.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(cast):
    """Ana, Bo and Cem, in this order, of Ben's care team."""
    for name, place, language in (
        ("Ana", "Mill", "es"),
        ("Bo", "Dock", "so"),
        ("Cem", "Mill", "fa"),
    ):
        factories.in_hand(cast.ben, name=name, place=place, language=language)
    with tenancy.acting_for(cast.riverbend.id):
        yield cast.ben


def names(member, search: str) -> list[str]:
    return [row.name for row in queries.person_list(member, search=search).rows]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ana", ["Ana"]),
        ("mill", ["Cem", "Ana"]),
        ("somali", ["Bo"]),
        ("nobody", []),
        ("CEM", ["Cem"]),
    ],
)
def test_by_name_place_and_language(three, search, found) -> None:
    assert names(three, search) == found


def test_by_reference(three) -> None:
    row = queries.person_list(three).rows[0]
    assert [r.id for r in queries.person_list(three, search=row.reference).rows] == [row.id]


def test_only_so_many_names_are_opened(three, monkeypatch) -> None:
    monkeypatch.setattr(people, "NAMES", 2)
    assert (names(three, "cem"), names(three, "ana")) == (["Cem"], [])
    assert queries.person_list(three, search="ana").is_cut
    assert names(three, "mill") == ["Cem", "Ana"]  # open columns are searched in all


def test_a_search_is_one_reading(three) -> None:
    before = Entry.objects.filter(verb="opened").count()
    queries.person_list(three, search="a")
    assert Entry.objects.filter(verb="opened").count() == before + 1


def test_as_many_queries_however_long_the_list(three, cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(9) as first:
        queries.person_list(three, search="mill")
    factories.in_hand(cast.ben, name="Dot", place="Mill")
    with django_assert_num_queries(len(first)):
        queries.person_list(three, search="mill")
