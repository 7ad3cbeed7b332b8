"""Nothing of an unlisted service, an internal note or a confidential place leaves by this door."""

import pytest
from django.test import Client

from kith.core import clock
from kith.directory import models as m
from kith.directory.exporting.tests.listings import Listings

DOORS = (
    "services?full=true", "services?format=ndjson&full=true", "organizations?full_service=true",
    "organizations?full=true", "service_at_locations?full=true", "service_at_locations",
    "services?minimal=true", "taxonomies", "taxonomy_terms",
)  # fmt: skip
NEVER = (
    "SECRET", "UNLISTED", "inside", "confidentiality", "steward", '"external_id"', '"source_id"',
)  # fmt: skip


def _told(client: Client, path: str) -> str:
    response = client.get(f"/hsds/{path}")
    assert response.status_code == 200
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


@pytest.mark.parametrize("path", DOORS)
def test_no_list_tells(client: Client, town: Listings, path: str) -> None:
    told = _told(client, path)
    assert len(told) > 100
    for word in NEVER:
        assert word not in told


def test_a_hidden_place_has_no_where(client: Client, town: Listings) -> None:
    services = client.get(f"/hsds/services/{town.refuge.pk}").json()
    places = {
        p["location"].get("area", ""): p["location"] for p in services["service_at_locations"]
    }
    hidden, area = places[""], places["East side"]
    assert set(hidden) == {"id", "location_type", "phones"}
    assert (area["latitude"], area["longitude"]) == (51.6, -0.2), "the middle of the area"
    assert "name" not in area and "addresses" not in area


def test_the_middle_of_an_area_is_no_door(client: Client, town: Listings) -> None:
    m.Location.objects.filter(confidentiality="partial").update(latitude=51.612345)
    place = client.get(f"/hsds/service_at_locations/{town.area_place.pk}").json()
    assert place["location"]["latitude"] == 51.61


@pytest.mark.parametrize(
    "change",
    [
        {"do_not_list": True}, {"do_not_refer": True}, {"status": "inactive"},
        {"status": "defunct"}, {"removed_at": clock.now()},
    ],
)  # fmt: skip
def test_an_unlisted_service_is_gone_everywhere(
    client: Client, town: Listings, change: dict[str, object]
) -> None:
    m.Service.objects.filter(pk=town.service.pk).update(**change)
    for path in DOORS:
        told = _told(client, path)
        assert str(town.service.pk) not in told
        assert "Listening circle" not in told and "Evenings" not in told
    assert client.get(f"/hsds/services/{town.service.pk}").status_code == 404
    assert client.get(f"/hsds/service_at_locations/{town.place.pk}").status_code == 404


def test_an_organization_that_offers_only_what_is_unlisted_is_not_told(
    client: Client, town: Listings
) -> None:
    m.Service.objects.update(do_not_list=True)
    assert client.get(f"/hsds/organizations/{town.organization.pk}").status_code == 404
    assert "Riverbend" not in _told(client, "organizations?full=true")


def test_a_removed_organization_takes_its_services_along(client: Client, town: Listings) -> None:
    m.Organization.objects.filter(pk=town.organization.pk).update(removed_at=clock.now())
    assert client.get("/hsds/services").json()["total_items"] == 0
