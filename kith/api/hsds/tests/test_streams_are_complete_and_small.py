"""A stream of all rows: each once, whatever the batches, and never all in memory."""

import gc
import json

import pytest
from django.test import Client

from kith.directory import models as m
from kith.directory.exporting import gather, listed, streams
from kith.directory.exporting.tests.listings import Listings


def _lines(client: Client, path: str) -> list[dict]:
    response = client.get(f"/hsds/{path}")
    assert response["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


@pytest.mark.parametrize("path", ["services", "organizations", "service_at_locations"])
def test_a_line_is_what_the_page_says(client: Client, town: Listings, path: str) -> None:
    page = client.get(f"/hsds/{path}?full=true").json()["contents"]
    assert _lines(client, f"{path}?format=ndjson&full=true") == page


def test_each_row_once_whatever_the_batches(town: Listings) -> None:
    m.Service.objects.bulk_create(
        m.Service(organization=town.organization, name="Same") for _ in range(11)
    )
    for size in (1, 4, 13, 50):
        batches = list(streams.batches(listed.rows("service"), size))
        ids = [row.pk for batch in batches for row in batch]
        assert len(ids) == len(set(ids)) == 13
        assert all(len(batch) <= size for batch in batches)


def test_minimal_and_filters_work_in_a_stream(client: Client, town: Listings) -> None:
    lines = _lines(client, "services?format=ndjson&minimal=true&minimum_age=18")
    assert [set(line) for line in lines] == [{"id", "last_modified"}]


def test_no_more_than_two_batches_are_held_at_once(
    town: Listings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams.batches, "__defaults__", (10,))
    m.Service.objects.bulk_create(
        m.Service(organization=town.organization, name="Same") for _ in range(100)
    )
    gc.collect()
    before = _services_in_memory()
    for number, _ in enumerate(streams.nested("service", listed.rows("service"), gather.services)):
        if number % 10 == 5:
            gc.collect()
            assert _services_in_memory() - before <= 20


def _services_in_memory() -> int:
    return sum(isinstance(found, m.Service) for found in gc.get_objects())
