"""Seats, the row of those who wait, two facilitators, and who came."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.circles.actions import circles
from kith.circles.models import Circle, Seat
from kith.circles.refusals import DayMissing, FacilitatorsMissing, NotOpenToAll, TwoFacilitators
from kith.circles.tests.factories import next_tuesday, plan, sit
from kith.core import clock
from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import AlreadyChanged, NotYours
from kith.peers.models import Peer
from kith.peers.refusals import NotYet
from kith.peers.tests import factories


def test_a_circle_has_two_facilitators(cast, amina):
    with pytest.raises(TwoFacilitators):
        circles.begin_circle(plan=plan(amina, amina), by=cast.sofia)


def test_it_is_planned_with_one_and_opens_only_with_two(cast, amina):
    planned = circles.begin_circle(plan=plan(amina, None), by=cast.sofia)
    with pytest.raises(FacilitatorsMissing):
        circles.move_circle(circle=planned, move="open", by=cast.sofia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.filter(pk=planned.pk).update(state="running")


def test_it_does_not_open_with_one_who_is_away(cast, amina, second):
    planned = circles.begin_circle(plan=plan(amina, second), by=cast.sofia)
    Peer.objects.filter(pk=second.pk).update(away_from=clock.today())
    with pytest.raises(FacilitatorsMissing):
        circles.move_circle(circle=planned, move="open", by=cast.sofia)


def test_it_does_not_open_without_a_day(cast, amina, second):
    planned = circles.begin_circle(plan=plan(amina, second, first_on=None), by=cast.sofia)
    with pytest.raises(DayMissing):
        circles.move_circle(circle=planned, move="open", by=cast.sofia)


def test_a_facilitator_pauses_and_a_supervisor_opens(cast, circle, amina):
    paused = circles.move_circle(circle=circle, move="pause", by=cast.amina)
    assert paused.state == "paused"
    with pytest.raises(NotForYou):
        circles.move_circle(circle=paused, move="end", by=cast.amina)
    with pytest.raises(WrongState):
        circles.move_circle(circle=paused, move="open", by=cast.sofia)


def test_the_database_holds_two_different_ones(circle):
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.filter(pk=circle.pk).update(second=circle.facilitator)


def test_a_link_is_never_public(circle):
    with pytest.raises(IntegrityError), transaction.atomic():
        Circle.objects.filter(pk=circle.pk).update(
            way="online", is_public=True, is_place_public=True
        )


def test_whoever_comes_to_a_full_circle_waits_and_moves_up(cast, circle):
    first, _second, third = (sit(circle, cast.ben) for _ in range(3))
    assert (first.state, third.state) == ("in", "waiting")
    circles.leave_seat(seat=first, by=cast.ben)
    third.refresh_from_db()
    assert third.state == "in"


def test_with_more_seats_whoever_waits_moves_up(cast, circle, amina, second):
    third = [sit(circle, cast.ben) for _ in range(3)][-1]
    circles.change_circle(circle=circle, plan=plan(amina, second, capacity=3), by=cast.sofia)
    third.refresh_from_db()
    assert third.state == "in"


def test_a_running_circle_keeps_two(cast, circle, amina):
    with pytest.raises(FacilitatorsMissing):
        circles.change_circle(circle=circle, plan=plan(amina, None), by=cast.sofia)


def test_when_it_ends_nobody_sits_or_waits(cast, circle):
    for _ in range(3):
        sit(circle, cast.ben)
    circles.move_circle(circle=circle, move="end", by=cast.sofia)
    assert set(Seat.objects.values_list("state", flat=True)) == {"left"}


def test_asked_twice_it_is_one_seat(cast, circle):
    seat = sit(circle, cast.ben)
    again = circles.take_seat(circle=circle, person=seat.person, by=cast.ben)
    assert again == seat


def test_nobody_chooses_a_closed_circle_that_has_begun(cast, circle):
    Circle.objects.filter(pk=circle.pk).update(kind="closed", first_on=clock.today())
    circle.refresh_from_db()
    with pytest.raises(NotOpenToAll):
        circles.take_seat(circle=circle, person=factories.person(cast.riverbend))


def test_leaving_twice_is_told(cast, circle):
    seat = sit(circle, cast.ben)
    circles.leave_seat(seat=seat, by=cast.ben)
    with pytest.raises(AlreadyChanged):
        circles.leave_seat(seat=seat, by=cast.ben)


def test_a_meeting_noted_again_is_corrected(cast, circle):
    seat = sit(circle, cast.ben)
    for there in ([], [seat.pk], [seat.pk]):
        meeting = circles.hold_meeting(
            circle=circle, held_on=clock.today(), there=there, by=cast.amina
        )
    assert (circle.meetings.count(), meeting.present.count()) == (1, 1)


def test_one_tap_notes_one_and_leaves_the_others(cast, circle):
    first, other = sit(circle, cast.ben), sit(circle, cast.ben)
    for seat, came in ((first, True), (first, True), (other, True), (other, False)):
        meeting = circles.note_presence(seat=seat, held_on=clock.today(), came=came, by=cast.amina)
    assert [row.seat for row in meeting.present.all()] == [first]


def test_nobody_came_tomorrow(cast, circle):
    seat = sit(circle, cast.ben)
    with pytest.raises(NotYet):
        circles.note_presence(seat=seat, held_on=next_tuesday(), came=True, by=cast.amina)


def test_a_stranger_does_nothing(cast, circle, amina, second):
    seat = sit(circle, cast.ben)
    tries = (
        lambda: circles.take_seat(circle=circle, person=seat.person, by=cast.chidi),
        lambda: circles.leave_seat(seat=seat, by=cast.chidi),
        lambda: circles.move_circle(circle=circle, move="pause", by=cast.chidi),
        lambda: circles.change_circle(circle=circle, plan=plan(amina, second), by=cast.chidi),
        lambda: circles.note_presence(seat=seat, held_on=clock.today(), came=True, by=cast.chidi),
    )
    for attempt in tries:
        with pytest.raises(NotYours):
            attempt()
    seat.refresh_from_db()
    assert (seat.state, circle.meetings.count()) == ("in", 0)


def test_the_pages(cast, circle, signed_in, django_assert_max_num_queries):
    for _ in range(3):
        sit(circle, cast.ben)
    address = reverse("circle", args=[circle.pk])
    for member in (cast.sofia, cast.ben, cast.amina):
        client = signed_in(member)
        client.get("/desk/")
        with django_assert_max_num_queries(11):
            assert client.get(reverse("circles")).status_code == 200
        with django_assert_max_num_queries(22):
            assert client.get(address).status_code == 200
    assert signed_in(cast.chidi).get(address).status_code == 404
    client = signed_in(cast.ben)
    leave = reverse("move_circle", args=[circle.pk, "leave"])
    assert client.post(leave, {"id": uuid.uuid4()}).status_code == 404
    client.post(leave, {"id": Seat.objects.taken().first().pk})
    assert Seat.objects.waiting().count() == 0


def test_begun_and_changed_on_the_page(cast, amina, second, signed_in):
    client = signed_in(cast.sofia)
    data = {
        "name": "Tea", "kind": "open", "language": "fa", "facilitator": amina.pk, "second": "",
        "first_on": "2027-03-02", "starts_at": "18:30", "minutes": "90", "rhythm": "MONTHLY.1",
        "way": "place", "capacity": "8", "remind_hours": "24",
    }  # fmt: skip
    answer = client.post(reverse("new_circle"), data)
    made = Circle.objects.get()
    assert answer.headers["Location"].endswith(reverse("circle", args=[made.pk]))
    assert (made.byday, made.freq, made.state) == ("1TU", "MONTHLY", "planned")
    client.post(reverse("change_circle", args=[made.pk]), data | {"second": second.pk})
    client.post(reverse("move_circle", args=[made.pk, "open"]))
    made.refresh_from_db()
    assert made.state == "running"
    faulty = client.post(reverse("new_circle"), data | {"starts_at": ""})
    assert faulty.status_code == 422
