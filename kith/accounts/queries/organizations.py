"""Organisations of the installation."""

from collections.abc import Iterator
from uuid import UUID

from kith.accounts import tenancy
from kith.accounts.models import Organization


def each() -> Iterator[UUID]:
    """Each organisation's id, while the database shows its rows. For jobs and checks."""
    for organization in list(Organization.objects.order_by("id").values_list("id", flat=True)):
        with tenancy.acting_for(organization):
            yield organization
