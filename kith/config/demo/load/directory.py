"""The directory of the town, by COPY: a block at a time, so that any scale fits in memory."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from uuid import UUID

from django.db import models

from kith.config.demo import directory, town
from kith.config.demo.directory import Block, Listing, Place, Provider
from kith.config.demo.load.copying import copy
from kith.config.demo.load.telling import Telling
from kith.config.demo.town import make_id
from kith.core import clock, events
from kith.core.languages import english_name_of
from kith.directory import actions
from kith.directory import models as rows
from kith.directory.events import ServicesChanged

CHECK_EVERY = dt.timedelta(days=180)
WRITTEN = 0.6
"""Of the time; the rest is search learning what there is."""


def load(telling: Telling) -> None:
    """Terms, then the first block, then search is told.

    Its confidential places are still public here: keeping.py protects them.
    """
    actions.load_taxonomy()
    telling.needs = _terms("needs")
    block = directory.build(telling.today, seed=telling.seed)
    _write(_before_protection(block), telling)
    events.publish(ServicesChanged(None))


def load_rest(telling: Telling) -> None:
    """The other blocks, once everything was told: what is told by actions asks the database for one
    row at a time, and it knows nothing yet of how many rows this transaction has added."""
    for number in range(1, telling.scale):
        _write(directory.build(telling.today, block=number, seed=telling.seed), telling)
        telling.reached(number / (telling.scale - 1) * WRITTEN)
    if telling.scale > 1:
        events.publish(ServicesChanged(None))


def _write(block: Block, telling: Telling) -> None:
    for table in _tables(block, telling.needs | _terms("communities"), _source(), _people()):
        copy(table)
    telling.count("services", len(block.listings))
    telling.count("places", len(block.places))


def _before_protection(block: Block) -> Block:
    places = {place.id: replace(place, confidentiality="full") for place in block.places}
    listings = tuple(
        replace(listing, place=listing.place and places[listing.place.id])
        for listing in block.listings
    )
    return replace(block, places=tuple(places.values()), listings=listings)


def _terms(kind: str) -> dict[str, UUID]:
    found = rows.TaxonomyTerm.objects.filter(taxonomy__kind=kind)
    return dict(found.values_list("code", "id"))


def _source() -> rows.Source:
    """The second list, from which the duplicates come."""
    return rows.Source.objects.get_or_create(
        id=make_id("source", "county"), defaults={"name": "County list (made up)"}
    )[0]


def _people() -> rows.Unit:
    """What free places are counted in."""
    return rows.Unit.objects.get_or_create(
        id=make_id("unit", "people"), defaults={"name": "people"}
    )[0]


def _tables(
    block: Block, terms: dict[str, UUID], source: rows.Source, counted_in: rows.Unit
) -> Iterator[Iterable[models.Model]]:
    """Every table in an order in which foreign keys find what they point at."""
    listings, places = block.listings, block.places
    yield (_provider(provider) for provider in block.providers)
    yield (_location(place) for place in places)
    yield (_address(place) for place in places if place.confidentiality == "full")
    yield (_accessibility(place) for place in places if place.accessibility)
    yield (_service(listing, source) for listing in listings)
    yield (_door(listing) for listing in listings if listing.place)
    yield (row for listing in listings for row in _schedules(listing))
    yield (_phone(listing) for listing in listings)
    yield (row for listing in listings for row in _languages(listing))
    yield (row for listing in listings for row in _texts(listing))
    yield (row for listing in listings for row in _attributes(listing, terms))
    yield (_cost(listing) for listing in listings if listing.kind.amount is not None)
    yield (row for listing in listings for row in _documents(listing))
    yield (_area(listing) for listing in listings if listing.place is None)
    yield (row for listing in listings for row in _free_places(listing, counted_in))


def _free_places(listing: Listing, counted_in: rows.Unit) -> Iterator[rows.ServiceCapacity]:
    """Full where there is a waiting list, a quarter free where there is room."""
    if listing.room_for is not None:
        is_open = listing.capacity in ("capacity", "unknown")
        yield rows.ServiceCapacity(
            id=make_id("free places", listing.id), service_id=listing.id, unit=counted_in,
            available=listing.room_for // 4 if is_open else 0, maximum=listing.room_for,
            updated=clock.now(),
        )  # fmt: skip


def _tenant_id(slug: str) -> UUID | None:
    return make_id("tenant", slug) if slug else None


def _provider(provider: Provider) -> rows.Organization:
    return rows.Organization(
        id=provider.id,
        name=provider.name,
        description=provider.description,
        email=f"hello@{provider.site}",
        website=f"https://{provider.site}/",
        steward_id=_tenant_id(provider.steward),
        operated_by_id=_tenant_id(provider.tenant),
    )


def _location(place: Place) -> rows.Location:
    is_hidden = place.confidentiality == "hidden"
    middle = place.district if place.confidentiality == "partial" else place
    return rows.Location(
        id=place.id,
        organization_id=place.provider,
        name=place.name,
        latitude=None if is_hidden else middle.latitude,
        longitude=None if is_hidden else middle.longitude,
        confidentiality=place.confidentiality,
        area="" if is_hidden else place.district.name,
        time_zone=town.TIME_ZONE,
        transportation="" if is_hidden else f"Bus 4 to {place.district.name}",
    )


def _address(place: Place) -> rows.Address:
    return rows.Address(
        id=make_id("address", place.id),
        location_id=place.id,
        address_1=place.street,
        city=town.NAME,
        region=place.district.name,
        state_province=town.STATE,
        postal_code=f"00{town.DISTRICTS.index(place.district) + 100}",
        country=town.COUNTRY,
    )


def _accessibility(place: Place) -> rows.Accessibility:
    return rows.Accessibility(
        id=make_id("accessibility", place.id), location_id=place.id, description=place.accessibility
    )


def _service(listing: Listing, source: rows.Source) -> rows.Service:
    kind, verified = listing.kind, listing.verified_on
    return rows.Service(
        id=listing.id,
        source_id=source.id if listing.source else None,
        organization_id=listing.provider.id,
        name=listing.name,
        description=listing.description,
        email=f"hello@{listing.provider.site}",
        url=f"https://{listing.provider.site}/",
        status=listing.status,
        minimum_age=kind.ages[0],
        maximum_age=kind.ages[1],
        eligibility_description=_eligibility(kind),
        not_for=kind.not_for,
        access=list(kind.access),
        cost=kind.cost,
        capacity=listing.capacity,
        everywhere=kind.everywhere,
        interpretation_services="On request" if len(listing.languages) > 3 else "",
        do_not_list=bool(listing.do_not_list),
        do_not_refer=bool(listing.do_not_refer),
        do_not_reason=listing.do_not_list or listing.do_not_refer,
        verified_on=verified,
        assured_date=verified,
        next_check_on=verified + CHECK_EVERY if verified else None,
        steward_id=_tenant_id(listing.provider.steward),
    )


def _eligibility(kind: town.Kind) -> str:
    low, high = kind.ages
    if low and high:
        return f"For people from {low} to {high} years old."
    return f"For people of {low} years and older." if low else ""


def _door(listing: Listing) -> rows.ServiceAtLocation:
    assert listing.place
    return rows.ServiceAtLocation(
        id=make_id("door", listing.id), service_id=listing.id, location_id=listing.place.id
    )


def _schedules(listing: Listing) -> Iterator[rows.Schedule]:
    for number, rule in enumerate(listing.rules):
        yield rows.Schedule(
            id=make_id("schedule", listing.id, number),
            service_id=listing.id,
            timezone=town.TIME_ZONE,
            **asdict(rule),
        )


def _phone(listing: Listing) -> rows.Phone:
    return rows.Phone(
        id=make_id("phone", listing.id), service_id=listing.id, number=listing.phone, type="voice"
    )


def _languages(listing: Listing) -> Iterator[rows.Language]:
    for code in listing.languages:
        yield rows.Language(
            id=make_id("language", listing.id, code),
            service_id=listing.id,
            code=code,
            name=english_name_of(code),
        )


def _texts(listing: Listing) -> Iterator[rows.ServiceText]:
    for language, state in listing.texts:
        name, description = town.words(language)[listing.kind.key]
        where = listing.place and listing.place.confidentiality != "hidden"
        yield rows.ServiceText(
            id=make_id("text", listing.id, language),
            service_id=listing.id,
            language=language,
            name=f"{name} · {listing.place.district.name}" if where and listing.place else name,
            description=description,
            state=state,
        )


def _attributes(listing: Listing, terms: dict[str, UUID]) -> Iterator[rows.Attribute]:
    for code in (*listing.kind.needs, *listing.kind.communities):
        if code in terms:
            yield rows.Attribute(
                id=make_id("attribute", listing.id, code),
                link_entity="service",
                link_id=listing.id,
                taxonomy_term_id=terms[code],
            )


def _cost(listing: Listing) -> rows.CostOption:
    return rows.CostOption(
        id=make_id("cost", listing.id),
        service_id=listing.id,
        currency="USD",
        amount=listing.kind.amount,
        amount_description="each time; tell us if it is too much",
    )


def _documents(listing: Listing) -> Iterator[rows.RequiredDocument]:
    for number, document in enumerate(listing.kind.documents):
        yield rows.RequiredDocument(
            id=make_id("document", listing.id, number), service_id=listing.id, document=document
        )


def _area(listing: Listing) -> rows.ServiceArea:
    return rows.ServiceArea(
        id=make_id("area", listing.id),
        service_id=listing.id,
        name=town.NAME,
        bounds=[-101.0, 42.33, -100.8, 42.47],
    )
