"""Checking a certificate by its number, without an account."""

import datetime as dt
from dataclasses import dataclass

from kith.accounts import tenancy
from kith.accounts.models import Organization
from kith.core import clock
from kith.peers.actions.training import digest_of
from kith.peers.models import Certificate
from kith.peers.refusals import NoSuchCertificate


@dataclass(frozen=True, slots=True)
class Checked:
    """What whoever is shown a certificate may know: it, and whether it holds today."""

    name: str
    scheme_name: str
    organization: str
    issued_on: dt.date
    valid_until: dt.date | None
    holds: bool


def checked(number: str) -> Checked:
    """By number only; NoSuchCertificate otherwise."""
    digest = digest_of(number)
    with tenancy.holding_code(digest):
        row = Certificate.objects.filter(digest=digest).first()
    if row is None:
        raise NoSuchCertificate
    is_over = row.valid_until is not None and row.valid_until < clock.today()
    return Checked(
        row.name, row.scheme_name, Organization.objects.get(pk=row.organization_id).name,
        row.issued_on, row.valid_until, holds=row.withdrawn_at is None and not is_over,
    )  # fmt: skip
