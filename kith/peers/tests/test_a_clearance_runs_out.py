"""A clearance holds until its day; whoever has the duty hears of it a month before."""

import datetime as dt
import uuid

import pytest

from kith.accounts.models import Role
from kith.connections.models import Notice
from kith.core import clock
from kith.peers import actions
from kith.peers.actions import recruiting
from kith.peers.models import Peer
from kith.peers.tests import factories
from tests.cast import member_of


def clear(application, by, days):
    actions.record_check(
        application=application, kind="clearance", finding="well", words="We talked.", by=by,
        role="one_to_one", expires_on=clock.today() + dt.timedelta(days=days),
        replay_key=uuid.uuid4(),
    )  # fmt: skip


@pytest.fixture
def farid(cast, riverbend):
    """Welcomed with a clearance of a year."""
    row = factories.application(riverbend)
    for move in ("read", "invite", "clear"):
        row = actions.move_application(application=row, move=move, by=cast.sofia)
    actions.record_check(
        application=row, kind="interview", finding="well", words="Warm.", by=cast.sofia,
        replay_key=uuid.uuid4(),
    )  # fmt: skip
    clear(row, cast.sofia, 365)
    peer = actions.welcome(
        application=row, member=member_of(riverbend, "Farid", Role.PEER), by=cast.sofia
    )
    actions.assign_supervisor(peer=peer, supervisor=cast.sofia, by=cast.sofia)
    return peer


def after(days):
    return clock.stopped_at(clock.now() + dt.timedelta(days=days))


def test_a_month_before_they_are_told_once(riverbend, farid):
    for days, told in ((300, 0), (336, 2), (350, 2)):
        with after(days):
            assert recruiting.end_clearances(organization=riverbend.id) == 0
        assert Notice.objects.filter(kind="work").count() == told


def test_it_ends_on_its_day_and_again_changes_nothing(riverbend, farid):
    with after(366):
        assert recruiting.end_clearances(organization=riverbend.id) == 1
        assert recruiting.end_clearances(organization=riverbend.id) == 0
    assert Peer.objects.get().clearances == []


def test_looked_at_again_it_holds_again(cast, riverbend, farid):
    with after(366):
        recruiting.end_clearances(organization=riverbend.id)
        clear(farid.application, cast.sofia, 365)
    assert Peer.objects.get().clearances == ["one_to_one"]


def test_the_page_of_whoever_was_welcomed_takes_a_new_clearance(cast, farid, signed_in):
    from django.urls import reverse

    address = reverse("application", args=[farid.application_id])
    assert "Write down a finding" in signed_in(cast.sofia).get(address).content.decode()
