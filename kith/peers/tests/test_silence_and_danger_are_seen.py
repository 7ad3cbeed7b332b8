"""Flags at 14 and 30 days, contacts, and a peer who stops contact."""

import datetime as dt
import uuid

import pytest

from kith.core import clock
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import actions, queries
from kith.peers.models import MatchContact
from kith.peers.queries.working import flag
from kith.peers.refusals import AlreadyAnswered, NotAllowedTogether, NotYet
from kith.peers.tests import factories


@pytest.fixture
def match(cast, riverbend, amina):
    return factories.walking(riverbend, amina, cast.ben)


def flags_after(member, days):
    with clock.stopped_at(clock.now() + dt.timedelta(days=days)):
        return [row.flag for row in queries.board(member).quiet]


def test_the_flags():
    assert [flag(days) for days in (0, 13, 14, 29, 30, 99)] == [0, 0, 14, 14, 30, 30]


def test_days_count_from_the_yes(cast, match):
    assert flags_after(cast.sofia, 13) == []
    assert flags_after(cast.sofia, 14) == [14]
    assert flags_after(cast.sofia, 30) == [30]


def test_only_contacts_that_reached_somebody_count(cast, match):
    with clock.stopped_at(clock.now() + dt.timedelta(days=10)):
        factories.contact(match, reached=False)
    assert flags_after(cast.sofia, 14) == [14]
    with clock.stopped_at(clock.now() + dt.timedelta(days=10)):
        factories.contact(match, reached=True)
    assert flags_after(cast.sofia, 14) == []


def test_a_pause_is_not_silence(cast, match):
    actions.move_match(match=match, move="pause", by=cast.amina)
    assert flags_after(cast.sofia, 40) == []


def test_a_contact_sent_twice_is_one(cast, match):
    key = uuid.uuid4()
    for _time in range(2):
        actions.log_contact(
            match=match, means="call", reached=True, note="Slept.", replay_key=key, by=cast.amina
        )
    assert MatchContact.objects.count() == 1


def test_the_note_is_sealed_and_only_the_peer_of_the_match_writes(cast, match):
    row = factories.contact(match, note="Slept at last.")
    assert b"Slept" not in bytes(row.note_sealed)
    with pytest.raises(NotYours):
        actions.log_contact(
            match=match, means="call", reached=True, replay_key=uuid.uuid4(), by=cast.ben
        )


def test_a_contact_has_happened(cast, match):
    with pytest.raises(NotYet):
        factories.contact(match, happened_at=clock.now() + dt.timedelta(hours=1))


def test_reporting_stops_contact_at_once(cast, match):
    row = actions.report(match=match, words="He waits at my door.", by=cast.amina)
    match.refresh_from_db()
    assert match.state == "paused"
    assert [one.pk for one in queries.board(cast.sofia).reports] == [row.pk]
    assert actions.open_report(report=row, by=cast.sofia) == "He waits at my door."


def test_after_a_report_the_two_are_not_brought_together_again(cast, riverbend, amina, match):
    actions.report(match=match, words="He waits at my door.", by=cast.amina)
    match.refresh_from_db()
    actions.move_match(match=match, move="end_early", by=cast.ben)
    row = actions.seek(person=match.person, hopes=actions.Hopes(languages=("en",)), by=cast.sofia)
    with pytest.raises(NotAllowedTogether):
        actions.propose_peer(seeking=row, peer=amina, by=cast.sofia)


def test_a_report_is_answered_once_by_a_supervisor(cast, match):
    row = actions.report(match=match, words="He waits at my door.", by=cast.amina)
    with pytest.raises(NotYours):
        actions.answer_report(report=row, words="Ended.", by=cast.ben)
    actions.answer_report(report=row, words="We ended it.", by=cast.sofia)
    with pytest.raises(AlreadyAnswered):
        actions.answer_report(report=row, words="Again.", by=cast.sofia)


def test_an_empty_report_is_asked_for_words(cast, match):
    with pytest.raises(ReasonMissing):
        actions.report(match=match, words=" ", by=cast.amina)


def test_name_and_number_are_opened_by_the_peer_while_they_walk(cast, match):
    assert actions.open_match(match=match, by=cast.amina).name == "Dee"
    with pytest.raises(NotYours):
        actions.open_match(match=match, by=cast.ben)
    ended = actions.move_match(match=match, move="end_early", by=cast.amina)
    with pytest.raises(NotYours):
        actions.open_match(match=ended, by=cast.amina)
