"""Dee's own page: her wishes, two or three peers, her choice, her review; by number or by link."""

import datetime as dt

import pytest
from django.test import Client

from kith.accounts import tenancy
from kith.connections import actions as connections
from kith.connections.tests import factories as asks
from kith.core import clock
from kith.peers import actions, opening, queries
from kith.peers.models import Match, Seeking
from kith.peers.tests import factories
from kith.people import actions as people
from kith.people.models import CareTeam, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def dee(cast):
    """Dee asked by herself and holds a private number."""
    request, code = asks.ask(cast.riverbend)
    return request, code


def press(code, verb, **data):
    return Client().post("/walk/", {"code": code, "verb": verb, **data})


def inside(cast):
    return tenancy.acting_for(cast.riverbend.id)


def peer_of(member, **changes):
    return factories.peer(member, clearances=["one_to_one"], **changes)


def proposed(cast, request, *peers):
    """Dee is on the list and Sofia laid these before her."""
    row = Seeking.objects.get(person=request.person)
    return [actions.propose_peer(seeking=row, peer=peer, by=cast.sofia) for peer in peers]


def wished(code, **data):
    return press(code, "wishes", languages=["en"], **data)


def test_she_says_her_wishes_and_waits(cast, dee):
    request, code = dee
    answer = wished(
        code, first="experience:grief", second="time:evenings", unwanted=["gender:man"],
        words="Nobody from the mill.",
    )  # fmt: skip
    assert "Kept. We look for two or three" in answer.text
    assert "Nobody from the mill." in answer.text
    with inside(cast):
        row = Seeking.objects.get()
        assert row.wishes == [
            {"kind": "experience", "value": "grief"}, {"kind": "time", "value": "evenings"},
        ]  # fmt: skip
        assert row.unwanted == [{"kind": "gender", "value": "man"}]
        assert (row.told, row.needs, row.request_id) == ("self", ["one_to_one"], request.pk)
        assert b"mill" not in bytes(row.words_sealed)


def test_what_staff_wrote_down_for_safety_stays(cast, dee):
    request, code = dee
    with inside(cast):
        amina = peer_of(cast.amina)
        actions.seek(
            person=request.person, by=cast.sofia, hopes=actions.Hopes(excluded=(amina.pk,))
        )
    wished(code)
    with inside(cast):
        assert Seeking.objects.get().excluded == [amina.pk]


def test_not_somebody_who_rules_out(cast, dee):
    request, code = dee
    with inside(cast):
        peer_of(cast.amina, gender="woman", languages=("en", "es"))
        peer_of(cast.ben, gender="man")
        peer_of(cast.sofia, gender="woman")
    wished(code, unwanted=["gender:man", "language:es"])
    with inside(cast):
        row = Seeking.objects.get(person=request.person)
        found = actions.proposals_for(seeking=row, by=cast.sofia)
        assert len(found.proposals) == 1
        assert {one.rule: one.pairs for one in found.removed}["veto"] == 2


def test_she_reads_what_the_peer_allowed_and_nothing_more(cast, dee):
    request, code = dee
    wished(code, first="gender:woman", second="experience:grief")
    with inside(cast):
        shy = peer_of(
            cast.amina, gender="woman", experiences=["grief"], about="I lost my brother.",
            shown=["experiences"],
        )  # fmt: skip
        proposed(cast, request, shy)
    page = press(code, "show").text
    assert "Amina" in page and "has lived through it" in page
    assert "I lost my brother." not in page and "Woman</li>" not in page
    assert "another gender" not in page


def test_she_chooses_one_and_the_other_is_let_go(cast, dee):
    request, code = dee
    wished(code)
    with inside(cast):
        first, second = proposed(cast, request, peer_of(cast.amina), peer_of(cast.ben))
    answer = press(code, "choose", id=first.pk)
    assert "You chose. We ask them now." in answer.text
    with inside(cast):
        assert list(Match.objects.order_by("created_at").values_list("state", "side")) == [
            ("chosen", "person"), ("declined", ""),
        ]  # fmt: skip
        assert second.peer_id not in _asked(request)


def _asked(request):
    from kith.peers import pool

    row = Seeking.objects.get(person=request.person)
    return pool.asked_before([row])[row.pk]


def test_none_of_these_and_they_are_not_shown_again(cast, dee):
    request, code = dee
    wished(code)
    with inside(cast):
        matches = proposed(cast, request, peer_of(cast.amina), peer_of(cast.ben))
    assert "We look for others" in press(code, "others").text
    with inside(cast):
        row = Seeking.objects.get()
        assert row.asked_again_at is not None
        assert actions.proposals_for(seeking=row, by=cast.sofia).proposals == ()
        assert _asked(request) == {match.peer_id for match in matches}
        assert [r.asks_again for r in queries.seeking_list(cast.sofia)] == [True]


def test_never_this_one_is_a_no_that_nobody_lifts(cast, dee):
    request, code = dee
    wished(code)
    with inside(cast):
        (match,) = proposed(cast, request, peer_of(cast.amina))
    press(code, "never", id=match.pk)
    with inside(cast):
        assert Seeking.objects.get().vetoes == [match.peer_id]


def test_she_reviews_after_the_first_meetings(cast, dee):
    request, code = dee
    match = _met(cast, request, code)
    with clock.stopped_at(clock.now() + dt.timedelta(days=15)):
        assert "You have known each other for two weeks" in press(code, "show").text
        press(code, "review", id=match.pk, suits="yes", words="She listens.")
    with inside(cast):
        match.refresh_from_db()
        assert (match.state, match.suits) == ("active", "yes")
        assert b"listens" not in bytes(match.suits_sealed)


def test_not_sure_is_seen_by_whoever_matches(cast, dee):
    request, code = dee
    match = _met(cast, request, code)
    press(code, "review", id=match.pk, suits="unsure")
    with inside(cast):
        match.refresh_from_db()
        assert match.state == "first_contact"
        assert [row.id for row in queries.unsure(cast.sofia)] == [match.pk]


def test_somebody_else_ends_it_and_puts_her_back_on_the_list(cast, dee):
    request, code = dee
    match = _met(cast, request, code)
    press(code, "review", id=match.pk, suits="other", next_time="Somebody older.")
    with inside(cast):
        match = Match.objects.select_related("person__key").get(pk=match.pk)
        assert (match.state, match.unseal("next_time_sealed")) == ("ended_early", "Somebody older.")
        row = Seeking.objects.open().get(person=request.person)
        assert row.languages == ["en"]
        assert match.peer_id in _asked_of(row)


def _asked_of(row):
    from kith.peers import pool

    return pool.asked_before([row])[row.pk]


def _met(cast, request, code):
    wished(code)
    with inside(cast):
        (match,) = proposed(cast, request, peer_of(cast.amina))
    press(code, "choose", id=match.pk)
    with inside(cast):
        match.refresh_from_db()
        actions.move_match(match=match, move="accept", by=cast.amina)
        factories.contact(match)
        match.refresh_from_db()
    return match


def test_her_pause_is_hers_to_end_and_the_peers_is_not(cast, dee):
    request, code = dee
    match = _met(cast, request, code)
    press(code, "pause", id=match.pk)
    assert "You go on together." in press(code, "resume", id=match.pk).text
    with inside(cast):
        match.refresh_from_db()
        actions.move_match(match=match, move="pause", by=cast.amina)
    page = press(code, "resume", id=match.pk).text
    assert "The pause is not over yet" in page
    assert 'value="resume"' not in page


def test_it_comes_to_a_good_end_and_the_peer_sees_her_no_longer(cast, dee):
    request, code = dee
    match = _met(cast, request, code)
    press(code, "end_well", id=match.pk)
    with inside(cast):
        match.refresh_from_db()
        assert match.state == "ended_well"
        assert not CareTeam.objects.present().filter(member=cast.amina).exists()
    assert "Would you like to walk with somebody else?" in press(code, "show").text


def test_another_persons_match_is_not_there(cast, dee):
    other, _code = asks.ask(cast.riverbend)
    with inside(cast):
        row = actions.seek(person=other.person, hopes=actions.Hopes(), by=cast.sofia)
        match = actions.propose_peer(seeking=row, peer=peer_of(cast.amina), by=cast.sofia)
    answer = press(dee[1], "choose", id=match.pk)
    assert "There is nothing here" in answer.text
    with inside(cast):
        match.refresh_from_db()
        assert match.state == "proposed"


def test_a_wrong_number_opens_nothing(cast):
    answer = press("2345678901", "show")
    assert answer.status_code == 404
    assert "check it" in answer.text


def test_a_link_opens_her_page_for_a_month_and_a_new_one_ends_it(cast):
    with inside(cast):
        person = factories.person(cast.riverbend, cast.ben)
        token = actions.give_link(person=person, by=cast.ben)
    assert "Riverbend Commons" in Client().get(f"/walk/{token}/").text
    assert "Dee" not in Client().get(f"/walk/{token}/").text
    assert "Tell us who would suit you" in press(token, "show").text
    with clock.stopped_at(clock.now() + opening.GOOD_FOR + dt.timedelta(minutes=1)):
        assert press(token, "show").status_code == 404
    with inside(cast):
        newer = actions.give_link(person=Person.objects.get(pk=person.pk), by=cast.ben)
    assert press(token, "show").status_code == 404
    assert press(newer, "show").status_code == 200


def test_she_can_take_herself_off_the_list_and_come_back(cast, dee):
    _request, code = dee
    wished(code, first="time:evenings")
    assert "not on the list any more" in press(code, "stop_seeking").text
    with inside(cast):
        assert not Seeking.objects.open().exists()


def test_the_ask_follows_the_peers_yes(cast, dee):
    request, code = dee
    with inside(cast):
        connections.take(request=request, by=cast.ben)
    _met(cast, request, code)
    with inside(cast):
        request.refresh_from_db()
        assert request.state == "connected"


def test_when_she_is_erased_her_words_and_her_link_are_gone(cast, dee):
    request, code = dee
    match = _met(cast, request, code)
    press(code, "review", id=match.pk, suits="unsure", words="She talks a lot.")
    with inside(cast):
        person = Person.objects.select_related("key").get(pk=request.person_id)
        actions.seek_again(person=person, by=None)
        actions.seek(
            person=person, by=None,
            hopes=actions.Hopes(words="Nobody from the mill.", unwanted=(("gender", "man"),)),
        )  # fmt: skip
        token = actions.give_link(person=person, by=cast.sofia)
        people.erase(person=person, by=cast.sofia)
        match.refresh_from_db()
        assert match.suits_sealed is None
        row = Seeking.objects.order_by("-since").first()
        assert (row.words_sealed, row.unwanted) == (None, [])
    assert press(token, "show").status_code == 404
