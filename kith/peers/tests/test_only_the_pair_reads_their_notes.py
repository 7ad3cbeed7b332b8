"""What a peer and their supervisor write is theirs: not the administrator's, nor cover's."""

import datetime as dt
import uuid

import pytest

from kith.accounts.models import Role
from kith.core import clock
from kith.core.refusals import NotYours
from kith.peers import access, actions, queries
from kith.peers.models import Session, Supervision
from kith.peers.refusals import OnlyThePair
from kith.peers.tests import factories
from tests.cast import member_of

EVERYTHING = [role.value for role in Role]


@pytest.fixture
def marta(cast, riverbend):
    return member_of(cast.riverbend, "Marta", Role.SUPERVISOR)


@pytest.fixture
def pair(cast, riverbend, amina, marta):
    return actions.assign_supervisor(peer=amina, supervisor=marta, by=cast.sofia)


@pytest.fixture
def session(pair, marta):
    return actions.keep_session(
        supervision=pair, held_on=clock.today(), minutes=60, note="I am tired of the phone.",
        replay_key=uuid.uuid4(), by=marta,
    )  # fmt: skip


def test_both_of_the_pair_read_it(cast, session, marta):
    for member in (marta, cast.amina):
        found = access.session_for(member, session.pk)
        assert actions.open_session(session=found, by=member) == "I am tired of the phone."


def test_the_administrator_director_and_supervisor_does_not(cast, session):
    with pytest.raises(NotYours):
        access.session_for(cast.sofia, session.pk)
    with pytest.raises(OnlyThePair):
        actions.open_session(session=session, by=cast.sofia)


def test_every_role_together_does_not(cast, session):
    all_roles = member_of(cast.riverbend, "Omar", *EVERYTHING)
    with pytest.raises(NotYours):
        access.session_for(all_roles, session.pk)
    with pytest.raises(OnlyThePair):
        actions.open_session(session=session, by=all_roles)


def test_cover_has_the_duty_and_not_the_notes(cast, pair, session):
    actions.set_cover(supervision=pair, cover=cast.sofia, by=cast.sofia)
    assert list(Supervision.objects.all().of(cast.sofia, clock.today())) == [pair]
    with pytest.raises(OnlyThePair):
        actions.open_session(session=session, by=cast.sofia)


def test_the_next_supervisor_does_not_read_the_notes_before(cast, amina, session):
    actions.assign_supervisor(peer=amina, supervisor=cast.sofia, by=cast.sofia)
    with pytest.raises(NotYours):
        access.session_for(cast.sofia, session.pk)


def test_the_database_holds_no_word_of_it(session):
    assert b"tired" not in bytes(Session.objects.get(pk=session.pk).note_sealed)


def test_nobody_supervises_themselves(cast, riverbend):
    row = factories.peer(cast.sofia)
    with pytest.raises(NotYours):
        actions.assign_supervisor(peer=row, supervisor=cast.sofia, by=cast.sofia)


def test_the_duty_moves_while_the_supervisor_is_away(cast, amina, pair):
    assert [row.is_mine for row in queries.board(cast.sofia).rows] == [False]
    actions.set_cover(
        supervision=pair, cover=cast.sofia, cover_until=clock.today(), by=cast.sofia
    )  # fmt: skip
    assert [row.is_mine for row in queries.board(cast.sofia).rows] == [True]
    with clock.stopped_at(clock.now() + dt.timedelta(days=1)):
        assert [row.is_mine for row in queries.board(cast.sofia).rows] == [False]
