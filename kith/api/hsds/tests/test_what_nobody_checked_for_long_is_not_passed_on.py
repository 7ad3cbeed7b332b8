"""What the pages hide after two years is neither in the API nor in a file."""

import datetime as dt

import pytest
from django.test import Client

from kith.core import clock
from kith.directory.exporting import listed
from kith.directory.exporting.tests import listings
from kith.directory.models import Service
from kith.directory.search.asking import HIDDEN_AFTER


@pytest.mark.parametrize(("days", "is_there"), [(-1, True), (0, False), (400, False)])
def test_two_years_after_the_last_check(
    town: listings.Listings, client: Client, days: int, is_there: bool
) -> None:
    day = clock.today() - HIDDEN_AFTER - dt.timedelta(days)
    Service.objects.filter(pk=town.service.pk).update(verified_on=day, assured_date=None)
    answer = client.get(f"/hsds/services/{town.service.pk}")
    assert answer.status_code == (200 if is_there else 404)
    assert listed.public("phone").filter(service=town.service).exists() is is_there
