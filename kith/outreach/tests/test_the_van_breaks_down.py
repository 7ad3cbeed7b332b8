"""The rest of a day: what was reached stays, the rest finds another place or is called off."""

import datetime as dt
import uuid

import pytest

from kith.core.refusals import AlreadyChanged, NotYours
from kith.outreach import actions
from kith.outreach.actions import Vehicle, Wanted
from kith.outreach.models import Crew, Edit, Visit
from kith.outreach.tests.conftest import MONDAY

TUESDAY = MONDAY + dt.timedelta(days=1)
WEDNESDAY = TUESDAY + dt.timedelta(days=1)
NINE = 9 * 60


@pytest.fixture
def tour(visit, plan, stop, june, at_riverbend):
    actions.wish(plan=plan, stop=stop, wanted=Wanted(regularity="free"), by=june)
    return visit.tour


def test_another_unit_of_the_same_day_takes_it(cast, tour, visit, june) -> None:
    found = Vehicle("Blue van", latitude=51.11, longitude=4.51, set_up=30, pack_up=20)
    blue = actions.add_unit(vehicle=found, replay_key=uuid.uuid4(), by=june)
    Crew.objects.create(organization=cast.riverbend, unit=blue, weekday=2)
    proposal = actions.propose(tour=tour, now=NINE, back_on=WEDNESDAY, by=june)
    assert [(m.unit, m.day) for m in proposal.moves] == [(blue, TUESDAY)]
    assert Visit.objects.get().tour == tour  # only proposed
    key = uuid.uuid4()
    for _twice in range(2):
        actions.accept(tour=tour, now=NINE, back_on=WEDNESDAY, digest=proposal.digest,
                       replay_key=key, by=june)  # fmt: skip
    moved = Visit.objects.select_related("tour").get()
    assert (moved.tour.unit, moved.tour.day, Edit.objects.count()) == (blue, TUESDAY, 1)


def test_with_no_other_unit_the_next_day_it_runs_takes_it(tour, van, june) -> None:
    proposal = actions.propose(tour=tour, now=NINE, back_on=WEDNESDAY, by=june)
    assert [(m.unit, m.day) for m in proposal.moves] == [(van, WEDNESDAY)]


def test_what_was_reached_stays(tour, visit, june) -> None:
    proposal = actions.propose(tour=tour, now=visit.begins + 1, back_on=WEDNESDAY, by=june)
    assert proposal.moves == [] and [v.pk for v in proposal.stays] == [visit.pk]


def test_where_nothing_has_room_it_is_called_off(tour, stop, june) -> None:
    type(stop).objects.filter(pk=stop.pk).update(weekdays=[2], from_time="09:00",
                                                 until_time="12:30")  # fmt: skip
    back = MONDAY + dt.timedelta(days=20)
    proposal = actions.propose(tour=tour, now=NINE, back_on=back, by=june)
    assert [move.unit for move in proposal.moves] == [None]
    actions.accept(tour=tour, now=NINE, back_on=back, digest=proposal.digest,
                   replay_key=uuid.uuid4(), by=june)  # fmt: skip
    visit = Visit.objects.get()
    assert (visit.state, visit.reason) == ("cancelled", "breakdown")


def test_what_was_not_shown_is_not_kept(cast, tour, june) -> None:
    with pytest.raises(AlreadyChanged):
        actions.accept(tour=tour, now=NINE, back_on=WEDNESDAY, digest="other",
                       replay_key=uuid.uuid4(), by=june)  # fmt: skip
    with pytest.raises(NotYours):
        actions.propose(tour=tour, now=NINE, back_on=WEDNESDAY, by=cast.amina)


def test_its_page_shows_the_price_first(plan, tour, van, june, signed_in) -> None:
    browser = signed_in(june)
    address = f"/desk/tours/{tour.pk}/broken/"
    assert browser.get(address).status_code == 200
    typed = {"now": "09:00", "back_on": "2031-05-07", "do": "look"}
    page = browser.post(address, typed).content.decode()
    assert "Do so" in page and "Green van, Wednesday" in page
    proposal = actions.propose(tour=tour, now=NINE, back_on=WEDNESDAY, by=june)
    typed |= {"do": "keep", "digest": proposal.digest, "replay_key": str(uuid.uuid4())}
    assert browser.post(address, typed).status_code == 302
    assert Visit.objects.get().tour.day == WEDNESDAY
    page = browser.get(f"/desk/tours/{Visit.objects.get().tour_id}/sheet/").content.decode()
    assert "Ida at the gate" in page


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
