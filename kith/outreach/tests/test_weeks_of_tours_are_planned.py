"""From a wish to tours in the calendar, through the pages and the job."""

import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.outreach import actions, documents
from kith.outreach.actions import Wanted, Weeks
from kith.outreach.actions.plans import plan_tours
from kith.outreach.models import Plan, Visit, Wish
from kith.outreach.refusals import AtWork, HappenedAlready, NobodyToSend, NothingToVisit
from kith.outreach.rules.tours import reading
from kith.outreach.tests.conftest import MONDAY

STEPS = 60


@pytest.fixture
def draft(cast, june, stop):
    """Two weeks to be planned; the mill yard is wished for by itself."""
    with tenancy.acting_for(cast.riverbend.id):
        return actions.make_plan(
            weeks=Weeks("May", MONDAY + dt.timedelta(days=3), 2), replay_key=uuid.uuid4(), by=june
        )


def planned(plan: Plan, june) -> Plan:
    """Searched with so few steps that the answer is the same each time."""
    with tenancy.acting_for(plan.organization_id):
        actions.start_planning(plan=plan, by=june)
    plan_tours(plan_id=plan.pk, organization=plan.organization_id, steps=STEPS)
    with tenancy.acting_for(plan.organization_id):
        plan.refresh_from_db()
    return plan


def test_it_begins_on_the_monday_with_a_wish_for_each_stop_agreed(draft, at_riverbend) -> None:
    assert draft.starts_on == MONDAY and draft.ends_on == MONDAY + dt.timedelta(days=13)
    assert [wish.stop.name for wish in draft.wishes.all()] == ["The mill yard"]


def test_the_same_form_again_is_the_same_plan(june, draft, at_riverbend) -> None:
    again = actions.make_plan(weeks=Weeks("May", MONDAY, 2), replay_key=draft.replay_key, by=june)
    assert again == draft and Wish.objects.count() == 1


def test_the_same_weekday_and_hour_in_both_weeks(draft, van, june) -> None:
    plan = planned(draft, june)
    with tenancy.acting_for(plan.organization_id):
        visits = list(Visit.objects.select_related("tour").order_by("tour__day"))
        assert plan.state == "ready" and plan.answer["check"]["kept"]
        assert [v.tour.day.isoweekday() for v in visits] == [visits[0].tour.day.isoweekday()] * 2
        assert visits[0].opens == visits[1].opens and visits[0].opens % 5 == 0
        assert {v.closes - v.opens for v in visits} == {120}


def test_planned_twice_by_the_job_is_planned_once(draft, van, june) -> None:
    plan = planned(draft, june)
    plan_tours(plan_id=plan.pk, organization=plan.organization_id, steps=STEPS)
    with tenancy.acting_for(plan.organization_id):
        assert Visit.objects.count() == 2


def test_what_nobody_can_serve_is_named_in_words(draft, van, stop, june, signed_in) -> None:
    with tenancy.acting_for(draft.organization_id):
        actions.wish(plan=draft, stop=stop, wanted=Wanted(skills=("nurse",)), by=june)
    plan = planned(draft, june)
    page = signed_in(june).get(f"/desk/weeks/{plan.pk}/").content.decode()
    assert "no crew has the skill: nurse" in page and plan.answer["served"] == 0


def test_a_stop_without_a_permit_is_not_visited_and_said_so(
    draft, van, stop, june, signed_in
) -> None:
    with tenancy.acting_for(draft.organization_id):
        type(stop).objects.filter(pk=stop.pk).update(permit="asked")
        document = documents.document(draft)
        assert document.fields["stops"] == [] and list(document.unready) == [stop.pk]
    plan = planned(draft, june)
    page = signed_in(june).get(f"/desk/weeks/{plan.pk}/").content.decode()
    assert "we may not stop there on any of these days" in page


def test_on_days_beyond_a_permit_the_visit_falls_away(draft, van, stop, at_riverbend) -> None:
    last = MONDAY + dt.timedelta(days=7)
    type(stop).objects.filter(pk=stop.pk).update(permit="given", permit_until=last)
    problem = reading.read(documents.document(draft).fields)
    days = {visit.day for option in problem.stops[0].options for visit in option.visits}
    assert max(days) <= 7


def test_without_a_crew_or_a_wish_nothing_is_planned(draft, june, van, at_riverbend) -> None:
    van.crews.all().delete()
    with pytest.raises(NobodyToSend):
        actions.start_planning(plan=draft, by=june)
    draft.wishes.all().delete()
    with pytest.raises(NothingToVisit):
        actions.start_planning(plan=draft, by=june)


def test_nothing_is_changed_under_the_search_and_it_can_be_stopped(
    draft, van, stop, june, at_riverbend
) -> None:
    actions.start_planning(plan=draft, by=june)
    with pytest.raises(AtWork):
        actions.wish(plan=draft, stop=stop, wanted=Wanted(), by=june)
    actions.stop_planning(plan=draft, by=june)
    draft.refresh_from_db()
    assert draft.asked_to_stop
    actions.give_up_planning(plan=draft, by=june)
    with pytest.raises(AlreadyChanged):
        actions.stop_planning(plan=draft, by=june)


def test_what_has_happened_is_never_planned_away(visit, plan, june, stop, at_riverbend) -> None:
    actions.wish(plan=plan, stop=stop, wanted=Wanted(), by=june)
    actions.record_visit(visit=visit, by=june, replay_key=uuid.uuid4())
    with pytest.raises(HappenedAlready):
        actions.start_planning(plan=plan, by=june)


def test_who_does_not_plan_sees_and_does_nothing(cast, draft, signed_in, at_riverbend) -> None:
    for who in (cast.chidi, cast.amina):
        with pytest.raises(NotYours):
            actions.start_planning(plan=draft, by=who)
        assert signed_in(who).get(f"/desk/weeks/{draft.pk}/").status_code == 404


def test_the_pages_of_planning(cast, draft, van, stop, june, signed_in) -> None:
    browser = signed_in(june)
    typed = {"replay_key": uuid.uuid4(), "name": "June", "starts_on": "2031-06-02", "weeks": 3,
             "slack": 15, "seconds": 30}  # fmt: skip
    assert browser.post("/desk/weeks/new/", typed).status_code == 302
    address = f"/desk/weeks/{draft.pk}/"
    for page in ("/desk/weeks/", "/desk/weeks/?show=ended", "/desk/weeks/new/",
                 "/desk/weeks/crews/", f"/desk/weeks/crews/{van.pk}/?from=1", "/desk/weeks/days/",
                 "/desk/weeks/happened/", address, f"{address}calendar/", f"{address}tours.json",
                 f"{address}wishes/{stop.pk}/", f"/desk/weeks/told/{stop.pk}/"):  # fmt: skip
        assert browser.get(page).status_code == 200, page
    wished = {"per_week": 1, "every": 2, "minutes": 90, "regularity": "rather", "weight": 3,
              "skills": "nurse, lawyer", "languages": ["so"]}  # fmt: skip
    assert browser.post(f"{address}wishes/{stop.pk}/", wished).status_code == 302
    page = browser.get(address).content.decode()
    assert "every 2 weeks" in page and "nurse, lawyer" in page
    assert browser.post(f"{address}work/").status_code == 302
    page = browser.get(address).content.decode()
    assert 'http-equiv="refresh"' in page and "Stop and keep the best so far" in page
    with clock.stopped_at(clock.now() + dt.timedelta(minutes=5)):
        assert "Begin anew" in browser.get(address).content.decode()


def test_a_crew_and_a_holiday_through_their_pages(cast, van, june, signed_in) -> None:
    browser = signed_in(june)
    crew = {"weekdays": [6], "opens": "09:00", "closes": "15:00", "break_minutes": 0,
            "break_from": "11:30", "break_until": "14:00", "members": [str(june.pk)]}  # fmt: skip
    alone = browser.post(f"/desk/weeks/crews/{van.pk}/", crew)
    assert alone.status_code == 422 and "Nobody goes out alone" in alone.content.decode()
    crew["members"] = [str(june.pk), str(cast.amina.pk)]
    assert browser.post(f"/desk/weeks/crews/{van.pk}/", crew).status_code == 302
    day = {"replay_key": uuid.uuid4(), "name": "Feast", "starts_on": "2031-05-05",
           "ends_on": "2031-05-05", "is_closed": "on"}  # fmt: skip
    assert browser.post("/desk/weeks/days/", day).status_code == 302
    page = browser.get("/desk/weeks/days/").content.decode()
    assert "Feast" in page and "Nobody goes out" in page
