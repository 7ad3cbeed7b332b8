"""A list of a thousand costs as many queries as a list of ten."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.directory import models as m
from kith.directory.exporting.tests import listings


def _more(organization: m.Organization, location: m.Location, count: int) -> None:
    services = m.Service.objects.bulk_create(
        m.Service(organization=organization, name=f"Service {n}") for n in range(count)
    )
    m.ServiceAtLocation.objects.bulk_create(
        m.ServiceAtLocation(service=service, location=location) for service in services
    )
    m.Phone.objects.bulk_create(m.Phone(service=s, number="555-0100") for s in services)
    m.Schedule.objects.bulk_create(m.Schedule(service=s, byday="MO") for s in services)


def _count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/hsds/{path}per_page=500").status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("services?", 4), ("services?full=true&", 27), ("organizations?", 2),
        ("organizations?full_service=true&", 27), ("service_at_locations?", 6),
        ("service_at_locations?full=true&", 27),
    ],
)  # fmt: skip
def test_ten_and_a_thousand(client: Client, town: listings.Listings, path: str, most: int) -> None:
    _more(town.organization, town.location, 10)
    few = _count(client, path)
    _more(town.organization, town.location, 990)
    assert _count(client, path) == few <= most
