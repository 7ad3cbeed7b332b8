"""Seats, the row of those who wait, two facilitators, and who came."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.peers import actions
from kith.peers.models import Circle, Seat
from kith.peers.refusals import TwoFacilitators
from kith.peers.tests import factories


@pytest.fixture
def circle(cast, riverbend, amina):
    second = factories.peer(cast.ben)
    plan = actions.Plan(name="Tuesday circle", facilitator=amina, second=second, capacity=1)
    return actions.begin_circle(plan=plan, by=cast.sofia)


def sit(circle, cast):
    person = factories.person(cast.riverbend, cast.ben)
    return actions.take_seat(circle=circle, person=person, by=cast.ben)


def test_a_circle_has_two_facilitators(cast, amina):
    with pytest.raises(TwoFacilitators):
        actions.begin_circle(
            plan=actions.Plan(name="Alone", facilitator=amina, second=amina), by=cast.sofia
        )


def test_the_database_holds_it_too(circle):
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.filter(pk=circle.pk).update(second=circle.facilitator)


def test_whoever_comes_to_a_full_circle_waits_and_moves_up(cast, circle):
    first, second = sit(circle, cast), sit(circle, cast)
    assert (first.state, second.state) == ("in", "waiting")
    actions.leave_seat(seat=first, by=cast.ben)
    second.refresh_from_db()
    assert second.state == "in"


def test_asked_twice_it_is_one_seat(cast, circle):
    seat = sit(circle, cast)
    assert actions.take_seat(circle=circle, person=seat.person, by=cast.ben) == seat


def test_leaving_twice_is_told(cast, circle):
    seat = sit(circle, cast)
    actions.leave_seat(seat=seat, by=cast.ben)
    with pytest.raises(AlreadyChanged):
        actions.leave_seat(seat=seat, by=cast.ben)


def test_a_meeting_noted_again_is_corrected(cast, circle):
    seat = sit(circle, cast)
    for there in ([], [seat.pk], [seat.pk]):
        meeting = actions.hold_meeting(
            circle=circle, held_on=clock.today(), there=there, by=cast.amina
        )
    assert (circle.meetings.count(), meeting.present.count()) == (1, 1)


def test_a_stranger_takes_no_seat(cast, circle):
    seat = sit(circle, cast)
    with pytest.raises(NotYours):
        actions.take_seat(circle=circle, person=seat.person, by=cast.chidi)


def test_the_pages(cast, circle, signed_in):
    sit(circle, cast)
    address = reverse("circle", args=[circle.pk])
    for member in (cast.sofia, cast.ben, cast.amina):
        client = signed_in(member)
        assert client.get(reverse("circles")).status_code == 200
        assert client.get(address).status_code == 200
    assert signed_in(cast.chidi).get(address).status_code == 404
    waits = factories.person(cast.riverbend, cast.ben)
    signed_in(cast.ben).post(address, {"verb": "seat", "person": waits.pk})
    assert Seat.objects.waiting().count() == 1
    data = {"verb": "leave", "id": uuid.uuid4()}
    assert signed_in(cast.ben).post(address, data).status_code == 404
