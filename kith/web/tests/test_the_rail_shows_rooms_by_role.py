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


@pytest.fixture
def a_group(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_groups", {})
    navigation.register_group(navigation.Group("both", "Both", "truck"))

    def add(name, url, *roles, also=()):
        navigation.register(navigation.Entry(name, url, "house", roles, 5, "both", also))

    return add


def test_a_group_is_one_line_until_one_stands_in_it(cast, a_group):
    a_group("One", "crisis")
    a_group("Two", "leave")
    assert "Both" in rail_of(cast.sofia) and "Two" not in rail_of(cast.sofia)
    a_group("Two", "leave", also=("/privacy",))
    rail = rail_of(cast.sofia)
    assert rail.index("Both") < rail.index("One") < rail.index("Two")
    assert '<a href="/leave" aria-current="page">' in rail


def test_who_has_use_for_one_of_a_group_sees_only_that_one(cast, a_group):
    a_group("One", "crisis")
    a_group("Two", "leave", "administrator")
    rail = rail_of(cast.ben)
    assert "One" in rail and "Both" not in rail and "Two" not in rail


def test_every_registered_entry_has_an_address():
    for entry in navigation.entries():
        assert reverse(entry.url_name).startswith("/desk/"), entry.url_name
