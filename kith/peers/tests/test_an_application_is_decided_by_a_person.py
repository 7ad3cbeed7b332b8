"""From the public form to a peer in training."""

import datetime as dt
import uuid

import pytest

from kith.accounts.models import Role
from kith.audit.models import Entry
from kith.core import clock
from kith.core.lifecycle import WrongState
from kith.core.refusals import NotYours, ReasonMissing
from kith.peers import access, actions
from kith.peers.models import Application, Check, Peer
from kith.peers.refusals import ClearanceMissing, NoAccountYet
from kith.peers.tests import factories
from tests.cast import member_of


@pytest.fixture
def applied(cast, riverbend):
    return factories.application(riverbend)


def walked_to(applied, state, by):
    for move in ("read", "invite", "clear"):
        if applied.state == state:
            break
        applied = actions.move_application(application=applied, move=move, by=by)
    return applied


def found(applied, by, kind, finding="well", days=365, **changes):
    return actions.record_check(
        application=applied, kind=kind, finding=finding, words="We talked.", by=by,
        replay_key=uuid.uuid4(), role="one_to_one" if kind == "clearance" else "",
        expires_on=clock.today() + dt.timedelta(days=days) if kind == "clearance" else None,
        **changes,
    )  # fmt: skip


def test_what_somebody_writes_is_sealed_and_opening_it_is_recorded(cast, applied):
    assert b"Farid" not in bytes(applied.name_sealed)
    opened = actions.open_application(application=applied, by=cast.sofia)
    assert (opened.name, opened.about) == ("Farid", "I lost my brother.")
    assert Entry.objects.filter(subject_id=applied.pk, member_id=cast.sofia.id).count() == 1


def test_the_form_sent_twice_is_one_application(cast, riverbend):
    key = uuid.uuid4()
    applying = actions.Applying(name="Farid", reach="555 0144")
    for _time in range(2):
        actions.apply(organization=riverbend, applying=applying, replay_key=key)
    assert Application.objects.count() == 1


@pytest.mark.parametrize("who", ["amina", "ben", "chidi"])
def test_who_does_not_recruit_sees_none_of_it(cast, applied, who):
    with pytest.raises(NotYours):
        access.application_for(getattr(cast, who), applied.pk)
    with pytest.raises(NotYours):
        actions.open_application(application=applied, by=getattr(cast, who))


def test_a_no_needs_a_reason_that_is_kept_sealed(cast, applied):
    with pytest.raises(ReasonMissing):
        actions.move_application(application=applied, move="decline", by=cast.sofia)
    row = actions.move_application(
        application=applied, move="decline", reason="No evenings free.", by=cast.sofia
    )
    assert row.unseal("reason_sealed") == "No evenings free."


def test_a_finding_declines_nobody(cast, applied):
    applied = walked_to(applied, "clearance", cast.sofia)
    found(applied, cast.sofia, "clearance", finding=Check.Finding.NOT_NOW)
    applied.refresh_from_db()
    assert applied.state == "clearance"


def test_welcome_takes_a_talk_and_a_clearance_that_holds(cast, applied):
    applied = walked_to(applied, "clearance", cast.sofia)
    farid = member_of(cast.riverbend, "Farid", Role.PEER)
    with pytest.raises(ClearanceMissing):
        actions.welcome(application=applied, member=farid, by=cast.sofia)
    found(applied, cast.sofia, "interview")
    found(applied, cast.sofia, "clearance", days=-1)
    with pytest.raises(ClearanceMissing):
        actions.welcome(application=applied, member=farid, by=cast.sofia)
    found(applied, cast.sofia, "clearance")
    peer = actions.welcome(application=applied, member=farid, by=cast.sofia)
    assert (peer.state, peer.clearances, peer.works) == ("training", ["one_to_one"], ["one_to_one"])


def test_the_latest_clearance_counts(cast, applied):
    applied = walked_to(applied, "clearance", cast.sofia)
    found(applied, cast.sofia, "clearance")
    assert actions.cleared_for(applied) == ("one_to_one",)
    found(applied, cast.sofia, "clearance", finding=Check.Finding.UNCLEAR)
    assert actions.cleared_for(applied) == ()


def test_only_a_member_with_the_role_of_a_peer_is_welcomed(cast, applied):
    applied = walked_to(applied, "clearance", cast.sofia)
    with pytest.raises(NoAccountYet):
        actions.welcome(application=applied, member=cast.ben, by=cast.sofia)
    assert not Peer.objects.exists()


def test_no_step_is_left_out(cast, applied):
    with pytest.raises(WrongState):
        actions.move_application(application=applied, move="clear", by=cast.sofia)
