"""Two addresses of one name: a button of one room would lead into the other."""

from collections import Counter
from collections.abc import Iterator

from django.urls import get_resolver
from django.urls.resolvers import URLResolver


def test_no_two_addresses_of_ours_share_a_name() -> None:
    """One view may have several addresses under one name; two views may not."""
    views = {(name, view) for name, view in _named(get_resolver())}
    twice = [name for name, count in Counter(name for name, _view in views).items() if count > 1]
    assert twice == []


def _named(at: URLResolver) -> Iterator[tuple[str, str]]:
    for one in at.url_patterns:
        if isinstance(one, URLResolver):
            if not one.namespace:
                yield from _named(one)
        elif one.name and one.lookup_str.startswith("kith."):
            yield one.name, one.lookup_str
