"""What the receiver answers reaches the sender's request in the same transaction."""

import pytest

from kith.accounts import tenancy
from kith.connections.models import Barrier, Notice, Request
from kith.connections.tests import factories
from kith.core import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast):
    request = factories.in_hand(cast.ben, language="prs", place="Mill Lane")
    service = factories.service(operated_by=cast.harbour)
    return factories.referral_in("requested", request, service, cast.ben, cast.chidi)


def request_of(referral) -> Request:
    with tenancy.acting_for(referral.organization_id):
        return Request.objects.get(pk=referral.request_id)


def test_sending_connects(sent) -> None:
    request = request_of(sent)
    assert (request.state, request.next_step) == ("connected", "wait_answer")
    assert request.due_at == sent.expires_at


@pytest.mark.parametrize(
    ("moves", "state", "step"),
    [
        (["accept"], "connected", "check_in"),
        (["accept", "start", "complete"], "connected", "check_in"),
        (["reject"], "in_hand", "find_options"),
        (["accept", "fail"], "in_hand", "find_options"),
        (["accept", "cancel"], "in_hand", "find_options"),
    ],
)
def test_the_next_step_follows_the_answer(cast, sent, moves, state, step) -> None:
    for move in moves:
        factories.answer(sent, move, cast.chidi)
    request = request_of(sent)
    assert (request.state, request.next_step) == (state, step)


def test_a_declined_referral_leaves_one_barrier(cast, sent) -> None:
    factories.answer(sent, "reject", cast.chidi, reason_code="language")
    with tenancy.acting_for(cast.riverbend.id):
        barrier = Barrier.objects.get()
    assert (barrier.reason, barrier.service_id) == ("language", sent.service_id)
    assert (barrier.language, barrier.place, barrier.origin) == ("prs", "Mill Lane", "referral")
    with tenancy.acting_for(cast.harbour.id):
        assert Barrier.objects.count() == 0


def test_a_reason_only_in_words_is_counted_as_something_else(cast, sent) -> None:
    factories.answer(sent, "reject", cast.chidi)
    with tenancy.acting_for(cast.riverbend.id):
        assert Barrier.objects.get().reason == "other"


def test_another_open_referral_keeps_the_request_connected(cast, sent) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        other = factories.service("Garden hours", operated_by=cast.harbour)
        factories.referral(sent.request, other, by=cast.ben)
    factories.answer(sent, "reject", cast.chidi)
    assert request_of(sent).state == "connected"


def test_when_the_sender_cannot_be_told_nothing_was_answered(cast, sent, monkeypatch) -> None:
    def fail(event) -> None:
        raise RuntimeError("no room on the disk")

    from kith.connections.events import ReferralMoved

    monkeypatch.setitem(events._within, ReferralMoved, [fail])
    with pytest.raises(RuntimeError):
        factories.answer(sent, "accept", cast.chidi)
    with tenancy.acting_for(cast.riverbend.id):
        sent.refresh_from_db()
        assert sent.state == "requested"
        assert not Notice.objects.filter(kind="answer").exists()


def test_the_receivers_context_is_put_back(cast, sent) -> None:
    with tenancy.acting_for(cast.harbour.id):
        factories.answer(sent, "accept", cast.chidi)
        assert Request.objects.count() == 0
