"""Each parameter alone, and that they add up."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from django.test import Client

from kith.core import clock
from kith.directory import models as m
from kith.directory.exporting.tests.listings import Listings
from kith.directory.search import index

CIRCLE, REFUGE = "Listening circle", "Refuge"


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
@pytest.mark.parametrize(
    ("parameters", "fits"),
    [
        ({"minimum_age": 18}, True), ({"minimum_age": 19}, False),
        ({"maximum_age": 99}, True), ({"maximum_age": 98}, False),
        ({"day": "MO"}, True), ({"day": "TU"}, False),
        ({"start_time": "09:00"}, True), ({"start_time": "09:01"}, False),
        ({"end_time": "17:30:00"}, True), ({"end_time": "17:29"}, False),
        ({"day": "WE", "start_time": "08:00", "end_time": "18:00"}, True),
        ({"day": "WE", "minimum_age": 40}, False),
    ],
)  # fmt: skip
def test_the_filters_of_the_uk(names, town: Listings, path: str, parameters, fits: bool) -> None:
    assert names(path, **parameters) == ([CIRCLE] if fits else [])


def test_hours_that_only_close_or_are_not_certain_do_not_fit(names, town: Listings) -> None:
    m.Schedule.objects.update(closed=True)
    assert names("services", day="MO") == []
    m.Schedule.objects.update(closed=False, certain=False)
    assert names("services", day="MO") == []


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_by_term_and_by_taxonomy(names, town: Listings, path: str) -> None:
    assert names(path, taxonomy_term_id=town.term.pk) == [CIRCLE]
    assert names(path, taxonomy_id=town.term.taxonomy_id) == [CIRCLE]
    assert names(path, taxonomy_term_id=town.term.parent_id) == []
    assert names(path, taxonomy_id=uuid4()) == []


def test_organizations_by_their_own_terms_or_those_of_a_service(names, town: Listings) -> None:
    assert names("organizations", taxonomy_term_id=town.term.pk) == ["Riverbend Commons"]
    m.Attribute.objects.filter(link_entity="organization").delete()
    assert names("organizations", taxonomy_id=town.term.taxonomy_id) == ["Riverbend Commons"]
    m.Service.objects.filter(pk=town.service.pk).update(do_not_list=True)
    assert names("organizations", taxonomy_id=town.term.taxonomy_id) == []


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_by_organization(names, town: Listings, path: str) -> None:
    assert set(names(path, organization_id=town.organization.pk)) == {CIRCLE, REFUGE}
    assert names(path, organization_id=uuid4()) == []


def test_terms_by_place_in_the_tree(names, town: Listings) -> None:
    assert names("taxonomy_terms", top_only="true") == ["Company"]
    assert names("taxonomy_terms", top_only="false") == ["Company", "Somebody to talk to"]
    assert names("taxonomy_terms", parent_id=town.term.parent_id) == ["Somebody to talk to"]
    assert names("taxonomy_terms", taxonomy_id=uuid4()) == []


WORDS = [
    ("services", "tea time", [CIRCLE]), ("services", "TÉA", [CIRCLE]),
    ("services", "tea submarine", []), ("services", "unlisted", []),
    ("service_at_locations", "tea", [CIRCLE]),
    ("organizations", "commons riverbend", ["Riverbend Commons"]),
    ("organizations", "tea", ["Riverbend Commons"]), ("organizations", "submarine", []),
    ("taxonomies", "need", ["Needs"]), ("taxonomy_terms", "talk", ["Somebody to talk to"]),
]  # fmt: skip


def test_by_words(names, searchable: Listings) -> None:
    for path, words, found in WORDS:
        assert names(path, search=words) == found, (path, words)


def test_a_name_with_the_words_comes_first(client: Client, town: Listings) -> None:
    tea = m.Service.objects.create(organization=town.organization, name="Tea")
    index.refresh()
    contents = client.get("/hsds/services?search=tea").json()["contents"]
    assert [row["name"] for row in contents] == [tea.name, CIRCLE]


def _long_ago(rows: QuerySet) -> None:
    rows.update(modified_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))


def test_a_new_phone_number_counts_as_a_change_of_the_service(names, town: Listings) -> None:
    for model in (m.Service, m.Phone, m.Schedule, m.Contact, m.Language, m.ServiceArea, m.Funding,
                  m.CostOption, m.RequiredDocument, m.ServiceCapacity, m.Url,
                  m.ServiceAtLocation):  # fmt: skip
        _long_ago(model.objects.all())
    assert names("services", modified_after="2021-01-01") == []
    m.Phone.objects.filter(service=town.service).update(modified_at=clock.now())
    assert names("services", modified_after="2021-01-01T00:00:00+02:00") == [CIRCLE]


@pytest.mark.parametrize(
    ("postcode", "found"),
    [("RV1 1AA", [CIRCLE]), ("rv11aa", [CIRCLE]), ("RV1", [CIRCLE]), ("XX", [CIRCLE])],
)
def test_by_postcode_alone(names, town: Listings, postcode: str, found: list[str]) -> None:
    """Here, or everywhere: the circle serves people wherever they live."""
    assert names("service_at_locations", postcode=postcode) == found


def test_a_service_for_another_area_is_not_near(names, searchable: Listings) -> None:
    m.Service.objects.update(everywhere=False)
    near = {"postcode": "RV1", "proximity": 50}
    assert names("service_at_locations", **near) == [CIRCLE]
    m.ServiceArea.objects.update(bounds=[10.0, 10.0, 11.0, 11.0])
    assert names("service_at_locations", **near) == []
    m.ServiceArea.objects.update(bounds=[170.0, 50.0, -0.05, 60.0])
    assert names("service_at_locations", **near) == [CIRCLE], "a box across the date line"
