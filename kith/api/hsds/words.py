"""Words of a search, found by the same index as on the public pages."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, Func, Q, QuerySet, Value, When

from kith.directory.exporting import listed
from kith.directory.models import Listing

Filter = Callable[[QuerySet, str], QuerySet]


def in_listings(column: str, name: str) -> Filter:
    """Rows whose line of search has all the words; those with the words in their name first.

    column: of the listing, that holds the row's id. name: of the row, for the order.
    """

    def keep(found: QuerySet, words: str) -> QuerySet:
        lines = Listing.objects.filter(words=_query(words))
        return _named_first(found.filter(pk__in=lines.values(column)), words, name)

    return keep


def in_organizations(found: QuerySet, words: str) -> QuerySet:
    """All words in the name, or in what is known of one of its services."""
    lines = Listing.objects.filter(words=_query(words)).values("service_id")
    offering = listed.services().filter(pk__in=lines).values("organization_id")
    named = _all_in(words, "name", "alternate_name", "description")
    return _named_first(found.filter(named | Q(pk__in=offering)), words, "name")


def in_text(*columns: str) -> Filter:
    """All words somewhere in these columns: for lists that are short."""

    def keep(found: QuerySet, words: str) -> QuerySet:
        matching = found.model._default_manager.filter(_all_in(words, *columns)).values("pk")
        return _named_first(found.filter(pk__in=matching), words, "name")

    return keep


def _query(words: str) -> SearchQuery:
    plain = Func(Func(Value(words), function="kith_plain"), function="kith_spaced")
    return SearchQuery(plain, config="simple", search_type="plain")


def _all_in(words: str, *columns: str) -> Q:
    each = [
        reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns))
        for word in words.split()
    ]
    return reduce(and_, each, Q())


def _named_first(found: QuerySet, words: str, name: str) -> QuerySet:
    later = Case(When(**{f"{name}__icontains": words}, then=0), default=1)
    return found.annotate(later=later).order_by("later", "pk")
