"""Four weeks of the green van: one behind us with what happened, this one, and two to come.

The tours are those of `data/tours.json`: what `kith solve tours` answered to the question that
this plan asks (its page gives it as a file), with names instead of ids. So the town is told quickly
and the same each time; a test asks the check of the search whether every rule is kept.
"""

import datetime as dt
import json
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config.demo import town
from kith.config.demo.load.telling import Telling
from kith.core import clock
from kith.outreach import actions, documents, ways
from kith.outreach.actions import Counts, Shift, Wanted, Weeks, plans, publishing
from kith.outreach.models import Plan, Stop, Unit, Visit

DAY = dt.timedelta(days=1)
BEFORE = 1
"""Weeks of the plan before this one."""
OFFERS = "Talk with somebody who has been there, tea, blood pressure, help with letters."
CREW = ("June Halvorsen", "Amina Warsame")
WISHES = {
    "Ferry landing": Wanted(minutes=150),
    "School yard": Wanted(minutes=120, opens=13 * 60, closes=16 * 60),
    "Market hall": Wanted(minutes=180, opens=9 * 60, closes=13 * 60, weight=2),
    "Chapel garden": Wanted(minutes=120, every=2, languages=("so",)),
    "Tower blocks": Wanted(minutes=150),
}


def load(telling: Telling) -> None:
    """Planned by June a week and a half ago."""
    house = Organization.objects.get(pk=town.TENANTS[0].id)
    monday = telling.today - (telling.today.weekday() + 7 * BEFORE) * DAY
    with tenancy.acting_for(house.id):
        june = Member.objects.get(organization=house, name="June Halvorsen")
        with clock.stopped_at(_at(monday - 4 * DAY, 10)):
            _crews(house, june)
            plan = _plan(june, monday)
            plans.keep_answer(plan, documents.document(plan), answer(plan))
            actions.publish(plan=plan, by=june, name="The green van", offers=OFFERS)
        _what_happened(plan, june, telling)
        stops = Stop.objects.filter(visits__tour__plan=plan).distinct()
        publishing.refresh(organization=house.id, stops=[s.pk for s in stops], by=june)
        telling.count("visits of the van", Visit.objects.filter(tour__plan=plan).count())


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), ZoneInfo(town.TIME_ZONE))


def _crews(house: Organization, june: Member) -> None:
    van = Unit.objects.get(organization=house)
    aboard = Member.objects.filter(organization=house, name__in=CREW)
    week = Shift(languages=("en", "so", "ar"), skills=("nurse",))
    actions.set_crew(unit=van, weekdays=(1, 2, 3, 4, 5), shift=week, members=aboard, by=june)
    saturday = Shift(opens=8 * 60, closes=15 * 60, languages=("en", "so"))
    actions.set_crew(unit=van, weekdays=(6,), shift=saturday, members=aboard, by=june)


def _plan(june: Member, monday: dt.date) -> Plan:
    asked = Weeks(f"{monday:%B}", monday, 4)
    plan = actions.make_plan(weeks=asked, replay_key=town.make_id("plan", monday), by=june)
    plan.wishes.all().delete()
    for name, wanted in WISHES.items():
        stop = Stop.objects.get(organization_id=plan.organization_id, name=name)
        actions.wish(plan=plan, stop=stop, wanted=wanted, by=june)
    Plan.objects.filter(pk=plan.pk).update(state="working")
    plan.ways = ways.guessed(plans.points(plan))
    return plan


def answer(plan: Plan) -> dict[str, Any]:
    """The kept answer, with the ids of this town."""
    told = json.loads((town.DATA / "tours.json").read_text(encoding="utf-8"))
    units = Unit.objects.filter(organization_id=plan.organization_id)
    names = {unit.name: str(unit.pk) for unit in units}
    names |= {wish.stop.name: str(wish.stop_id) for wish in plan.wishes.select_related("stop")}
    for route in told["routes"]:
        route["unit"] = names[route["unit"]]
        for visit in route["visits"]:
            visit["stop"] = names[visit["stop"]]
    for row in told["unserved"]:
        row["stop"] = names[row["stop"]]
    found: dict[str, Any] = told
    return found


def _what_happened(plan: Plan, june: Member, telling: Telling) -> None:
    """Up to yesterday: one was called off for the weather, of the last nobody has said anything."""
    random = Random(f"{telling.seed}/van")  # noqa: S311 - a town, not a secret
    rows = Visit.objects.filter(tour__plan=plan, tour__day__lt=telling.today)
    past = list(rows.select_related("tour").order_by("tour__day", "opens", "id"))
    for number, visit in enumerate(past):
        day = visit.tour.day
        if number == 4:
            with clock.stopped_at(_at(day, 7)):
                actions.cancel_visit(
                    visit=visit, reason="weather", note="Ice on the ramp.", by=june
                )
        elif number < len(past) - 1:
            with clock.stopped_at(_at(day, 19)):
                _record(visit, june, random)


def _record(visit: Visit, june: Member, random: Random) -> None:
    people = random.randrange(5, 19)
    late = dt.timedelta(minutes=random.randrange(-4, 12))
    morning = _at(visit.tour.day, 0)
    actions.record_visit(
        visit=visit, by=june, replay_key=town.make_id("visit", visit.tour.day, visit.opens),
        arrived_at=morning + dt.timedelta(minutes=visit.arrives) + late,
        left_at=morning + dt.timedelta(minutes=visit.leaves) + late,
        counts=Counts(contacts=people + random.randrange(2, 12), people=people,
                      returning=random.randrange(0, people // 2 + 1),
                      referrals=random.randrange(0, 4)),
    )  # fmt: skip
