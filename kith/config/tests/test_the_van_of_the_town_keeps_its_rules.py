"""The kept answer of the made-up town is still one that the search's own check accepts."""

import datetime as dt

from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.config.demo import town
from kith.config.demo.load import accounts, outreach, tours
from kith.config.demo.load.telling import Telling
from kith.core import clock
from kith.outreach import documents
from kith.outreach.board import board
from kith.outreach.models import StopListing, Visit
from kith.outreach.rules.tours import checking, reading


def test_every_rule_is_kept_and_the_past_is_told(db) -> None:
    telling = Telling(1, town.SEED, town.morning_of(dt.date(2026, 11, 20)))
    with clock.stopped_at(telling.now):
        accounts.load(telling)
        house = Organization.objects.get(pk=town.TENANTS[0].id)
        with tenancy.acting_for(house.id):
            june = Member.objects.get(organization=house, name="June Halvorsen")
            outreach._van(june)
            for number, told in enumerate(outreach.STOPS):
                outreach._stop(number, told, june, telling.now)
        tours.load(telling)
        with tenancy.acting_for(house.id):
            plan = Visit.objects.select_related("tour__plan").earliest("tour__day").tour.plan
            plan.refresh_from_db()
            kept = tours.answer(plan)
            problem = reading.read(documents.document(plan).fields)
            assert checking.check(problem, kept).violations == ()
            laid = board(plan)
            assert laid.clashes(laid.slots) == []
            states = list(Visit.objects.values_list("state", flat=True))
            assert states.count("cancelled") == 1 and states.count("done") >= 6
            assert all(visit.opens % 5 == 0 for visit in Visit.objects.all())
    assert StopListing.objects.count() == 5
