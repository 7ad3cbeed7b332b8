"""A unit stands on the road: say so, look for something better, take over what is shown.

There is an answer at once, since nobody at the roadside waits for a search; a job then looks
whether the units that still run can do better together. What is taken over was on the page.
"""

import datetime as dt
from uuid import UUID

from django.db import transaction

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.core.once import once
from kith.core.refusals import AlreadyChanged
from kith.outreach import access
from kith.outreach.actions import edits, rescue, visits
from kith.outreach.actions.rescue import Case, Proposal
from kith.outreach.board import Board, board
from kith.outreach.lifecycle import BREAKDOWN
from kith.outreach.models import Breakdown, Edit, Plan, Tour, Unit

SECONDS = 5.0
"""Of the search: a day has a handful of stops."""


def tell_breakdown(
    *, tour: Tour, since: int, back_on: dt.date, replay_key: UUID, by: Member
) -> Breakdown:
    """since: minutes past midnight; back_on: the first day on which the unit runs again."""
    access.require_keeper(by, tour.organization_id)
    if tour.plan.state not in edits.EDITABLE:
        raise AlreadyChanged
    mine = Breakdown.objects.filter(organization_id=tour.organization_id)

    def make() -> Breakdown:
        now, case = board(tour.plan), _case(tour, since, back_on)
        found = rescue.one_by_one(now, case)
        made = Breakdown.objects.create(
            organization_id=tour.organization_id, tour=tour, since=since, back_on=back_on,
            stood=rescue.stood(now), answer=found.told, told_by=by, replay_key=replay_key,
            state="working" if found.moves and _is_another_out(now, case) else "ready",
        )  # fmt: skip
        if made.state == "working":
            _defer(made)
        return made

    with transaction.atomic():
        return once(mine, replay_key, make)


def _is_another_out(now: Board, case: Case) -> bool:
    """Whether another unit is out on that day, or could be."""
    day = case.tour.day.isoformat()
    units = now.document.fields["units"]
    return any(day in unit["days"] and unit["id"] != str(case.key[0]) for unit in units)


def _defer(made: Breakdown) -> None:
    from kith.outreach import tour_jobs

    tour_jobs.rescue.defer(breakdown=str(made.pk), organization=str(made.organization_id))


def look_for_better(*, breakdown_id: UUID, organization: UUID, steps: int | None = None) -> None:
    """What the job does; safe to run twice. No transaction is open while it searches."""
    from kith.outreach.rules.tours import solving

    with tenancy.acting_for(organization):
        one = _waiting(breakdown_id).first()
        if one is None:
            return
        now, case = board(one.tour.plan), _case_of(one)
        if rescue.stood(now) != one.stood:
            BREAKDOWN.apply(one, BREAKDOWN.move("answer", one.state, ["job"]))
            return
        first = rescue.again(now, case, one.answer)
    found = rescue.by_search(
        now, case, lambda problem: solving.solve(problem, seconds=SECONDS, steps=steps)
    )
    best = rescue.better(first, found)
    more = {"answer": best.told, "searched": True} if best is found else {}
    with tenancy.acting_for(organization):
        if one := _waiting(breakdown_id).first():
            BREAKDOWN.apply(one, BREAKDOWN.move("answer", one.state, ["job"]), **more)


def _waiting(breakdown_id: UUID):  # type: ignore[no-untyped-def] # a query set of Breakdown
    rows = Breakdown.objects.filter(pk=breakdown_id, state="working")
    return rows.select_related("tour__plan", "tour__unit")


def _case_of(one: Breakdown) -> Case:
    return _case(one.tour, one.since, one.back_on)


def _case(tour: Tour, since: int, back_on: dt.date) -> Case:
    units = Unit.objects.filter(organization_id=tour.organization_id)
    return Case(tour, since, back_on, {unit.pk: unit for unit in units})


def proposal_of(one: Breakdown) -> Proposal | None:
    """What is proposed now; None where the plan has changed since."""
    now = board(one.tour.plan)
    return rescue.again(now, _case_of(one), one.answer) if rescue.stood(now) == one.stood else None


def keep_proposal(*, breakdown: Breakdown, searched: bool, replay_key: UUID, by: Member) -> Edit:
    """As it was shown; where something changed since, AlreadyChanged and nothing is kept. searched:
    which of the two answers was on the page."""
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=breakdown.tour.plan_id)
        access.require_keeper(by, plan.organization_id)
        mine = Edit.objects.filter(organization_id=plan.organization_id, replay_key=replay_key)
        if again := mine.first():
            return again
        breakdown.refresh_from_db()
        found = proposal_of(breakdown)
        if found is None or breakdown.searched != searched or plan.state not in edits.EDITABLE:
            raise AlreadyChanged
        BREAKDOWN.apply(breakdown, BREAKDOWN.move("keep", breakdown.state, ["keeper"]))
        for move in found.called_off:
            visits.cancel_visit(visit=move.visit, reason="breakdown", by=by)
        told = {"what": "rescue", "stop_name": breakdown.tour.unit.name, "clashes": [],
                "reason": ""}  # fmt: skip
        return edits.kept(plan, found.tried, found.keys, told, replay_key, by)
