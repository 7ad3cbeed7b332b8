from django.template import engines
from django.test import RequestFactory


def draw(source: str, address: str) -> str:
    page = engines["django"].from_string("{% load kith %}" + source)
    return page.render({}, RequestFactory().get(address))


def test_a_chip_adds_its_filter_and_goes_back_to_the_first_page():
    drawn = draw('{% chip "Free" "cost" "free" %}', "/x?need=talk&page=3")
    assert 'href="?need=talk&amp;cost=free"' in drawn
    assert "chip-on" not in drawn


def test_a_chip_that_is_on_takes_its_filter_out_and_leaves_others():
    drawn = draw('{% chip "Free" "cost" "free" %}', "/x?cost=free&cost=low")
    assert 'href="?cost=low"' in drawn
    assert "chip-on" in drawn


def test_a_column_sorts_upwards_then_downwards():
    upwards = draw('{% sortable "name" "Name" %}', "/x?q=a")
    assert 'href="?q=a&amp;sort=name"' in upwards
    downwards = draw('{% sortable "name" "Name" %}', "/x?q=a&sort=name")
    assert 'href="?q=a&amp;sort=-name"' in downwards
    assert 'aria-sort="ascending"' in downwards
