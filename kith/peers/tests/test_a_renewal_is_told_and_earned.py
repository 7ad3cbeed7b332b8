"""Warnings at their marks, once each, to peer and supervisor; renewed by learning, or lapsed."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from kith.connections.models import Notice
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.peers import actions
from kith.peers.actions import renewing
from kith.peers.models import Peer, Renewal, RenewalWarning, SchemeVersion
from kith.peers.queries.certificates import checked
from kith.peers.refusals import LearningMissing, NothingToRenew
from kith.peers.tests import factories


@pytest.fixture
def held(cast, riverbend, amina):
    """A certificate of two years that asks for 20 hours, and a supervisor."""
    actions.assign_supervisor(peer=amina, supervisor=cast.sofia, by=cast.sofia)
    today = clock.today()
    until = today.replace(year=today.year + 2)
    Peer.objects.filter(pk=amina.pk).update(renewal_due_on=until)
    return factories.certificate(
        amina, cast.sofia, scheme="reciprocal", scheme_name="Reciprocal credential", hours=46,
        valid_until=until, since=dt.date(2013, 1, 1), learning=20, years=2, warns=[90, 60, 30],
    )  # fmt: skip


def before(held, days):
    moment = dt.datetime.combine(held.valid_until, dt.time(12), dt.UTC)
    return clock.stopped_at(moment - dt.timedelta(days=days))


def warn(riverbend):
    return renewing.warn_who_is_due(organization=riverbend.id)


def learn(peer, by, hours):
    actions.note_learning(
        peer=peer, kind="learning", on=clock.today(), hours=Decimal(hours), what="A day on grief",
        replay_key=uuid.uuid4(), by=by,
    )  # fmt: skip


def test_each_mark_is_told_once_to_peer_and_supervisor(cast, riverbend, held):
    told = []
    for days in (91, 90, 89, 60, 45, 30, 30, 1, 0, -3):
        with before(held, days):
            told.append(warn(riverbend))
    assert told == [0, 1, 0, 1, 0, 1, 0, 0, 1, 0]
    marks = RenewalWarning.objects.order_by("-days").values_list("days", flat=True)
    assert list(marks) == [90, 60, 30, 0]
    notices = Notice.objects.filter(kind="work")
    assert set(notices.values_list("member__name", flat=True)) == {"Amina", "Sofia"}
    assert notices.count() == 8


def test_a_notice_leads_to_what_is_due_and_says_nothing(cast, riverbend, held, amina, signed_in):
    with before(held, 60):
        warn(riverbend)
    for member, page in ((cast.amina, "/desk/my-peer-work/work/"),
                         (cast.sofia, f"/desk/peers/{amina.pk}/learning/")):  # fmt: skip
        notice = Notice.objects.get(member=member, kind="work")
        answer = signed_in(member).get(f"/desk/notices/{notice.pk}/", follow=True)
        assert answer.redirect_chain[-1][0].endswith(page)


def test_while_the_supervisor_is_away_the_cover_is_told(cast, riverbend, held, amina):
    from tests.cast import member_of

    marta = member_of(riverbend, "Marta", "supervisor")
    pair = amina.supervisions.current().select_related("peer").get()
    with before(held, 30):
        actions.set_cover(supervision=pair, cover=marta, by=cast.sofia)
        warn(riverbend)
    told = Notice.objects.filter(kind="work").values_list("member__name", flat=True)
    assert set(told) == {"Amina", "Marta"}


def test_whoever_is_stopped_or_gone_is_left_in_peace(riverbend, held, amina):
    Peer.objects.filter(pk=amina.pk).update(state="suspended")
    with before(held, 30):
        assert warn(riverbend) == 0


def test_it_is_renewed_by_the_learning_it_asks_for(cast, riverbend, held, amina):
    with before(held, 20):
        learn(amina, cast.sofia, "19.5")
        with pytest.raises(LearningMissing) as refused:
            actions.renew(peer=amina, by=cast.sofia)
        assert "0.5" in str(refused.value)
        learn(amina, cast.sofia, "0.5")
        row = actions.renew(peer=amina, by=cast.sofia)
        assert row.holds_until == held.valid_until.replace(year=held.valid_until.year + 2)
        assert (row.hours, checked(held.number).valid_until) == (20, row.holds_until)
    amina.refresh_from_db()
    assert (amina.state, amina.renewal_due_on) == ("active", row.holds_until)


def test_learning_of_the_period_before_does_not_count(cast, held, amina):
    learn(amina, cast.sofia, 20)
    with before(held, 20):
        actions.renew(peer=amina, by=cast.sofia)
        held.refresh_from_db()
        assert renewing.learned_in_period(held) == 0


def test_the_running_period_asks_what_stood_in_the_certificate(cast, riverbend, held, amina):
    """The scheme asks for 40 hours from now on: the next period does, this one does not."""
    actions.write_version(
        version=actions.Version(
            code="reciprocal", name="Reciprocal credential", starts_on=clock.today(),
            hours=Decimal(46), practice=Decimal(500), learning=Decimal(40), years=3,
        ),
        replay_key=uuid.uuid4(), by=cast.sofia,
    )  # fmt: skip
    with before(held, 20):
        learn(amina, cast.sofia, 20)
        row = actions.renew(peer=amina, by=cast.sofia)
    held.refresh_from_db()
    assert (held.learning, held.years, held.issued_on.year + 5) == (40, 3, row.holds_until.year)
    assert SchemeVersion.objects.get().starts_on == row.since


def test_of_two_who_press_at_once_the_second_is_told(cast, held, amina):
    learn(amina, cast.sofia, 20)
    actions.renew(peer=amina, by=cast.sofia)
    with pytest.raises(AlreadyChanged):
        renewing._renewed(held, Decimal(20), cast.sofia)
    assert Renewal.objects.count() == 1


@pytest.mark.parametrize("who", ["amina", "ben", "chidi"])
def test_only_a_supervisor_renews(cast, held, amina, who):
    with pytest.raises(NotYours):
        actions.renew(peer=amina, by=getattr(cast, who))


def test_without_a_certificate_there_is_nothing_to_renew(cast, amina):
    with pytest.raises(NothingToRenew):
        actions.move_peer(peer=amina, move="renew", by=cast.sofia)
