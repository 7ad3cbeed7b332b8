"""Checking a certificate by its number, without an account: only what its holder allows."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization, Role
from kith.core import clock
from kith.core.refusals import NotYours
from kith.peers.actions.certifying import digest_of
from kith.peers.models import Certificate
from kith.peers.refusals import NoSuchCertificate

HOLDS, RAN_OUT, WITHDRAWN = "holds", "ran_out", "withdrawn"
Shown = Certificate.Shown


@dataclass(frozen=True, slots=True)
class Checked:
    """What whoever is shown a certificate may know. state: holds, ran_out or withdrawn, and always
    said; the rest is empty where the holder keeps it to themselves."""

    state: str
    name: str = ""
    scheme_name: str = ""
    organization: str = ""
    issued_on: dt.date | None = None
    valid_until: dt.date | None = None

    @property
    def holds(self) -> bool:
        return self.state == HOLDS


def checked(number: str) -> Checked:
    """By number only; NoSuchCertificate otherwise."""
    digest = digest_of(number)
    with tenancy.holding_code(digest):
        row = Certificate.objects.filter(digest=digest).first()
    if row is None:
        raise NoSuchCertificate
    shows_scheme, shows_days = Shown.SCHEME in row.shown, Shown.DAYS in row.shown
    organization = Organization.objects.get(pk=row.organization_id)
    return Checked(
        state=state_of(row), name=row.name if Shown.NAME in row.shown else "",
        scheme_name=row.scheme_name if shows_scheme else "",
        organization=organization.name if shows_scheme else "",
        issued_on=row.issued_on if shows_days else None,
        valid_until=row.valid_until if shows_days else None,
    )  # fmt: skip


def state_of(row: Certificate) -> str:
    """Whether it holds today."""
    if row.withdrawn_at is not None:
        return WITHDRAWN
    is_over = row.valid_until is not None and row.valid_until < clock.today()
    return RAN_OUT if is_over else HOLDS


def certificate_for(member: Member, certificate_id: UUID) -> Certificate:
    """The holder's own, and any of the organisation for supervisors; with what the sheet needs."""
    rows = Certificate.objects.filter(organization_id=member.organization_id, pk=certificate_id)
    if not member.has_role(Role.SUPERVISOR):
        rows = rows.filter(peer__member=member)
    found = rows.select_related("organization", "issued_by", "peer__member__user").first()
    if found is None:
        raise NotYours
    return found
