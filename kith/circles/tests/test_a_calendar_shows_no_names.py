"""A facilitator's calendar: times by reference, one secret address, for those who are here."""

import pytest
from django.urls import reverse

from kith.circles.actions import calendars, dates
from kith.circles.models import CalendarKey
from kith.circles.tests.factories import next_tuesday, sit
from kith.core.icalendar import Event, calendar
from kith.core.refusals import NotYours
from kith.peers.models import Peer


@pytest.fixture
def address(cast, circle):
    sit(circle, cast.ben)
    return reverse("circle_calendar", args=[calendars.new_calendar(by=cast.amina)])


def test_times_by_reference(circle, address, client):
    answer = client.get(address)
    text = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar")
    assert f"DTSTART:{next_tuesday():%Y%m%d}T183000Z" in text
    assert f"SUMMARY:{circle.reference}" in text
    for secret in (circle.name, circle.where, "Amina", "Dee", "Riverbend"):
        assert secret not in text


def test_what_does_not_take_place_is_cancelled_there_too(cast, circle, address, client):
    dates.change_date(circle=circle, day=next_tuesday(), kind="cancelled", by=cast.amina)
    assert "STATUS:CANCELLED" in client.get(address).content.decode()


def test_a_new_address_closes_the_old(cast, address, client):
    calendars.new_calendar(by=cast.amina)
    assert client.get(address).status_code == 404
    assert CalendarKey.objects.count() == 1


def test_nobody_reads_on_who_has_left(amina, address, client):
    Peer.objects.filter(pk=amina.pk).update(state="alumni")
    assert client.get(address).status_code == 404


def test_a_closed_and_an_unknown_address_answer_alike(cast, address, client):
    calendars.close_calendar(by=cast.amina)
    unknown = reverse("circle_calendar", args=["a" * 26])
    assert [client.get(one).status_code for one in (address, unknown)] == [404, 404]


def test_only_a_peer_has_one(cast, circle, signed_in):
    with pytest.raises(NotYours):
        calendars.new_calendar(by=cast.ben)
    page = signed_in(cast.amina).post(reverse("my_calendar"))
    assert "/calendar/" in page.content.decode()
    assert signed_in(cast.ben).post(reverse("my_calendar")).status_code == 404


def test_lines_are_folded_at_75_octets_and_signs_escaped(circle):
    moment = next_tuesday()
    import datetime as dt

    at = dt.datetime.combine(moment, dt.time(), dt.UTC)
    text = calendar("ሰላም, " * 30, [Event("1", at, at, "a;b,c\\d")], at)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "SUMMARY:a\\;b\\,c\\\\d" in text
    assert text.replace("\r\n ", "").count("ሰላም") == 60
