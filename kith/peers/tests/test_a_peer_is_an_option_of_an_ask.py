"""Two or three peers among the options, the choice becomes a match, and the ask follows it."""

from dataclasses import asdict

import pytest

from kith.accounts import tenancy
from kith.connections import actions as connections
from kith.connections.tests import factories as asks
from kith.core.sources import Choice, Wish
from kith.directory.templatetags.reasons import in_words
from kith.peers import actions
from kith.peers.models import Match, Peer
from kith.peers.options import PeerOptions
from kith.peers.refusals import NotReady
from kith.peers.tests import factories
from kith.peers.tests.test_where_peers_meet_people import place


@pytest.fixture
def laid_out(cast):
    """A request in Spanish, and Amina who speaks it."""
    request = asks.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        amina = factories.peer(cast.amina, languages=("es", "so"))
        options = connections.lay_out_options(request=request, by=cast.ben)
        yield request, amina, options


def test_she_is_among_the_options_with_reasons_in_words(laid_out):
    _request, amina, options = laid_out
    option = next(option for option in options if option.source == "peers")
    assert (option.subject, option.title) == (amina.pk, "Amina")
    assert [in_words(reason) for reason in option.reasons] == [
        "a peer: somebody who has been through hard times too", "speaks Español",
    ]  # fmt: skip


def test_choosing_her_asks_her_and_waits_for_her_answer(cast, laid_out):
    request, amina, options = laid_out
    connections.choose_option(option=options[0])
    match = Match.objects.get()
    request.refresh_from_db()
    assert (match.state, match.peer_id, match.person_id) == ("chosen", amina.pk, request.person_id)
    assert request.next_step == "wait_answer"


def test_her_yes_connects_the_ask(cast, laid_out):
    request, _amina, options = laid_out
    connections.choose_option(option=options[0])
    actions.move_match(match=Match.objects.get(), move="accept", by=cast.amina)
    request.refresh_from_db()
    assert (request.state, request.next_step) == ("connected", "check_in")


def test_her_no_sends_us_looking_again(cast, laid_out):
    request, _amina, options = laid_out
    connections.choose_option(option=options[0])
    actions.move_match(match=Match.objects.get(), move="decline", by=cast.amina)
    request.refresh_from_db()
    options[0].refresh_from_db()
    assert (request.next_step, options[0].state) == ("find_options", "passed")


def test_whoever_is_kept_apart_cannot_be_chosen_among_options(cast, laid_out):
    request, amina, options = laid_out
    actions.seek(
        person=request.person, hopes=actions.Hopes(excluded=(amina.pk,)), by=cast.ben
    )  # fmt: skip
    with pytest.raises(NotReady):
        connections.choose_option(option=options[0])
    options[0].refresh_from_db()
    assert (options[0].state, Match.objects.count()) == ("offered", 0)


def test_no_peer_of_another_organisation_is_offered(cast, laid_out):
    with tenancy.acting_for(cast.harbour.id):
        assert list(PeerOptions().offers(Wish(organization=cast.harbour.id), 5)) == []


def test_a_peer_without_the_language_is_not_offered(cast, laid_out):
    wish = Wish(organization=cast.riverbend.id, languages=("fa",))
    assert list(PeerOptions().offers(wish, 5)) == []


def test_from_the_place_of_an_ask_the_way_is_told_and_the_match_keeps_none(cast, laid_out):
    request, amina, _options = laid_out
    mill = place(cast.riverbend, latitude=40.01)
    Peer.objects.filter(pk=amina.pk).update(meets_at=[mill.pk])
    wish = Wish(organization=cast.riverbend.id, languages=("es",), latitude=40.0, longitude=-75.0)
    (offer,) = PeerOptions().offers(wish, 5)
    assert in_words(offer.reasons[-1]) == "about 18 min on foot (estimate) to Mill House"
    choice = Choice(
        organization=cast.riverbend.id, request=request.pk, person=request.person_id,
        subject=amina.pk, reasons=[asdict(one) for one in offer.reasons],
    )  # fmt: skip
    PeerOptions().chosen(choice)
    assert [one["code"] for one in Match.objects.get().reasons] == ["lived_it", "speaks"]
