"""A circle among the options with reasons and misfits; the choice becomes a seat."""

import pytest

from kith.accounts import tenancy
from kith.circles import words as circle_words
from kith.circles.actions import circles
from kith.circles.models import Circle, Seat
from kith.circles.options import CircleOptions
from kith.circles.tests.factories import running, sit
from kith.connections import actions as connections
from kith.connections.models import Notice
from kith.connections.tests import factories as asks
from kith.core.sources import Reason, Wish
from kith.directory.templatetags.reasons import WORDS, in_words
from kith.peers.models import Peer
from kith.peers.tests import factories


@pytest.fixture
def laid_out(cast):
    """A request in Spanish, and a circle in Spanish; no peer has a place of their own."""
    request = asks.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        first, second = factories.peer(cast.amina), factories.peer(cast.sofia)
        circle = running(first, second, cast.sofia, language="es", capacity=1)
        Peer.objects.update(load_limit=0)
        options = connections.lay_out_options(request=request, by=cast.ben)
        found = next(option for option in options if option.source == "circles")
        yield request, circle, found


def words(rows):
    return [in_words(row) for row in rows]


def test_it_says_what_when_and_how_much_room(laid_out):
    _request, circle, option = laid_out
    assert (option.subject, option.title) == (circle.pk, "Evening talking circle")
    assert words(option.reasons) == [
        "a circle: a small group of people who have been there too", "1 place free", "in Español",
        "every week, Tuesday, 18:30", "face to face; you learn where when you have a seat",
    ]  # fmt: skip
    assert "blue room" not in str(option.reasons)


def test_choosing_it_is_a_seat_and_connects_the_ask(laid_out):
    request, _circle, option = laid_out
    connections.choose_option(option=option)
    request.refresh_from_db()
    seat = Seat.objects.get()
    assert (seat.state, seat.person_id, seat.request_id) == ("in", request.person_id, request.pk)
    assert (request.state, request.next_step) == ("connected", "check_in")


def test_choosing_a_full_one_is_a_place_in_the_row_and_moves_up(cast, laid_out):
    request, circle, option = laid_out
    other = sit(circle, cast.ben)
    connections.choose_option(option=option)
    request.refresh_from_db()
    assert request.state != "connected"
    circles.leave_seat(seat=other, by=cast.ben)
    request.refresh_from_db()
    assert (request.state, Seat.objects.taken().get().person_id) == ("connected", request.person_id)
    assert Notice.objects.filter(kind="answer", member=cast.ben).count() == 1


def test_what_would_not_fit_is_said(cast, laid_out):
    _request, circle, _option = laid_out
    for _ in range(2):
        sit(circle, cast.ben)
    wish = Wish(organization=cast.riverbend.id, languages=("fa",), age=15)
    Circle.objects.update(min_age=18)
    offer = CircleOptions().offers(wish, 5)[0]
    assert words(offer.misfits) == [
        "held in Español", "full at the moment; 1 waits before you", "from age 18",
    ]  # fmt: skip
    assert offer.fits < 0.1


def test_planned_paused_and_begun_closed_ones_are_not_offered(cast, laid_out):
    assert laid_out
    wish = Wish(organization=cast.riverbend.id)
    for changes in ({"state": "paused"}, {"state": "running", "kind": "closed"}):
        Circle.objects.update(**changes, first_on="2020-01-07")
        assert list(CircleOptions().offers(wish, 5)) == []


def test_no_circle_of_another_organisation_is_offered(cast, laid_out):
    with tenancy.acting_for(cast.harbour.id):
        assert list(CircleOptions().offers(Wish(organization=cast.riverbend.id), 5)) == []


def test_every_code_has_words(laid_out):
    values = {"number": "2", "language": "fa", "byday": "-1TU", "freq": "MONTHLY", "interval": "1",
              "time": "18:30", "way": "place", "district": "Mill Row", "value": "woman",
              "on": "2026-03-03"}  # fmt: skip
    for code in circle_words.WORDS:
        assert in_words(Reason(code, values))
        assert code in WORDS
