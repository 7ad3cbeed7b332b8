"""Learning together, and the gate before working alone."""

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum

from kith.accounts.models import Member, Role
from kith.core import clock
from kith.core.once import once
from kith.peers import access
from kith.peers.models import (
    Attendance,
    Cohort,
    Curriculum,
    Learning,
    Module,
    Observation,
    Peer,
    Place,
)
from kith.peers.refusals import NotWithHarm, NotYet
from kith.peers.rules import observing


def found_curriculum(*, name: str, by: Member) -> Curriculum:
    access.require(by, by.organization_id, Role.SUPERVISOR)
    row, _new = Curriculum.objects.get_or_create(organization_id=by.organization_id, name=name)
    return row


def add_module(
    *, curriculum: Curriculum, name: str, hours: Decimal, competencies: Collection[str], by: Member
) -> Module:
    """At the end of the curriculum."""
    access.require(by, curriculum.organization_id, Role.SUPERVISOR)
    last = curriculum.modules.aggregate(last=Max("position"))["last"] or 0
    return Module.objects.create(
        organization_id=curriculum.organization_id, curriculum=curriculum, name=name, hours=hours,
        competencies=[one for one in observing.COMPETENCIES if one in competencies],
        position=last + 1,
    )  # fmt: skip


def open_cohort(
    *, curriculum: Curriculum, name: str, starts_on: dt.date, trainer: Member, by: Member
) -> Cohort:
    access.require(by, curriculum.organization_id, Role.SUPERVISOR)
    access.require(trainer, curriculum.organization_id, Role.SUPERVISOR)
    return Cohort.objects.create(
        organization_id=curriculum.organization_id, curriculum=curriculum, name=name,
        trainer=trainer, starts_on=starts_on,
    )  # fmt: skip


def enrol(*, cohort: Cohort, peer: Peer, by: Member) -> Place:
    """Twice is one place."""
    access.require(by, cohort.organization_id, Role.SUPERVISOR)
    access.require(by, peer.organization_id, Role.SUPERVISOR)
    row, _new = Place.objects.get_or_create(
        cohort=cohort, peer=peer, defaults={"organization_id": cohort.organization_id}
    )
    return row


def note_attendance(
    *, cohort: Cohort, there: Collection[tuple[UUID, UUID]], by: Member, on: dt.date | None = None
) -> None:
    """Who was there for what: (place, module) pairs. The sheet as it is now; sent twice it is the
    same. What is new was on that day, else today; what was noted before stays as it was."""
    access.require(by, cohort.organization_id, Role.SUPERVISOR)
    day = on or clock.today()
    if day > clock.today():
        raise NotYet
    places = set(cohort.places.values_list("id", flat=True))
    modules = set(cohort.curriculum.modules.values_list("id", flat=True))
    wanted = {(place, module) for place, module in there if place in places and module in modules}
    with transaction.atomic():
        known = Attendance.objects.select_for_update().filter(place__in=places)
        have = {(row.place_id, row.module_id): row.pk for row in known}
        Attendance.objects.filter(pk__in=[have[pair] for pair in have.keys() - wanted]).delete()
        Attendance.objects.bulk_create(
            [
                Attendance(organization_id=cohort.organization_id, place_id=place,
                           module_id=module, on=day, noted_by=by)
                for place, module in sorted(wanted - have.keys())
            ],
            ignore_conflicts=True,
        )  # fmt: skip


def observe(
    *, peer: Peer, levels: Mapping[str, int], words: str, replay_key: UUID, by: Member
) -> Observation:
    """What was seen in a role play; not of oneself."""
    access.require(by, peer.organization_id, Role.SUPERVISOR)
    if peer.member_id == by.id:
        raise NotWithHarm

    def make() -> Observation:
        row = Observation(
            organization_id=peer.organization_id, peer=peer, observed_by=by, replay_key=replay_key,
            levels={item: int(levels[item]) for item in observing.COMPETENCIES if item in levels},
        )  # fmt: skip
        row.seal("words_sealed", words.strip())
        row.save(force_insert=True)
        return row

    mine = Observation.objects.filter(organization_id=peer.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def require_safe(peer: Peer) -> None:
    """The latest observation shows nothing harmful and leaves nothing out, or NotWithHarm."""
    latest = peer.observations.order_by("-observed_at", "-id").first()
    if latest is None or not observing.opens_the_gate(latest.levels):
        raise NotWithHarm


def note_learning(
    *, peer: Peer, kind: str, on: dt.date, hours: Decimal, what: str, replay_key: UUID, by: Member
) -> Learning:
    """Continuing education or supervised practice, noted by a supervisor."""
    access.require(by, peer.organization_id, Role.SUPERVISOR)

    def make() -> Learning:
        return Learning.objects.create(
            organization_id=peer.organization_id, peer=peer, kind=Learning.Kind(kind), on=on,
            hours=hours, what=what, noted_by=by, replay_key=replay_key,
        )  # fmt: skip

    mine = Learning.objects.filter(organization_id=peer.organization_id)
    with transaction.atomic():
        return once(mine, replay_key, make)


def hours_of(peer: Peer) -> tuple[Decimal, Decimal]:
    """Hours of training attended, and of supervised practice."""
    learned = Attendance.objects.filter(place__peer=peer).aggregate(n=Sum("module__hours"))["n"]
    practised = peer.learning.filter(kind=Learning.Kind.PRACTICE).aggregate(n=Sum("hours"))["n"]
    return learned or Decimal(0), practised or Decimal(0)
