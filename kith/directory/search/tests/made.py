"""Services made for a test of search. `place(...)` writes rows; `ready()` makes them findable."""

import datetime as dt
from typing import Any
from uuid import UUID

from kith.directory.models import (
    Address,
    Attribute,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Synonym,
    Taxonomy,
    TaxonomyTerm,
    TermName,
)  # fmt: skip
from kith.directory.search import index
from kith.directory.search.query import Page, Query, search

NOW = dt.datetime(2026, 3, 11, 12, 0, tzinfo=dt.UTC)
"""A Wednesday at noon."""


def service(name: str = "Talking group", **fields: Any) -> Service:
    organization = Organization.objects.create(name=fields.pop("organization", "Riverbend"))
    fields.setdefault("verified_on", NOW.date() - dt.timedelta(30))
    return Service.objects.create(organization=organization, name=name, **fields)


def door(
    of: Service, latitude: float | None = 40.0, longitude: float | None = -75.0, **fields: Any
) -> Location:
    street = fields.pop("street", "")
    city = fields.pop("city", "")
    fields.setdefault("time_zone", "UTC")
    location = Location.objects.create(latitude=latitude, longitude=longitude, **fields)
    ServiceAtLocation.objects.create(service=of, location=location)
    if street or city:
        Address.objects.create(location=location, address_1=street, city=city, country="US")
    return location


def place(
    name: str = "Talking group", latitude: float = 40.0, longitude: float = -75.0, **fields: Any
) -> Service:
    """A service with one public door."""
    where = {key: fields.pop(key) for key in ("street", "city", "time_zone") if key in fields}
    made = service(name, **fields)
    door(made, latitude, longitude, **where)
    return made


def speaks(of: Service, *codes: str) -> Service:
    for code in codes:
        Language.objects.create(service=of, code=code)
    return of


def hours(of: Service, byday: str, opens: str, closes: str, **fields: Any) -> Service:
    fields.setdefault("freq", "WEEKLY")
    Schedule.objects.create(service=of, byday=byday, opens_at=opens, closes_at=closes, **fields)
    return of


def phone(of: Service, number: str = "555-0100") -> Service:
    Phone.objects.create(service=of, number=number)
    return of


def term(
    name: str, parent: TaxonomyTerm | None = None, kind: str = "needs", **names: str
) -> TaxonomyTerm:
    taxonomy, _made = Taxonomy.objects.get_or_create(kind=kind, defaults={"name": kind})
    made = TaxonomyTerm.objects.create(taxonomy=taxonomy, name=name, parent=parent, code=name)
    for language, label in names.items():
        TermName.objects.create(term=made, language=language, name=label)
    return made


def about(of: Service, *terms: TaxonomyTerm) -> Service:
    for one in terms:
        Attribute.objects.create(link_entity="service", link_id=of.id, taxonomy_term=one)
    return of


def synonym(words: str, means: str, language: str = "en") -> None:
    Synonym.objects.create(language=language, words=words, means=means)


def ready() -> int:
    return index.refresh()


def find(words: str = "", **fields: Any) -> Page:
    fields.setdefault("at", NOW)
    return search(Query(words=words, **fields))


def names(words: str = "", **fields: Any) -> list[str]:
    """What is found, in order."""
    return [result.name for result in find(words, **fields).results]


def ids(page: Page) -> list[UUID]:
    return [result.id for result in page.results]
