"""Sending, expiring, answers from outside, correcting and trying again elsewhere."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.connections import actions
from kith.connections.lifecycle import LIVE, REFERRAL
from kith.connections.models import Barrier, Notice, Referral, ReferralKey, Request
from kith.connections.refusals import (
    ConsentMissing,
    DoNotRefer,
    NoCapacity,
    NotInTheTeam,
    ServiceGone,
)
from kith.connections.tests import factories
from kith.core.lifecycle import WrongState
from kith.core.refusals import NotYours, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(cast):
    return factories.service(operated_by=cast.harbour)


@pytest.fixture
def request_(cast):
    with tenancy.acting_for(cast.riverbend.id):
        yield factories.in_hand(cast.ben)


def refer(request, service, by, **changes) -> Referral:
    known = {"replay_key": uuid.uuid4(), "service_id": service.id}
    return actions.refer(request=request, by=by, **{**known, **changes})


def nothing_was_sent() -> bool:
    has_rows = Referral.objects.exists() or ReferralKey.objects.exists()
    return not has_rows and not Notice.objects.filter(kind="referral").exists()


def test_without_consent_nothing_travels(cast, request_, service) -> None:
    with pytest.raises(ConsentMissing):
        refer(request_, service, cast.ben)
    assert nothing_was_sent()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"do_not_refer": True}, DoNotRefer),
        ({"capacity": "no-capacity"}, NoCapacity),
        ({"do_not_list": True}, ServiceGone),
        ({"status": "defunct"}, ServiceGone),
    ],
)
def test_what_the_directory_says_is_heeded(cast, request_, service, change, refusal) -> None:
    factories.consent(request_, service)
    for name, value in change.items():
        setattr(service, name, value)
    service.save()
    with pytest.raises(refusal):
        refer(request_, service, cast.ben)
    assert nothing_was_sent()


def test_a_full_service_with_a_reason_that_stays_sealed(cast, request_, service) -> None:
    service.capacity = "no-capacity"
    service.save()
    factories.consent(request_, service)
    sent = refer(request_, service, cast.ben, override_reason="They keep one bed for us")
    assert (sent.state, sent.capacity) == ("requested", "no-capacity")
    assert b"bed" not in bytes(sent.override_sealed)
    assert sent.unseal("override_sealed") == "They keep one bed for us"


@pytest.mark.parametrize(("who", "refusal"), [("chidi", NotYours), ("amina", NotInTheTeam)])
def test_who_may_not_send(cast, request_, service, who, refusal) -> None:
    factories.consent(request_, service)
    with pytest.raises(refusal):
        refer(request_, service, getattr(cast, who))
    assert nothing_was_sent()


def test_the_same_form_again_is_one_referral(cast, request_, service) -> None:
    factories.consent(request_, service)
    key = uuid.uuid4()
    first = refer(request_, service, cast.ben, replay_key=key)
    assert refer(request_, service, cast.ben, replay_key=key) == first
    with tenancy.acting_for(cast.harbour.id):
        assert Notice.objects.filter(kind="referral").count() == 1


def test_what_was_shared_is_in_the_log_by_name_of_field(cast, request_, service) -> None:
    factories.consent(request_, service)
    sent = refer(request_, service, cast.ben)
    entry = Entry.objects.get(verb="shared")
    assert entry.detail["shares"] == ["name", "needs", "story"]
    assert (entry.subject_id, entry.detail["referral"]) == (request_.person_id, str(sent.id))


def test_when_the_log_cannot_be_written_nothing_is_sent(
    cast, request_, service, monkeypatch
) -> None:
    factories.consent(request_, service)

    def fail(*args, **kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr("kith.audit.chain.record", fail)
    with pytest.raises(RuntimeError):
        refer(request_, service, cast.ben)
    assert nothing_was_sent()


@pytest.mark.parametrize("state", REFERRAL.states)
def test_cancelling_from_each_state(cast, request_, service, state) -> None:
    referral = factories.referral_in(state, request_, service, cast.ben, cast.chidi)
    if state in ("draft", *LIVE):
        actions.cancel_referral(referral=referral, reason="Found another way", by=cast.ben)
        assert referral.state == "cancelled"
        assert not Barrier.objects.exists()
    else:
        with pytest.raises(WrongState):
            actions.cancel_referral(referral=referral, reason="Found another way", by=cast.ben)
        referral.refresh_from_db()
        assert referral.state == state


def test_cancelling_needs_a_reason_and_the_sender(cast, request_, service) -> None:
    referral = factories.referral_in("accepted", request_, service, cast.ben, cast.chidi)
    with pytest.raises(ReasonMissing):
        actions.cancel_referral(referral=referral, reason="", by=cast.ben)
    with pytest.raises(NotYours):
        actions.cancel_referral(referral=referral, reason="x", by=cast.chidi)
    assert referral.state == "accepted"


def test_entered_by_mistake_can_no_longer_be_read(cast, request_, service) -> None:
    referral = factories.referral_in("completed", request_, service, cast.ben, cast.chidi)
    actions.correct_referral(referral=referral, by=cast.ben)
    assert referral.state == "entered-in-error"
    assert not ReferralKey.objects.exists()


def test_nobody_answers_in_time(cast, request_, service) -> None:
    referral = factories.referral_in("requested", request_, service, cast.ben, cast.chidi)
    assert actions.expire_referrals(organization=cast.riverbend) == 0
    with factories.later(days=8):
        assert actions.expire_referrals(organization=cast.riverbend) == 1
        assert actions.expire_referrals(organization=cast.riverbend) == 0
    referral.refresh_from_db()
    assert (referral.state, referral.reason_code) == ("cancelled", "expired")
    assert Barrier.objects.get().reason == "no_answer"
    request = Request.objects.get()
    assert (request.state, request.next_step) == ("in_hand", "find_options")
    assert Notice.objects.filter(member=cast.ben, kind="answer").count() == 1


def test_what_was_answered_does_not_expire(cast, request_, service) -> None:
    factories.referral_in("accepted", request_, service, cast.ben, cast.chidi)
    with factories.later(days=8):
        assert actions.expire_referrals(organization=cast.riverbend) == 0


def test_a_service_outside_is_answered_for_by_the_sender(cast, request_) -> None:
    outside = factories.service("Old clinic")
    referral = factories.referral(request_, outside, by=cast.ben)
    assert referral.receiver_id is None
    with pytest.raises(NotYours):
        actions.answer_referral(referral=referral, move="accept", by=cast.ben)
    actions.record_answer(referral=referral, move="accept", by=cast.ben)
    actions.record_answer(
        referral=referral, move="complete", by=cast.ben, outcome_code="helped",
        outcome="They listened",
    )  # fmt: skip
    assert (referral.state, referral.outcome_code) == ("completed", "helped")
    assert actions.open_referral(referral=referral, by=cast.ben).outcome == "They listened"


@pytest.mark.parametrize("state", REFERRAL.states)
def test_reopening_elsewhere(cast, request_, service, state) -> None:
    referral = factories.referral_in(state, request_, service, cast.ben, cast.chidi)
    elsewhere = factories.service("Elsewhere", operated_by=cast.harbour)
    factories.consent(request_, elsewhere)
    again = {"service_id": elsewhere.id, "replay_key": uuid.uuid4(), "by": cast.ben}
    if state in ("rejected", "cancelled", "failed"):
        new = actions.reopen_referral(referral=referral, **again)
        assert (new.state, new.reopens) == ("requested", referral)
        assert actions.reopen_referral(referral=referral, **again) == new
    else:
        with pytest.raises(WrongState):
            actions.reopen_referral(referral=referral, **again)


def test_a_referral_within_one_house(cast, request_) -> None:
    own = factories.service("Own circle", operated_by=cast.riverbend)
    referral = factories.referral(request_, own, by=cast.ben)
    actions.answer_referral(referral=referral, move="accept", by=cast.amina)
    assert actions.open_referral(referral=referral, by=cast.amina).shared["name"] == "Dee"
    assert Request.objects.get().state == "connected"
