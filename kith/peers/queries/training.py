"""Curricula, a group's sheet, and what one peer has learned."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from kith.accounts.models import Member, Role
from kith.core import clock
from kith.peers import access
from kith.peers.actions import renewing
from kith.peers.actions.standards import schemes_of
from kith.peers.actions.training import hours_of
from kith.peers.models import (
    Attendance,
    Certificate,
    Cohort,
    Curriculum,
    Learning,
    Module,
    Observation,
    Peer,
    Renewal,
)
from kith.peers.rules import observing
from kith.peers.rules.schemes import Lack, Scheme, lacks, offered, period_began, warning


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """Everything that is taught."""

    curricula: list[Curriculum]
    cohorts: list[Cohort]
    schemes: tuple[Scheme, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the sheet."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One peer of a group."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class CohortPage:
    """The sheet of a group."""

    cohort: Cohort
    modules: list[Module]
    rows: list[SheetRow]


@dataclass(frozen=True, slots=True)
class LearningPage:
    """One peer. `gate`: may be alone with a person. warning: 90, 60, 30, 0 or None."""

    peer: Peer
    hours: Decimal
    practice: Decimal
    learned: Decimal
    observations: list[tuple[Observation, tuple[str, ...]]]
    gate: bool
    rows: list[Learning]
    certificates: list[Certificate]
    lacking: list[tuple[Scheme, tuple[Lack, ...]]]
    renewal: int | None
    renewing: "RenewalBox | None"


@dataclass(frozen=True, slots=True)
class RenewalBox:
    """The certificate that runs out next: learned in this period, of what it asks for."""

    certificate: Certificate
    since: dt.date
    learned: Decimal
    missing: Decimal
    past: list[Renewal]


def training_page(member: Member) -> TrainingPage:
    """Five queries."""
    access.require(member, member.organization_id, Role.SUPERVISOR)
    mine: dict[str, Any] = {"organization_id": member.organization_id}
    curricula = Curriculum.objects.filter(**mine).annotate(total=Sum("modules__hours"))
    groups = Cohort.objects.filter(**mine).select_related("curriculum", "trainer")
    return TrainingPage(
        list(curricula.prefetch_related("modules").order_by("name", "id")),
        list(groups.annotate(people=Count("places")).order_by("-starts_on", "-id")[:50]),
        offered(schemes_of(member.organization_id), clock.today()),
    )


def cohort_page(cohort: Cohort) -> CohortPage:
    """Three queries."""
    modules = list(cohort.curriculum.modules.order_by("position", "id"))
    noted = Attendance.objects.filter(place__cohort=cohort).values_list("place_id", "module_id")
    there: set[tuple[UUID, UUID]] = set(noted)
    places = cohort.places.select_related("peer__member").order_by("peer__member__name", "id")
    return CohortPage(
        cohort, modules,
        [
            SheetRow(
                place.peer.member.name,
                [Cell(f"{place.id}.{m.id}", m.name, (place.id, m.id) in there) for m in modules],
            )
            for place in places
        ],
    )  # fmt: skip


def learning_page(peer: Peer) -> LearningPage:
    """Twelve queries."""
    learned, practised = hours_of(peer)
    seen = list(peer.observations.select_related("observed_by").order_by("-observed_at", "-id"))
    rows = list(peer.learning.order_by("-on", "-id"))
    two_years = clock.today() - dt.timedelta(days=730)
    return LearningPage(
        peer=peer, hours=learned, practice=practised,
        learned=sum(
            (row.hours for row in rows if row.kind == "learning" and row.on >= two_years),
            Decimal(0),
        ),
        observations=[(one, observing.harmful(one.levels)) for one in seen],
        gate=bool(seen) and observing.opens_the_gate(seen[0].levels),
        rows=rows,
        certificates=list(peer.certificates.order_by("-issued_on", "-id")),
        lacking=[
            (one, lacks(one, learned, practised))
            for one in offered(schemes_of(peer.organization_id), clock.today())
        ],
        renewal=warning(peer.renewal_due_on, clock.today(), renewing.marks_of(peer)),
        renewing=renewal_box(peer),
    )  # fmt: skip


def renewal_box(peer: Peer) -> RenewalBox | None:
    """Three queries; None where nothing runs out."""
    row = renewing.renewable(peer)
    if row is None or row.valid_until is None:
        return None
    learned = renewing.learned_in_period(row)
    return RenewalBox(
        certificate=row, since=period_began(row.valid_until, row.years), learned=learned,
        missing=max(Decimal(0), row.learning - learned),
        past=list(row.renewals.select_related("renewed_by").order_by("-on", "-id")),
    )  # fmt: skip
