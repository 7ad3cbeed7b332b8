import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from kith.core import navigation


def rail_of(member) -> str:
    request = RequestFactory().get("/privacy/")
    page = engines["django"].from_string("{% load kith %}{% rail %}")
    return page.render({"member": member}, request)


@pytest.fixture
def two_entries(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register(navigation.Entry("For all", "home", "house", position=20))
    navigation.register(navigation.Entry("Log", "privacy", "list", ("administrator",), 10))


def test_only_entries_for_the_members_roles_are_shown(cast, two_entries):
    assert "For all" in rail_of(cast.ben)
    assert "Log" not in rail_of(cast.ben)


def test_entries_stand_in_their_order(cast, two_entries):
    rail = rail_of(cast.sofia)
    assert rail.index("Log") < rail.index("For all")


def test_the_room_one_stands_in_is_marked(cast, two_entries):
    assert '<a href="/privacy/" aria-current="page">' in rail_of(cast.sofia)


def test_every_registered_entry_has_an_address():
    for entry in navigation.entries():
        assert reverse(entry.url_name).startswith("/desk/"), entry.url_name
