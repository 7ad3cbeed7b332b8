"""A town whose rows are really committed, for what happens between two connections."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import connections

from kith.accounts.models import Organization, Role
from tests.cast import member_of
from tests.faults.pressing import Town


@pytest.fixture(scope="module", autouse=True)
def _apart(own_database: str) -> None:
    """What is committed here is seen by no other test."""


@pytest.fixture
def town(django_db_setup: None, django_db_blocker) -> Iterator[Town]:
    with django_db_blocker.unblock():
        sender, receiver = (
            Organization.objects.create(name=name, slug=f"{name.lower()}-{uuid.uuid4().hex[:8]}")
            for name in ("Sender", "Receiver")
        )
        yield Town(
            sender, receiver,
            ben=member_of(sender, "Ben", Role.NAVIGATOR),
            amina=member_of(sender, "Amina", Role.PEER),
            chidi=member_of(receiver, "Chidi", Role.NAVIGATOR),
            dara=member_of(receiver, "Dara", Role.PARTNER),
        )  # fmt: skip
        connections.close_all()
