"""The pipeline of applications, without anything that tells who they are."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from kith.accounts.models import Member
from kith.core import clock
from kith.core.lifecycle import Move
from kith.peers import access
from kith.peers.actions.recruiting import cleared_for
from kith.peers.lifecycle import APPLICATION
from kith.peers.models import Application, Check

SHOWN = ("enquiry", "application", "interview", "clearance")
SOON = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One card of the board. `is_waiting`: nobody moved it for a week."""

    id: UUID
    reference: str
    state: str
    languages: list[str]
    roles: list[str]
    owner: str
    moved_at: dt.datetime
    is_waiting: bool
    talk_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One state of the board."""

    state: str
    rows: list[ApplicationRow]


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """One application: what happened, and what may happen next."""

    row: ApplicationRow
    checks: list[Check]
    moves: list[Move]
    cleared: tuple[str, ...]
    closed_at: dt.datetime | None
    talk_at: dt.datetime | None
    takes_findings: bool


def pipeline(member: Member) -> list[Column]:
    """Open applications by state: one query."""
    access.require(member, member.organization_id, *access.RECRUITERS)
    rows = Application.objects.open().filter(organization_id=member.organization_id)
    cards = [_row(row) for row in rows.select_related("owner").order_by("moved_at", "id")]
    return [Column(state, [card for card in cards if card.state == state]) for state in SHOWN]


def application_page(member: Member, application_id: UUID) -> ApplicationPage:
    row = access.application_for(member, application_id)
    moves = [m for m in APPLICATION.open_to(row.state, ["staff"]) if m.name != "accept"]
    checks = list(row.checks.select_related("reviewed_by").order_by("reviewed_at", "id"))
    return ApplicationPage(
        row=_row(row), checks=checks, moves=moves, cleared=cleared_for(row),
        closed_at=row.closed_at, talk_at=row.talk_at,
        takes_findings=row.closed_at is None or row.state == "accepted",
    )  # fmt: skip


def _row(row: Application) -> ApplicationRow:
    return ApplicationRow(
        id=row.id, reference=row.reference, state=row.state, languages=row.languages,
        roles=row.roles, owner=row.owner.name if row.owner else "", moved_at=row.moved_at,
        is_waiting=clock.now() - row.moved_at > SOON, talk_at=row.talk_at,
    )  # fmt: skip
