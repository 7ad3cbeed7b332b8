"""The green van and where it may stop: some agreed, one whose host's yes ends soon, one that rests,
two ideas of last week. And where it should stop."""

import datetime as dt
from typing import Any

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config.demo import town
from kith.config.demo.load.telling import Telling
from kith.core import clock
from kith.directory.models import TaxonomyTerm
from kith.outreach import actions, jobs
from kith.outreach.actions import Place, Vehicle
from kith.outreach.models import Stop
from kith.outreach.rules.choice.question import Question
from kith.region import travel

NEED = "trauma"
DAY = dt.timedelta(days=1)
STOPS = (
    # name, where, kind, host, who welcomes, what is there, who sees, permit, weekdays, what became
    ("Ferry landing", "by the ticket hut", "public", "", "The harbour master", "pk-t", "open",
     "given", (2, 4), "agreed"),
    ("School yard", "behind the gym", "partner", "Alder Hill School", "Lena Fischer, side door",
     "pkst", "some", "none", (1, 3, 5), "agreed"),
    ("Market hall", "north door", "partner", "Market guild", "Otto at the weighing room", "pk-t",
     "open", "none", (6,), "ends soon"),
    ("Chapel garden", "through the gate", "partner", "River chapel", "The verger", "-kst",
     "hidden", "none", (), "agreed"),
    ("Depot car park", "row C", "partner", "Larkhaven transit", "", "p---", "some", "asked", (),
     "idea"),
    ("Orchard camp", "at the water tap", "public", "", "Farid knows the families", "----", "some",
     "", (7,), "idea"),
    ("Old cinema", "the yard behind", "partner", "Cinema trust", "The caretaker", "pks-", "hidden",
     "none", (2,), "rests"),
    ("Tower blocks", "between B and C", "public", "", "Mrs Okoro, B 2", "p-s-", "some", "given",
     (4, 5), "agreed"),
)  # fmt: skip
HAS = {"p": "parking", "k": "power", "s": "shelter", "t": "toilets"}


def load(telling: Telling) -> None:
    """Kept by June, who drives."""
    house = Organization.objects.get(pk=town.TENANTS[0].id)
    with tenancy.acting_for(house.id):
        june = Member.objects.get(organization=house, name="June Halvorsen")
        _van(june)
        for number, told in enumerate(STOPS):
            with clock.stopped_at(telling.now - (len(STOPS) - number) * 9 * DAY):
                _stop(number, told, june, telling.now)
    telling.count("stops", len(STOPS))
    if travel.current(town.SLUG) is not None:  # the story may be told without its ground
        _choice(house, june)
        telling.count("choices of stops")


def _choice(house: Organization, june: Member) -> None:
    """Four stops for those on foot who have nobody near for what war and flight left; the chapel is
    held to, since nobody sees who comes in there, and the page says what that costs. The worker
    works it out as soon as the site runs: nobody waits for it here."""
    need = TaxonomyTerm.objects.get(code=NEED, taxonomy__kind="needs")
    with tenancy.acting_for(house.id):
        held = Stop.objects.get(name="Chapel garden")
        asked = Question(
            count=4, within=15, need=str(need.pk), near=15, far=40, groups={"newcomers": 1}
        )  # fmt: skip
        choice = actions.begin_choice(
            name="Where do we stop this season?", question=asked.pin(str(held.pk)),
            region=town.SLUG, replay_key=town.make_id("choice", "season"), by=june,
        )  # fmt: skip
        jobs.choose.defer(choice=str(choice.pk), organization=str(house.id))


def _van(june: Member) -> None:
    home = town.DISTRICTS[0]
    actions.add_unit(
        vehicle=Vehicle(
            "The green van", home=f"The Commons, {home.name}", latitude=home.latitude,
            longitude=home.longitude, people=2, range_km=350,
        ),
        replay_key=town.make_id("unit", "green van"), by=june,
    )  # fmt: skip


def _stop(number: int, told: tuple, june: Member, now: dt.datetime) -> None:
    name, where, kind, host, welcome, there, discretion, permit, weekdays, went = told
    district = town.DISTRICTS[number % len(town.DISTRICTS)]
    shift = 0.0021 * (number % 3 - 1)
    has: dict[str, Any] = {
        column: "yes" if letter in there else "no" for letter, column in HAS.items()
    }
    place = Place(
        name=name, where=where, kind=kind, host=host, welcome=welcome, district=district.name,
        latitude=round(district.latitude + shift, 6),
        longitude=round(district.longitude - shift, 6), discretion=discretion, permit=permit,
        permit_until=(now + 200 * DAY).date() if permit == "given" else None, weekdays=weekdays,
        **has,
    )  # fmt: skip
    stop = actions.add_stop(place=place, replay_key=town.make_id("stop", name), by=june)
    if went == "idea":
        return
    actions.move_stop(stop=stop, verb="agree", by=june)
    if host:
        _agree(stop, host, june, now, ends_soon=went == "ends soon")
    if went == "rests":
        actions.move_stop(
            stop=stop, verb="rest", by=june, reason="The yard is dug up until spring."
        )


def _agree(stop: Stop, host: str, june: Member, now: dt.datetime, *, ends_soon: bool) -> None:
    actions.make_agreement(
        stop=stop, host=host, starts_on=(now - 120 * DAY).date(),
        ends_on=(now + 25 * DAY).date() if ends_soon else None, by=june,
        replay_key=town.make_id("yes", stop.name),
        terms="Power and the toilets; we leave the place as we found it.",
    )  # fmt: skip
