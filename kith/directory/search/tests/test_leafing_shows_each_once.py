"""Pages of one search agree with each other: each listing once, whatever the number."""

import pytest

from kith.directory.rules.distance import Point
from kith.directory.search import finding
from kith.directory.search.tests import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(db: None) -> None:
    for number in range(70):
        made.place(f"Group {number}", 40 + number % 5 * 0.01, -75.0, minimum_age=number % 3 * 30)
    for number in range(12):
        made.service(f"Group by phone {number}", everywhere=True)
    made.ready()


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"near": Point(40, -75)}, {"age": 20}, {"words": "group"},
        {"near": Point(40, -75), "age": 20, "nearest_first": True},
    ],
)  # fmt: skip
def test_all_are_shown_exactly_once(
    many: None, monkeypatch: pytest.MonkeyPatch, fields: dict
) -> None:
    monkeypatch.setattr(finding, "WINDOW", 25)
    monkeypatch.setattr(finding, "BESIDE", 5)
    monkeypatch.setattr(finding, "CHUNK", 30)
    monkeypatch.setattr(finding, "CHUNK_BESIDE", 7)
    seen, position = [], ""
    for _page in range(40):
        page = made.find(position=position, size=10, **fields)
        seen += made.ids(page)
        position = page.next_position
        if not position:
            break
    assert len(seen) == len(set(seen)) == 82


def test_an_address_that_was_cut_or_made_up_is_the_first_page(many: None) -> None:
    first = made.ids(made.find())
    for broken in ("x", "f", "f1", "f-1.0", "r", "f٣.0", "f0.", "9" * 50):
        assert made.ids(made.find(position=broken)) == first
