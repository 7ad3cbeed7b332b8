"""One visit: call it off, bring it back, say what happened."""

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.outreach import access
from kith.outreach.actions import publishing
from kith.outreach.lifecycle import VISIT
from kith.outreach.models import Plan, Visit, VisitRecord
from kith.outreach.refusals import CountsTogether, LeftBeforeArriving, TimeTaken


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted; None where nobody counted. See `VisitRecord`."""

    contacts: int | None = None
    people: int | None = None
    returning: int | None = None
    referrals: int | None = None


NOTHING_COUNTED = Counts()


def record_visit(
    *, visit: Visit, by: Member, replay_key: UUID, arrived_at: dt.datetime | None = None,
    left_at: dt.datetime | None = None, counts: Counts = NOTHING_COUNTED,
) -> VisitRecord:  # fmt: skip
    """What happened, by a keeper or by whoever was aboard. The same key again changes nothing;
    another one corrects what was said before, and history keeps both.

    Of two at once, the second waits for the visit and then corrects the first.
    """
    _refuse(arrived_at, left_at, counts)
    said = {"arrived_at": arrived_at, "left_at": left_at, **asdict(counts)}
    with transaction.atomic():
        visit = Visit.objects.select_for_update().select_related("tour").get(pk=visit.pk)
        move = VISIT.move("record", visit.state, access.sides_of(by, visit.tour))
        known = VisitRecord.objects.filter(visit=visit).first()
        if known and known.replay_key == replay_key:
            return known
        about = {"recorded_by": by, "recorded_at": clock.now(), "replay_key": replay_key}
        record, _is_new = VisitRecord.objects.update_or_create(
            visit=visit, organization_id=visit.organization_id, defaults=said | about
        )
        VISIT.apply(visit, move)
    return record


def _refuse(arrived: dt.datetime | None, left: dt.datetime | None, counts: Counts) -> None:
    if left is not None and (arrived is None or left < arrived):
        raise LeftBeforeArriving
    if counts.returning is not None and counts.returning > (counts.people or 0):
        raise CountsTogether


REASONS = ("weather", "breakdown", "crew", "host", "road", "other")
"""Why a visit is called off: codes, for the words differ by language."""


def cancel_visit(*, visit: Visit, reason: str, by: Member, note: str = "") -> Visit:
    """It does not take place. Whoever asked to be told is told that there is news."""
    move = VISIT.move("cancel", visit.state, access.sides_of(by, visit.tour), reason)
    if reason not in REASONS:
        raise ValueError(reason)
    with transaction.atomic():
        VISIT.apply(visit, move, reason=reason, note=note.strip()[:300],
                    cancelled_at=clock.now(), cancelled_by=by)  # fmt: skip
        _tell(visit, by)
    return visit


def bring_back(*, visit: Visit, by: Member) -> Visit:
    """It takes place after all; known to everybody again where it was."""
    sides = access.sides_of(by, visit.tour)
    move = VISIT.move("bring_back", visit.state, sides)
    with transaction.atomic():
        _refuse_taken(visit)
        VISIT.apply(visit, move, reason="", note="", cancelled_at=None, cancelled_by=None)
        if visit.published_at is not None:
            VISIT.apply(visit, VISIT.move("publish", visit.state, sides))
        _tell(visit, by)
    return visit


def _refuse_taken(visit: Visit) -> None:
    """While it was called off somebody may have put another one there. The plan is held, as by
    every change by hand."""
    Plan.objects.select_for_update().get(pk=visit.tour.plan_id)
    there = Visit.objects.filter(tour=visit.tour).standing()  # type: ignore[attr-defined]
    if there.filter(begins__lt=visit.leaves, leaves__gt=visit.begins).exists():
        raise TimeTaken
    if there.filter(stop=visit.stop).exists():
        raise TimeTaken


def _tell(visit: Visit, by: Member) -> None:
    if visit.published_at is not None:
        publishing.changed(organization=visit.organization_id, stops=[visit.stop_id], by=by)
