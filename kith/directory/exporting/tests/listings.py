"""A small made-up directory with a row in each of the 24 tables, public and not."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kith.directory import models as m

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Listings:
    """What the tests speak about by name."""

    organization: m.Organization
    service: m.Service
    location: m.Location
    place: m.ServiceAtLocation
    refuge: m.Service
    area_place: m.ServiceAtLocation
    unlisted: m.Service
    term: m.TaxonomyTerm


def make() -> Listings:
    """One of each."""
    units = m.Unit.objects.create(name="Places", scheme="made up", identifier="p")
    organization = _organization()
    program = m.Program.objects.create(organization=organization, name="Evenings")
    service = _service(organization, program, units)
    location = _location(organization)
    place = m.ServiceAtLocation.objects.create(
        service=service, location=location, description="Second floor"
    )
    _details(organization, service, location, place)
    term = _words(organization, service, location)
    refuge, area_place = _confidential(organization)
    return Listings(
        organization=organization,
        service=service,
        location=location,
        place=place,
        refuge=refuge,
        area_place=area_place,
        unlisted=_unlisted(organization),
        term=term,
    )


def _organization() -> m.Organization:
    network = m.Organization.objects.create(name="Valley Network")
    organization = m.Organization.objects.create(
        name="Riverbend Commons",
        alternate_name="RC",
        description="Neighbours for neighbours",
        email="hello@riverbend.example",
        website="https://riverbend.example/",
        legal_status="Charity",
        year_incorporated=1998,
        logo="https://riverbend.example/logo.svg",
        parent_organization=network,
        uri="https://register.example/77",
    )
    m.OrganizationIdentifier.objects.create(
        organization=organization,
        identifier_scheme="XX",
        identifier_type="register",
        identifier="77",
    )
    m.Url.objects.create(organization=organization, label="Blog", url="https://blog.example/")
    m.Funding.objects.create(organization=organization, source_text="Town council")
    return organization


def _service(organization: m.Organization, program: m.Program, unit: m.Unit) -> m.Service:
    service = m.Service.objects.create(
        organization=organization,
        program=program,
        name="Listening circle",
        alternate_name="Circle",
        description="Tea and time",
        url="https://riverbend.example/circle",
        status="active",
        email="circle@riverbend.example",
        interpretation_services="Dari, Somali",
        application_process="Walk in",
        fees_description="Free",
        accreditations="None",
        eligibility_description="Adults",
        minimum_age=18,
        maximum_age=99,
        assured_date=dt.date(2026, 1, 2),
        verified_on=dt.date(2026, 2, 3),
        alert="Closed at Easter",
        assurer_email="inside@riverbend.example",
        not_for="Emergencies",
        access=["walk_in", "phone"],
        cost="free",
        capacity="capacity",
        everywhere=True,
        do_not_reason="inside words",
    )
    m.CostOption.objects.create(
        service=service,
        option="Adults",
        currency="EUR",
        amount=Decimal("2.50"),
        amount_description="a cup",
        valid_from=dt.date(2026, 1, 1),
        valid_to=dt.date(2026, 12, 31),
    )
    m.RequiredDocument.objects.create(
        service=service, document="None", uri="https://docs.example/1"
    )
    m.ServiceCapacity.objects.create(
        service=service, unit=unit, available=4, maximum=12, description="chairs", updated=NOON
    )
    m.Url.objects.create(service=service, label="Video", url="https://video.example/v?id=1")
    m.Funding.objects.create(service=service, source_text="Lottery")
    m.Language.objects.create(service=service, name="Somali", code="so", note="Tuesdays")
    return service


def _location(organization: m.Organization) -> m.Location:
    location = m.Location.objects.create(
        organization=organization,
        location_type="physical",
        name="The Mill",
        alternate_name="Mill",
        description="Brick house",
        transportation="Bus 7",
        url="https://mill.example/",
        latitude=51.5,
        longitude=-0.12,
        external_identifier="m-1",
        external_identifier_type="own",
        area="Old Town",
        time_zone="Europe/London",
    )
    m.Address.objects.create(
        location=location,
        attention="Desk",
        address_1="1 Mill Lane",
        address_2="Floor 2",
        city="Riverbend",
        region="Valley",
        state_province="RV",
        postal_code="RV1 1AA",
        country="GB",
    )
    m.Accessibility.objects.create(
        location=location, description="Ramp", details="Ring", url="https://mill.example/ramp"
    )
    m.Language.objects.create(location=location, name="English", code="en")
    return location


def _details(
    organization: m.Organization,
    service: m.Service,
    location: m.Location,
    place: m.ServiceAtLocation,
) -> None:
    owners: list[dict[str, Any]] = [
        {"organization": organization},
        {"service": service},
        {"location": location},
        {"service_at_location": place},
    ]
    for number, owner in enumerate(owners):
        contact = m.Contact.objects.create(
            name="Desk", title="Host", department="Front", email="desk@riverbend.example", **owner
        )
        m.Phone.objects.create(contact=contact, number=f"555-010{number}", type="voice")
        phone = m.Phone.objects.create(
            number=f"555-020{number}",
            extension=["12", "012", "x3", ""][number],
            type="voice",
            description="Daytime",
            **owner,
        )
        m.Language.objects.create(phone=phone, name="Dari", code="fa")
    for owner in owners[1:]:
        m.Schedule.objects.create(
            valid_from=dt.date(2026, 1, 1),
            valid_to=dt.date(2026, 12, 31),
            freq="WEEKLY",
            wkst="MO",
            dtstart=dt.date(2026, 1, 5),
            until=dt.date(2026, 12, 30),
            count=52,
            interval=1,
            byday="MO,WE",
            byweekno="1",
            bymonthday="2",
            byyearday="3",
            description="Mondays",
            opens_at=dt.time(9),
            closes_at=dt.time(17, 30),
            timezone="Europe/London",
            schedule_link="https://mill.example/hours",
            attending_type="in person",
            notes="Knock",
            **owner,
        )
    for owner in (owners[1], owners[3]):
        m.ServiceArea.objects.create(
            name="Valley",
            description="The whole valley",
            extent="valley",
            extent_type="text",
            uri="https://areas.example/valley",
            bounds=[-0.5, 51.0, 0.5, 52.0],
            **owner,
        )


def _words(
    organization: m.Organization, service: m.Service, location: m.Location
) -> m.TaxonomyTerm:
    needs = m.Taxonomy.objects.create(
        name="Needs",
        description="What would help",
        uri="https://needs.example/",
        version="1",
        kind="needs",
    )
    parent = m.TaxonomyTerm.objects.create(taxonomy=needs, name="Company", code="c")
    term = m.TaxonomyTerm.objects.create(
        taxonomy=needs,
        parent=parent,
        name="Somebody to talk to",
        code="c1",
        language="en",
        description="Talking",
        term_uri="https://needs.example/c1",
        stands_for=parent,
    )
    for name, row in (("service", service), ("organization", organization), ("location", location)):
        m.Attribute.objects.create(
            link_entity=name, link_id=row.pk, link_type="need", taxonomy_term=term, label="A label"
        )
        m.Metadata.objects.create(
            resource_id=str(row.pk),
            resource_type=name,
            last_action_date=dt.date(2026, 1, 1),
            last_action_type="update",
            field_name="name",
            previous_value="Old",
            replacement_value="New",
            updated_by="The desk",
        )
    m.Attribute.objects.create(link_entity="service", link_id=service.pk, value="quiet room")
    m.MetaTableDescription.objects.create(name="services", language="en", character_set="UTF-8")
    return term


def _confidential(organization: m.Organization) -> tuple[m.Service, m.ServiceAtLocation]:
    """A refuge nobody may find, and a house of which only the district is public."""
    hidden = m.Location.objects.create(
        name="The refuge",
        confidentiality="hidden",
        transportation="SECRET bus stop",
        external_identifier="SECRET-9",
        description="SECRET door",
        url="https://secret.example/",
    )
    m.Metadata.objects.create(
        resource_id=str(hidden.pk),
        resource_type="location",
        last_action_date=dt.date(2026, 1, 1),
        last_action_type="update",
        field_name="latitude",
        previous_value="SECRET 51.7",
        replacement_value="",
        updated_by="The desk",
    )
    refuge = m.Service.objects.create(organization=organization, name="Refuge", status="active")
    m.ServiceAtLocation.objects.create(service=refuge, location=hidden)
    m.Phone.objects.create(location=hidden, number="555-0999")
    area = m.Location.objects.create(
        name="Family house",
        confidentiality="partial",
        area="East side",
        latitude=51.6,
        longitude=-0.2,
        transportation="SECRET tram",
    )
    place = m.ServiceAtLocation.objects.create(service=refuge, location=area)
    return refuge, place


def _unlisted(organization: m.Organization) -> m.Service:
    """A service that asked not to be listed, with a phone that also names the organization."""
    service = m.Service.objects.create(
        organization=organization, name="UNLISTED help", do_not_list=True, status="active"
    )
    m.Phone.objects.create(organization=organization, service=service, number="UNLISTED-1")
    house = m.Location.objects.create(
        organization=organization, name="UNLISTED house", latitude=51.5, longitude=-0.12
    )
    m.ServiceAtLocation.objects.create(service=service, location=house)
    m.Attribute.objects.create(link_entity="service", link_id=service.pk, value="UNLISTED value")
    return service
