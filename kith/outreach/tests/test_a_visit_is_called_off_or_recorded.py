"""A visit through its actions: who may, twice, and what the database holds."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import ReasonMissing
from kith.outreach import actions, queries
from kith.outreach.actions import Counts
from kith.outreach.models import Visit, VisitRecord
from kith.outreach.refusals import CountsTogether, LeftBeforeArriving
from kith.outreach.tests.conftest import MONDAY

TUESDAY = MONDAY + dt.timedelta(days=1)
TEN = dt.datetime(2031, 5, 6, 10, tzinfo=dt.UTC)


def test_whoever_is_aboard_says_what_happened_once(cast, visit, at_riverbend) -> None:
    key = uuid.uuid4()
    for _again in range(2):
        record = actions.record_visit(
            visit=visit, by=cast.amina, replay_key=key, arrived_at=TEN,
            left_at=TEN + dt.timedelta(hours=3), counts=Counts(contacts=19, people=14, returning=5),
        )  # fmt: skip
    visit.refresh_from_db()
    assert visit.state == "done" and VisitRecord.objects.get() == record
    assert (record.contacts, record.people, record.returning, record.referrals) == (19, 14, 5, None)


def test_what_was_said_is_corrected_by_another_form(cast, june, visit, at_riverbend) -> None:
    for contacts in (3, 8):
        actions.record_visit(
            visit=visit, by=june, replay_key=uuid.uuid4(), counts=Counts(contacts=contacts)
        )
    assert VisitRecord.objects.get().contacts == 8


def test_nobody_else_says_what_happened(cast, visit, at_riverbend) -> None:
    for stranger in (cast.chidi, cast.sofia.__class__(organization_id=cast.harbour.id)):
        with pytest.raises(NotForYou):
            actions.record_visit(visit=visit, by=stranger, replay_key=uuid.uuid4())
    assert not VisitRecord.objects.exists()


def test_counts_and_hours_that_cannot_be(cast, visit, at_riverbend) -> None:
    with pytest.raises(CountsTogether):
        actions.record_visit(
            visit=visit, by=cast.amina, replay_key=uuid.uuid4(),
            counts=Counts(people=3, returning=4),
        )  # fmt: skip
    with pytest.raises(LeftBeforeArriving):
        actions.record_visit(visit=visit, by=cast.amina, replay_key=uuid.uuid4(), left_at=TEN)
    visit.refresh_from_db()
    assert visit.state == "planned"


def test_called_off_with_a_reason_and_brought_back(june, visit, at_riverbend) -> None:
    with pytest.raises(ReasonMissing):
        actions.cancel_visit(visit=visit, reason="", by=june)
    actions.cancel_visit(visit=visit, reason="weather", note="Ice on the hill.", by=june)
    assert (visit.state, visit.reason, visit.cancelled_by) == ("cancelled", "weather", june)
    with pytest.raises(WrongState):
        actions.cancel_visit(visit=visit, reason="weather", by=june)
    actions.bring_back(visit=visit, by=june)
    assert (visit.state, visit.reason, visit.cancelled_at) == ("planned", "", None)


def test_the_tour_of_the_day_is_that_of_whoever_is_aboard(cast, visit, at_riverbend) -> None:
    found = queries.tour_of(cast.amina, TUESDAY)
    assert found is not None and [one.pk for one in found.visits] == [visit.pk]
    assert queries.tour_of(cast.amina, MONDAY) is None
    assert queries.tour_of(cast.chidi, TUESDAY) is None


def test_the_database_holds_what_a_visit_is(visit, at_riverbend) -> None:
    for wrong in ({"opens": 560}, {"closes": 600}, {"state": "gone"}, {"state": "cancelled"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(**wrong)
