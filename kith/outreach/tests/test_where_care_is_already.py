"""Care that is there already: by need, by language, or none of it."""

import pytest

from kith.directory.search.tests import made
from kith.outreach import care
from kith.outreach.rules.choice.question import ANY, NOBODY

pytestmark = pytest.mark.django_db
RIVER, HILL = (40.02, -75.0), (40.09, -75.0)


@pytest.fixture
def grief():
    """Grief at the river in Somali, anything at the hill in English."""
    found = made.term("grief")
    made.about(made.speaks(made.place("River talks", *RIVER), "so"), found)
    made.speaks(made.place("Hill talks", *HILL), "en")
    made.ready()
    return found


def test_any_of_it(grief) -> None:
    assert care.places(ANY) == [RIVER, HILL]


def test_of_a_need(grief) -> None:
    assert care.places(str(grief.pk)) == [RIVER]


def test_in_a_language(grief) -> None:
    assert care.places(ANY, "en") == [HILL]
    assert care.places(str(grief.pk), "en") == []


def test_none_of_it(grief) -> None:
    assert care.places(NOBODY, "so") == []
