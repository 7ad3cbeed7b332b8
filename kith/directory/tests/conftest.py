"""Listings kept by Riverbend, and one by Harbour."""

from dataclasses import dataclass

import pytest

from kith.accounts import tenancy
from kith.directory import actions
from kith.directory.models import Location, Organization, Service


@dataclass(frozen=True)
class Kept:
    """A service of Riverbend's with a door, and the place of the door."""

    organization: Organization
    service: Service
    place: Location
    foreign: Service
    free: Service


@pytest.fixture
def kept(cast) -> Kept:
    organization = Organization.objects.create(name="Mill House", steward=cast.riverbend)
    other = Organization.objects.create(name="Quay Trust", steward=cast.harbour)
    nobodys = Organization.objects.create(name="Listed Elsewhere")
    with tenancy.acting_for(cast.riverbend.id):
        service = actions.create_service(
            organization=organization, fields={"name": "Evening talks", "cost": "free"}, by=cast.ben
        )
        place = actions.create_location(
            service=service, by=cast.ben,
            fields={"name": "The mill", "area": "Oldtown", "latitude": 51.1234,
                    "longitude": 4.5678},
            address={"address_1": "12 Marker Lane", "city": "Larkhaven", "country": "US"},
        )  # fmt: skip
    return Kept(
        organization=organization, service=service, place=place,
        foreign=Service.objects.create(name="Quay café", organization=other, steward=cast.harbour),
        free=Service.objects.create(name="Nobody's line", organization=nobodys),
    )  # fmt: skip


@pytest.fixture
def at_riverbend(cast):
    """A transaction of Riverbend's for the length of the test."""
    with tenancy.acting_for(cast.riverbend.id):
        yield
