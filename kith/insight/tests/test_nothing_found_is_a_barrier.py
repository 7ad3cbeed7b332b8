"""Somebody searched and found nothing: counted, with nobody's name on it."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.connections.models import Barrier
from kith.core import events
from kith.directory.events import NothingFound

pytestmark = pytest.mark.django_db


def test_it_is_kept_in_the_transaction_that_told_it(cast) -> None:
    need = uuid.uuid4()
    with tenancy.acting_for(cast.riverbend.id):
        events.publish(NothingFound(cast.riverbend.id, (need,), "so", "Millbrook", 2))
        barrier = Barrier.objects.get()
    assert (barrier.reason, barrier.origin, barrier.request) == ("no_service", "search", None)
    assert (barrier.needs, barrier.language, barrier.place) == ([need], "so", "Millbrook")
    with tenancy.acting_for(cast.harbour.id):
        assert not Barrier.objects.exists()
