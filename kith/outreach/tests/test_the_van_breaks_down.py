"""The rest of a day: what was reached stays, the rest finds another place or is called off."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from kith.core.refusals import AlreadyChanged, NotYours
from kith.outreach import actions
from kith.outreach.actions import Vehicle, Wanted, breakdowns
from kith.outreach.models import Crew, Edit, Visit
from kith.outreach.tests.conftest import MILL, MONDAY

TUESDAY = MONDAY + dt.timedelta(days=1)
WEDNESDAY = TUESDAY + dt.timedelta(days=1)
NINE = 9 * 60


@pytest.fixture
def tour(visit, plan, stop, june, at_riverbend):
    actions.wish(plan=plan, stop=stop, wanted=Wanted(regularity="free"), by=june)
    return visit.tour


@pytest.fixture
def blue(cast, june, at_riverbend):
    """A second van, out on Tuesdays."""
    found = Vehicle("Blue van", latitude=51.11, longitude=4.51, set_up=30, pack_up=20)
    made = actions.add_unit(vehicle=found, replay_key=uuid.uuid4(), by=june)
    Crew.objects.create(organization=cast.riverbend, unit=made, weekday=2, languages=["en", "so"])
    return made


def told(tour, june, *, since=NINE, back_on=WEDNESDAY):
    return actions.tell_breakdown(
        tour=tour, since=since, back_on=back_on, replay_key=uuid.uuid4(), by=june
    )


def moves(breakdown):
    return [(one.unit, one.day) for one in actions.proposal_of(breakdown).moves]


def keep(breakdown, june, *, key=None, searched=False):
    return actions.keep_proposal(
        breakdown=breakdown, searched=searched, replay_key=key or uuid.uuid4(), by=june
    )


def test_another_unit_of_the_same_day_takes_it(tour, blue, june) -> None:
    found = told(tour, june)
    assert moves(found) == [(blue, TUESDAY)] and found.state == "working"
    assert Visit.objects.get().tour == tour  # only proposed
    key = uuid.uuid4()
    for _twice in range(2):
        keep(found, june, key=key)
    moved = Visit.objects.select_related("tour").get()
    assert (moved.tour.unit, moved.tour.day, Edit.objects.count()) == (blue, TUESDAY, 1)


def test_with_no_other_unit_the_next_day_it_runs_takes_it_and_nothing_is_searched(
    tour, van, june
) -> None:
    found = told(tour, june)
    assert moves(found) == [(van, WEDNESDAY)] and found.state == "ready"


def test_what_was_reached_stays(tour, visit, june) -> None:
    proposal = actions.proposal_of(told(tour, june, since=visit.begins + 1))
    assert proposal.moves == [] and [v.pk for v in proposal.stays] == [visit.pk]


def test_where_nothing_has_room_it_is_called_off(tour, stop, june) -> None:
    type(stop).objects.filter(pk=stop.pk).update(weekdays=[2], from_time="09:00",
                                                 until_time="12:30")  # fmt: skip
    found = told(tour, june, back_on=MONDAY + dt.timedelta(days=20))
    assert moves(found) == [(None, None)]
    keep(found, june)
    visit = Visit.objects.get()
    assert (visit.state, visit.reason) == ("cancelled", "breakdown")


def test_what_was_not_shown_is_not_kept(cast, tour, visit, june) -> None:
    found = told(tour, june)
    with pytest.raises(AlreadyChanged):
        keep(found, june, searched=True)  # the other answer was on the page
    Visit.objects.filter(pk=visit.pk).update(begins=visit.begins + 5)
    assert actions.proposal_of(found) is None
    with pytest.raises(AlreadyChanged):
        keep(found, june)
    with pytest.raises(NotYours):
        told(tour, cast.amina)


@pytest.fixture
def second(cast, plan, tour, june):
    """A stop in the afternoon of the same tour."""
    made = actions.add_stop(place=replace(MILL, name="The quay", longitude=4.53, kind="own"),
                            replay_key=uuid.uuid4(), by=june)  # fmt: skip
    actions.move_stop(stop=made, verb="agree", by=june)
    actions.wish(plan=plan, stop=made, wanted=Wanted(regularity="free", minutes=60), by=june)
    return Visit.objects.create(
        organization=cast.riverbend, tour=tour, stop=made, order=2, arrives=780, begins=780,
        opens=810, closes=870, leaves=890,
    )  # fmt: skip


def test_the_search_finds_room_where_one_after_the_other_does_not(tour, second, blue, june) -> None:
    """The mill yard at its old hour leaves the blue van, home before half past two, no time for the
    quay. Half an hour earlier both fit."""
    Crew.objects.filter(unit=blue).update(closes=14 * 60 + 25, break_minutes=0)
    found = told(tour, june, back_on=MONDAY + dt.timedelta(days=20))
    assert {one.unit for one in actions.proposal_of(found).moves} == {blue, None}
    breakdowns.look_for_better(breakdown_id=found.pk, organization=tour.organization_id, steps=60)
    found.refresh_from_db()
    assert (found.state, found.searched) == ("ready", True)
    assert {one.unit for one in actions.proposal_of(found).moves} == {blue}
    keep(found, june, searched=True)
    assert {one.tour.unit for one in Visit.objects.select_related("tour__unit")} == {blue}


def test_its_page_shows_old_beside_new_first(tour, van, june, signed_in) -> None:
    browser = signed_in(june)
    address = f"/desk/tours/{tour.pk}/broken/"
    assert browser.get(address).status_code == 200
    typed = {"since": "09:00", "back_on": "2031-05-07", "replay_key": str(uuid.uuid4())}
    found = browser.post(address, typed).url
    page = browser.get(found).content.decode()
    assert "Do so" in page and "Green van</span>, Wednesday" in page
    typed = {"searched": "no", "replay_key": str(uuid.uuid4())}
    assert browser.post(found, typed).status_code == 302
    assert Visit.objects.get().tour.day == WEDNESDAY
    page = browser.get(f"/desk/tours/{Visit.objects.get().tour_id}/sheet/").content.decode()
    assert "Ida at the gate" in page
    assert "Do so" not in browser.get(found).content.decode()


def test_the_pages_of_one_visit(visit, june, cast, signed_in, at_riverbend) -> None:
    for who in (june, cast.amina):
        assert signed_in(who).get(f"/desk/visits/{visit.pk}/").status_code == 200
        assert signed_in(who).get(f"/desk/tours/{visit.tour_id}/sheet/").status_code == 200
    assert signed_in(cast.chidi).get(f"/desk/visits/{visit.pk}/").status_code == 404
    browser = signed_in(june)
    wrong = {"replay_key": uuid.uuid4(), "people": 2, "returning": 5}
    answer = browser.post(f"/desk/visits/{visit.pk}/happened/", wrong)
    assert answer.status_code == 422
    right = {"replay_key": uuid.uuid4(), "arrived": "09:31", "left": "12:20", "people": 5}
    assert browser.post(f"/desk/visits/{visit.pk}/happened/", right).status_code == 302
    visit.refresh_from_db()
    assert visit.state == "done" and visit.record.arrived_at.minute == 31
