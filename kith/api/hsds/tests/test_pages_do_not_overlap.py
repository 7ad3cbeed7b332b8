"""Paging meets every row once, and past the end there is an empty page."""

from django.test import Client

from kith.directory import models as m
from kith.directory.exporting.tests.listings import Listings


def test_every_row_once(client: Client, town: Listings) -> None:
    for number in range(7):
        m.Service.objects.create(organization=town.organization, name=f"Same name {number % 2}")
    met: list[str] = []
    for number in (1, 2, 3):
        page = client.get(f"/hsds/services?per_page=4&page={number}").json()
        assert (page["total_items"], page["total_pages"], page["page_number"]) == (9, 3, number)
        assert (page["first_page"], page["last_page"]) == (number == 1, number == 3)
        assert page["size"] == len(page["contents"])
        met += [row["id"] for row in page["contents"]]
    assert len(met) == len(set(met)) == 9


def test_past_the_end_is_empty(client: Client, town: Listings) -> None:
    page = client.get("/hsds/services?page=2147483647&per_page=2147483647").json()
    assert (page["empty"], page["size"], page["contents"]) == (True, 0, [])
    assert (page["total_items"], page["last_page"]) == (2, True)


def test_minimal_is_ids_and_changes(client: Client, town: Listings) -> None:
    page = client.get("/hsds/services?minimal=true").json()
    assert [set(row) for row in page["contents"]] == [{"id", "last_modified"}] * 2


def test_without_rows(client: Client, db: None) -> None:
    page = client.get("/hsds/services").json()
    assert (page["total_items"], page["total_pages"], page["empty"]) == (0, 0, True)
