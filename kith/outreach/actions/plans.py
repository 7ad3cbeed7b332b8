"""Weeks of tours: wish, plan in the background, keep what came out."""

import datetime as dt
import time
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.core import clock
from kith.core.once import once_or_again
from kith.core.refusals import AlreadyChanged
from kith.outreach import access, documents, ways
from kith.outreach.actions import rounding
from kith.outreach.lifecycle import PLAN
from kith.outreach.models import Choice, Plan, Stop, Tour, Visit, Wish
from kith.outreach.refusals import (
    AtWork,
    HappenedAlready,
    HoursInOrder,
    HoursTogether,
    NobodyToSend,
    NothingToVisit,
)  # fmt: skip

TOLD_EVERY = 1.0
"""Seconds between two signs of life of the search."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """What is asked of a plan."""

    name: str
    starts_on: dt.date
    weeks: int = 4
    slack: int = 15
    seconds: int = 60


def make_plan(*, weeks: Weeks, replay_key: UUID, by: Member) -> Plan:
    """From the Monday of that week on, with a wish for every stop that was chosen; where no choice
    was adopted, for every one that was agreed. The same form again is the same plan."""
    access.require_keeper(by, by.organization_id)
    mine = Plan.objects.filter(organization_id=by.organization_id)
    monday = weeks.starts_on - dt.timedelta(days=weeks.starts_on.weekday())
    with transaction.atomic():
        plan, is_new = once_or_again(mine, replay_key, lambda: Plan.objects.create(
            organization_id=by.organization_id, made_by=by, replay_key=replay_key,
            **asdict(weeks) | {"starts_on": monday},
        ))  # fmt: skip
        if is_new:
            Wish.objects.bulk_create(
                Wish(organization_id=plan.organization_id, plan=plan, stop=stop)
                for stop in _first_stops(plan.organization_id)
            )
    return plan


def _first_stops(organization: UUID) -> list[Stop]:
    stops = Stop.objects.filter(organization_id=organization, state="agreed").order_by("name", "id")
    return list(stops.filter(pk__in=_chosen(organization))) or list(stops)


def _chosen(organization: UUID) -> list[UUID]:
    """Stops of the choice that was adopted last."""
    chosen = Choice.objects.adopted().filter(organization_id=organization)
    return [row.stop_id for c in chosen.order_by("-adopted_at", "-id")[:1] for row in c.stops.all()]


def chosen_not_agreed(plan: Plan) -> list[Stop]:
    """Stops that were chosen and that no tour can go to: nobody has said yes yet."""
    stops = Stop.objects.filter(pk__in=_chosen(plan.organization_id)).exclude(state="agreed")
    return list(stops.exclude(pk__in=plan.wishes.values("stop")).order_by("name", "id"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wished for a stop; see `Wish`."""

    per_week: int = 1
    every: int = 1
    minutes: int = 120
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    opens: int | None = None
    closes: int | None = None
    season: str = ""
    regularity: str = "same"
    weight: int = 1


def wish(*, plan: Plan, stop: Stop, wanted: Wanted, by: Member) -> Wish:
    """The one wish that a stop has in a plan; said again, it is changed."""
    access.require_keeper(by, plan.organization_id)
    _refuse(wanted)
    columns = asdict(wanted)
    columns |= {name: list(columns[name]) for name in ("languages", "skills")}
    with transaction.atomic():
        _not_at_work(plan)
        made, _is_new = Wish.objects.update_or_create(
            plan=plan, stop=stop, organization_id=plan.organization_id, defaults=columns
        )
    return made


def _refuse(wanted: Wanted) -> None:
    if (wanted.opens is None) != (wanted.closes is None):
        raise HoursTogether
    if wanted.opens is not None and wanted.closes is not None:
        if wanted.closes - wanted.opens < wanted.minutes:
            raise HoursInOrder
        return


def unwish(*, wish: Wish, by: Member) -> None:
    """Not in these weeks. Tours that were planned stay until they are planned anew."""
    access.require_keeper(by, wish.organization_id)
    with transaction.atomic():
        _not_at_work(wish.plan)
        wish.delete()


def _not_at_work(plan: Plan) -> None:
    """What is being planned must not change under the search."""
    if Plan.objects.select_for_update().get(pk=plan.pk).state == "working":
        raise AtWork


def start_planning(*, plan: Plan, by: Member) -> Plan:
    """The search begins in the background. Tours of an earlier search stay until it is done."""
    from kith.outreach import tour_jobs

    access.require_keeper(by, plan.organization_id)
    move = PLAN.move("work", plan.state, ["keeper"])
    with transaction.atomic():
        if not plan.wishes.exists():
            raise NothingToVisit
        if not documents.ground(plan).units:
            raise NobodyToSend
        if Visit.objects.filter(tour__plan=plan, state="done").exists():
            raise HappenedAlready
        PLAN.apply(plan, move, asked_to_stop=False, share=0, cost=None, bound=None, left_out=None,
                   heard_at=clock.now())  # fmt: skip
        tour_jobs.plan_tours.defer(plan=str(plan.pk), organization=str(plan.organization_id))
    return plan


def stop_planning(*, plan: Plan, by: Member) -> None:
    """The best plan so far is kept. Where the search has died, it is said to have failed."""
    access.require_keeper(by, plan.organization_id)
    with transaction.atomic():
        working = Plan.objects.filter(pk=plan.pk, state="working")
        if not working.update(asked_to_stop=True):
            raise AlreadyChanged


def give_up_planning(*, plan: Plan, by: Member) -> None:
    """Nothing was heard of the search for long: it may be begun anew."""
    access.require_keeper(by, plan.organization_id)
    with transaction.atomic():
        PLAN.apply(plan, PLAN.move("fail", plan.state, ["keeper"]))


def plan_tours(*, plan_id: UUID, organization: UUID, steps: int | None = None) -> None:
    """What the job does; safe to run twice. No transaction is open while it searches.

    `steps`: search so many instead of so long; then the answer is the same each time.
    """
    from kith.outreach.rules.tours import reading, solving

    with tenancy.acting_for(organization):
        plan = Plan.objects.filter(pk=plan_id, state="working").first()
        if plan is None:
            return
        places = points(plan)
    try:
        plan.ways = ways.asked(places)
        with tenancy.acting_for(organization):
            document = documents.document(plan)
        watch = _Watch(plan)
        problem = reading.read(document.fields)
        answer = solving.solve(
            problem, seconds=plan.seconds, steps=steps, progress=watch.hear, stop=watch.should_stop
        )
        keep_answer(plan, document, answer)
    except Exception:
        with tenancy.acting_for(organization):
            Plan.objects.filter(pk=plan_id, state="working").update(state="failed")
        raise


def points(plan: Plan) -> dict[str, tuple[float, float]]:
    """Where its units sleep and its stops lie."""
    ground = documents.ground(plan)
    found = {str(u.pk): (u.latitude or 0.0, u.longitude or 0.0) for u in ground.units}
    return found | {str(w.stop_id): (w.stop.latitude, w.stop.longitude) for w in ground.wishes}


class _Watch:
    """Writes down how far the search is, and asks whether somebody wants it to end."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self._asked, self._stop = plan, 0.0, False

    def hear(self, progress: Any) -> None:
        with tenancy.acting_for(self.plan.organization_id):
            Plan.objects.filter(pk=self.plan.pk).update(
                share=min(100, int(progress.share * 100)), cost=progress.cost,
                bound=progress.bound, left_out=progress.left_out, heard_at=clock.now(),
            )  # fmt: skip

    def should_stop(self) -> bool:
        """The table is asked once a second; the search asks more often."""
        if not self._stop and time.monotonic() - self._asked > TOLD_EVERY:
            self._asked = time.monotonic()
            with tenancy.acting_for(self.plan.organization_id):
                rows = Plan.objects.filter(pk=self.plan.pk)
                self._stop = not rows.filter(state="working", asked_to_stop=False).exists()
        return self._stop


def keep_answer(plan: Plan, document: documents.Document, answer: dict[str, Any]) -> None:
    """The tours of the answer instead of those before."""
    told = {name: answer[name] for name in ("status", "stops", "served", "unserved", "relaxation",
                                            "check", "objective", "bound")}  # fmt: skip
    told["unready"] = [str(stop) for stop in document.unready]
    told["estimated"] = document.estimated
    told["ended"] = answer["search"]["ended"]
    with tenancy.acting_for(plan.organization_id):
        move = PLAN.move("finish", "working", ["job"])
        bound = answer["bound"] if isinstance(answer["bound"], float) else None
        PLAN.apply(plan, move, answer=told, ways=plan.ways, share=100, bound=bound,
                   cost=answer["objective"], left_out=len(answer["unserved"]))  # fmt: skip
        plan.edits.all().delete()
        plan.tours.all().delete()
        for route in answer["routes"]:
            if route["visits"]:
                _keep_route(plan, route)
        rounding.round_hours(plan)


def _keep_route(plan: Plan, route: dict[str, Any]) -> None:
    rest = route["break"]
    tour = Tour.objects.create(
        organization_id=plan.organization_id, plan=plan, unit_id=route["unit"],
        day=plan.starts_on + dt.timedelta(days=route["day"]), leaves=round(route["leaves"]),
        back=round(route["back"]), km=route["km"],
        break_from=round(rest["begins"]) if rest else None,
        break_minutes=round(rest["ends"] - rest["begins"]) if rest else 0,
    )  # fmt: skip
    hours = ("arrives", "begins", "opens", "closes", "leaves")
    Visit.objects.bulk_create(
        Visit(organization_id=plan.organization_id, tour=tour, stop_id=call["stop"], order=k,
              **{name: round(call[name]) for name in hours})
        for k, call in enumerate(route["visits"], 1)
    )  # fmt: skip
