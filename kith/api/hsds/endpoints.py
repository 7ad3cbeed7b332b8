"""Which lists there are: what may be asked of each, which rows fit, what is gathered with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kith.api.hsds import filters
from kith.api.hsds.asked import Asked
from kith.directory.exporting import gather

PAGED = ("search", "page", "per_page", "format")
TERMS = ("taxonomy_term_id", "taxonomy_id")
CHANGES = ("modified_after", "minimal", "full")
UK = ("minimum_age", "maximum_age", "start_time", "end_time", "day")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`path`: under the API's own address. `table`: of HSDS. `one`: parameters of a single row."""

    path: str
    table: str
    about: str
    parameters: tuple[str, ...]
    rows: Callable[[Asked], QuerySet]
    around: Callable[[list[Any], Asked, bool], gather.Gathered]
    one: tuple[str, ...] = ()


ENDPOINTS = (
    Endpoint(
        "services", "service", "services",
        (*PAGED, *TERMS, "organization_id", *CHANGES, *UK),
        filters.services, lambda rows, asked, full: gather.services(rows, full=full),
    ),
    Endpoint(
        "organizations", "organization", "organizations",
        (*PAGED, *TERMS, *CHANGES, "full_service"),
        filters.organizations,
        lambda rows, asked, full: gather.organizations(
            rows, full=full or asked.get("full_service", False),
            full_services=asked.get("full_service", False),
        ),
        one=("full_service",),
    ),
    Endpoint(
        "service_at_locations", "service_at_location", "services at locations",
        (*PAGED, *TERMS, "organization_id", *CHANGES, "postcode", "proximity", *UK),
        filters.places, lambda rows, asked, full: gather.places(rows, full=full),
    ),
    Endpoint(
        "taxonomies", "taxonomy", "taxonomies", PAGED,
        filters.taxonomies, lambda rows, asked, full: gather.taxonomies(rows),
    ),
    Endpoint(
        "taxonomy_terms", "taxonomy_term", "taxonomy terms",
        (*PAGED, "taxonomy_id", "top_only", "parent_id"),
        filters.terms, lambda rows, asked, full: gather.terms(rows),
    ),
)  # fmt: skip
