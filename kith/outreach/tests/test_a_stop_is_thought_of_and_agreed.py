"""Stops, agreements and units through their actions and their pages."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from kith.accounts import tenancy
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.outreach import actions
from kith.outreach.actions import Place, Vehicle
from kith.outreach.models import Agreement, Stop, Unit
from kith.outreach.refusals import DayTooShort, NeverAlone
from kith.outreach.tests.conftest import MILL

TYPED = {
    "replay_key": "01923f6e-0000-7000-8000-000000000001", "name": "School yard",
    "kind": "partner", "latitude": "51.2", "longitude": "4.5",
}  # fmt: skip


def test_a_form_sent_twice_is_one_stop(cast, june, signed_in) -> None:
    browser = signed_in(june)
    for _ in range(2):
        assert browser.post("/desk/stops/new/", TYPED).status_code == 302
    page = browser.get("/desk/stops/").content.decode()
    assert page.count(">School yard</a>") == 1
    assert "nobody has agreed yet" in page and "no host has said yes" in page


def test_agreed_with_a_host_and_ready(cast, stop, june, signed_in) -> None:
    browser = signed_in(june)
    assert ">The mill yard</a>" in browser.get("/desk/stops/?show=ready").content.decode()
    page = browser.get(f"/desk/stops/{stop.pk}/").content.decode()
    assert "Ida at the gate" in page and "Nothing" in page
    sheet = browser.get("/desk/stops.csv").content.decode()
    assert "The mill yard" in sheet and "Ida" not in sheet


def test_rests_with_its_reason_and_comes_back(stop, june, at_riverbend) -> None:
    with pytest.raises(ReasonMissing):
        actions.move_stop(stop=stop, verb="rest", by=june)
    actions.move_stop(stop=stop, verb="rest", by=june, reason="The yard is dug up.")
    assert (stop.state, stop.reason) == ("resting", "The yard is dug up.")
    actions.move_stop(stop=stop, verb="agree", by=june)
    assert (stop.state, stop.reason) == ("agreed", "")
    with pytest.raises(WrongState):
        actions.move_stop(stop=stop, verb="reopen", by=june)


def test_of_two_who_end_a_yes_one_is_told(stop, june, at_riverbend) -> None:
    first, second = Agreement.objects.get(), Agreement.objects.get()
    actions.end_agreement(agreement=first, by=june)
    with pytest.raises(AlreadyChanged):
        actions.end_agreement(agreement=second, by=june)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"latitude": "91"}, "90"),
        ({"from_time": "10:00"}, "Please write both hours, or neither."),
        ({"from_time": "10:00", "until_time": "09:00"}, "The hours end before they begin."),
    ],
)
def test_a_form_with_a_fault_comes_back_whole(cast, june, signed_in, more, said) -> None:
    answer = signed_in(june).post("/desk/stops/new/", TYPED | more)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page and "School yard" in page


def test_an_agreement_that_ends_before_it_begins(stop, june, signed_in) -> None:
    answer = signed_in(june).post(f"/desk/stops/{stop.pk}/agreements/", {
        "replay_key": uuid.uuid4(), "host": "Mill House", "starts_on": "2031-05-02",
        "ends_on": "2031-05-01",
    })  # fmt: skip
    assert answer.status_code == 422 and "It ends before it begins." in answer.content.decode()


def test_strangers_and_those_who_do_not_plan_see_nothing(cast, stop, signed_in) -> None:
    for who in (cast.chidi, cast.amina):
        browser = signed_in(who)
        for address in (f"/desk/stops/{stop.pk}/", f"/desk/stops/{stop.pk}/change/"):
            assert browser.get(address).status_code == 404
    with pytest.raises(NotYours):
        actions.add_stop(place=MILL, replay_key=uuid.uuid4(), by=cast.amina)


def test_nobody_goes_out_alone(june, at_riverbend) -> None:
    with pytest.raises(NeverAlone):
        actions.add_unit(vehicle=Vehicle("Van", people=1), replay_key=uuid.uuid4(), by=june)
    with pytest.raises(DayTooShort):
        actions.add_unit(
            vehicle=Vehicle("Van", set_up=60, pack_up=60, longest_day=120),
            replay_key=uuid.uuid4(), by=june,
        )  # fmt: skip
    van = actions.add_unit(vehicle=Vehicle("Van"), replay_key=uuid.uuid4(), by=june)
    for wrong in ({"people": 1}, {"longest_day": 75}, {"latitude": 5.0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unit.objects.filter(pk=van.pk).update(**wrong)


def test_the_database_holds_what_a_stop_is(stop, at_riverbend) -> None:
    for wrong in (
        {"latitude": 91.0},
        {"weekdays": [8]},
        {"from_time": "10:00"},
        {"state": "gone"},
        {"name": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Stop.objects.filter(pk=stop.pk).update(**wrong)


def test_a_unit_is_added_changed_and_taken_off_the_road(june, signed_in) -> None:
    browser = signed_in(june)
    typed = {"replay_key": uuid.uuid4(), "name": "Green van", "people": 2, "set_up": 45,
             "pack_up": 30, "longest_day": 480}  # fmt: skip
    assert browser.post("/desk/units/new/", typed).status_code == 302
    with tenancy.acting_for(june.organization_id):
        van = Unit.objects.get()
    address = f"/desk/units/{van.pk}/"
    assert browser.post(address, typed | {"home": "Ferry Lane"}).status_code == 302
    assert "Ferry Lane" in browser.get("/desk/units/").content.decode()
    assert browser.post(address, typed | {"people": 1}).status_code == 422
    assert browser.post(f"{address}end/").status_code == 302
    assert browser.get(address).status_code == 404


def test_the_list_asks_the_database_no_more_with_more_stops(
    cast, june, signed_in, django_assert_max_num_queries, at_riverbend
) -> None:
    for number in range(30):
        place = Place(f"Stop {number}", 51.0, 4.0)
        actions.add_stop(place=place, replay_key=uuid.uuid4(), by=june)
    browser = signed_in(june)
    with django_assert_max_num_queries(12):
        browser.get("/desk/stops/")
