"""A small town on its own ground, a van and places where it may stop; and the worker, kept warm.

Reads one word a line from whoever started it and answers each with a line of JSON:

files FOLDER   the streets, timetables and people of the town, as `kith region build` takes them
town [PEOPLE]  Ines who drives, her van with a crew, twelve places and two ideas, one service; on
               crossings of the made-up town, or where most people of that table live
weeks          two weeks of three visits each, ready to be told, two months from now
work           what the worker has to do for the van, done by its own functions; how many jobs
news           messages to who follows a stop, sent; subject, text and links of each
"""

import csv
import datetime as dt
import json
import os
import sys
import uuid
from pathlib import Path

OURS = ("region.answer", "outreach.choose", "outreach.plan_tours", "outreach.rescue")
PLACES = 12
MINUTES = 60
APART = 0.012
"""Degrees between two places: more than a kilometre."""
done: set[int] = set()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.journeys.settings")
    import django

    django.setup()
    verbs = {"files": files, "town": town, "weeks": weeks, "work": work, "news": news}
    for line in sys.stdin:
        verb, *rest = line.split()
        print(json.dumps(verbs[verb](*rest)), flush=True)


def files(folder: str) -> list[str]:
    from kith.config.demo.region import writing
    from kith.config.demo.region.ground import Ground

    made = writing.write(Path(folder), dt.date.today(), Ground(rows=16, columns=14))
    bus, _tram = made.feeds  # the corner lies beside the tram
    return [str(path) for path in (made.extract, bus, made.population)]


def _house():
    from kith.accounts.models import Organization

    return Organization.objects.get(slug="riverbend")


def town(people: str = "") -> dict[str, str]:
    from kith.accounts import tenancy
    from kith.accounts.actions import create_member
    from kith.accounts.models import Member, Role
    from kith.outreach import actions
    from kith.outreach.actions import Shift, Vehicle
    from tests.journeys.seed import PASSWORD

    house, spots = _house(), _fullest(people) if people else _crossings()
    home, corner = spots[len(spots) // 2], spots[0]
    create_member(organization=house, email="ines@riverbend.example", name="Ines",
                  roles=[Role.OUTREACH], password=PASSWORD)  # fmt: skip
    with tenancy.acting_for(house.pk):
        ines = Member.objects.get(organization=house, name="Ines")
        ben = Member.objects.get(organization=house, name="Ben")
        van = actions.add_unit(
            vehicle=Vehicle("The green van", latitude=home[0], longitude=home[1], set_up=15,
                            pack_up=15), replay_key=uuid.uuid4(), by=ines,
        )  # fmt: skip
        shift = Shift(languages=("en", "es"), break_minutes=0)
        actions.set_crew(unit=van, weekdays=range(1, 7), shift=shift, members=[ines, ben], by=ines)
        for number, spot in enumerate(spots):
            _place(number, spot, ines)
    _service(corner)
    return {"ines": "ines@riverbend.example"}


def _crossings() -> list[tuple[float, float]]:
    """Along and across the river."""
    from kith.config.demo.region.ground import Ground

    at = Ground().places
    return [at[1 + 4 * (k // 4), 1 + 3 * (k % 4)] for k in range(PLACES + 2)]


def _fullest(people: str) -> list[tuple[float, float]]:
    """Areas with the most people, none near another."""
    with open(people, newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: -float(row["population"]))
    found: list[tuple[float, float]] = []
    for row in rows:
        at = float(row["lat"]), float(row["lon"])
        if all(max(abs(at[0] - lat), abs(at[1] - lon)) > APART for lat, lon in found):
            found.append(at)
    return found[: PLACES + 2]


def _place(number: int, at: tuple[float, float], ines) -> None:
    from kith.outreach import actions
    from kith.outreach.actions import Place

    stop = actions.add_stop(
        place=Place(f"Corner {chr(65 + number)}", *at, kind="public", permit="none",
                    district="Orchard Side", welcome="Ida at the kiosk"),
        replay_key=uuid.uuid4(), by=ines,
    )  # fmt: skip
    if number < PLACES:
        actions.move_stop(stop=stop, verb="agree", by=ines)


def _service(at: tuple[float, float]) -> None:
    """The one place where somebody counsels in Spanish."""
    from kith.directory import models
    from kith.directory.search import index

    service = models.Service.objects.get(name="Evening talking circle")
    place = models.Location.objects.create(
        organization=service.organization, name="Talking room", latitude=at[0],
        longitude=at[1], area="Orchard Side", time_zone="America/Denver",
    )  # fmt: skip
    models.ServiceAtLocation.objects.create(service=service, location=place)
    index.refresh(None)


def weeks() -> dict[str, str]:
    from kith.accounts import tenancy
    from kith.accounts.models import Member
    from kith.outreach import actions, ways
    from kith.outreach.actions import Wanted, Weeks, plans
    from kith.outreach.models import Plan, Stop, Tour, Unit, Visit

    house = _house()
    monday = dt.date.today() + dt.timedelta(weeks=9)
    with tenancy.acting_for(house.pk):
        ines = Member.objects.get(organization=house, name="Ines")
        plan = actions.make_plan(
            weeks=Weeks("By hand", monday, 2), replay_key=uuid.uuid4(), by=ines
        )
        plan.wishes.all().delete()
        stops = list(Stop.objects.filter(state="agreed").order_by("name")[:3])
        for stop in stops:
            wanted = Wanted(minutes=MINUTES, regularity="free")
            actions.wish(plan=plan, stop=stop, wanted=wanted, by=ines)
        found = ways.guessed(plans.points(plan))
        Plan.objects.filter(pk=plan.pk).update(state="ready", ways=found)
        van = Unit.objects.get(organization=house)
        for number, stop in enumerate(stops):
            for week in range(2):
                tour = Tour.objects.create(
                    organization=house, plan=plan, unit=van, leaves=9 * 60, back=12 * 60,
                    day=plan.starts_on + dt.timedelta(days=7 * week + 2 * number),
                )  # fmt: skip
                Visit.objects.create(
                    organization=house, tour=tour, stop=stop, order=1, arrives=585, begins=585,
                    opens=600, closes=660, leaves=675,
                )  # fmt: skip
    return {"plan": str(plan.pk), "monday": plan.starts_on.isoformat()}


def work() -> int:
    """Each job once: a job that is asked for is done before the next page is looked at."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.models import ProcrastinateJob

    rows = ProcrastinateJob.objects.filter(status="todo", task_name__in=OURS).exclude(pk__in=done)
    waiting = list(rows.order_by("pk"))
    for job in waiting:
        app.tasks[job.task_name](**job.args)
        done.add(job.pk)
    return len(waiting)


def news() -> list[dict[str, str]]:
    from django.core import mail
    from django.test.utils import override_settings

    from kith.channels import news as telling

    mail.outbox = []
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        telling.send_waiting(_house().pk)
    return [{"subject": one.subject, "text": str(one.body)} for one in mail.outbox]


if __name__ == "__main__":
    main()
