"""Consent can be taken back at any time; the receiver's next look shows nothing."""

import pytest

from kith.accounts import tenancy
from kith.connections import access, actions, queries
from kith.connections.lifecycle import LIVE
from kith.connections.models import Notice, Referral, ReferralKey, Request
from kith.connections.refusals import (
    ConsentAlreadyWithdrawn,
    ConsentMissing,
    NoLongerShared,
    TakeTheRequestBack,
)
from kith.connections.tests import factories
from kith.core.refusals import NotYours

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(cast):
    return factories.service(operated_by=cast.harbour)


def referral_in(state, cast, service) -> Referral:
    request = factories.in_hand(cast.ben)
    return factories.referral_in(state, request, service, cast.ben, cast.chidi)


def open_at_harbour(cast, referral):
    with tenancy.acting_for(cast.harbour.id):
        seen = access.received_referral_for(cast.chidi, referral.id)
        return actions.open_referral(referral=seen, by=cast.chidi)


def take_back(cast, referral) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        actions.withdraw_consent(consent=referral.consent)
        referral.refresh_from_db()


def test_only_what_was_agreed_travels(cast, service) -> None:
    opened = open_at_harbour(cast, referral_in("requested", cast, service))
    assert opened.shared == {"name": "Dee", "story": "I cannot sleep since the flood."}
    assert opened.safe_contact == actions.SafeContact()


@pytest.mark.parametrize("state", LIVE)
def test_an_open_referral_is_cancelled(cast, service, state) -> None:
    referral = referral_in(state, cast, service)
    take_back(cast, referral)
    assert (referral.state, referral.reason_code) == ("cancelled", "consent")
    with tenancy.acting_for(cast.riverbend.id):
        assert Request.objects.get().state == "in_hand"


@pytest.mark.parametrize("state", [*LIVE, "completed", "rejected", "failed"])
def test_the_receivers_next_look_shows_nothing(cast, service, state) -> None:
    referral = referral_in(state, cast, service)
    open_at_harbour(cast, referral)
    take_back(cast, referral)
    with pytest.raises(NoLongerShared):
        open_at_harbour(cast, referral)
    with tenancy.acting_for(cast.harbour.id):
        row = queries.referral_for_receiver(cast.chidi, referral.id).referral
    assert not row.still_shared
    for words in ("Dee", "flood", "Mill Lane"):
        assert words not in str(row)


def test_the_key_is_gone_for_the_sender_and_the_history_too(cast, service) -> None:
    referral = referral_in("accepted", cast, service)
    take_back(cast, referral)
    with tenancy.acting_for(cast.riverbend.id):
        assert not ReferralKey.objects.exists()
        with pytest.raises(NoLongerShared):
            actions.open_referral(referral=referral, by=cast.ben)


def test_both_sides_are_told(cast, service) -> None:
    referral = referral_in("accepted", cast, service)
    take_back(cast, referral)
    for organization in (cast.riverbend, cast.harbour):
        with tenancy.acting_for(organization.id):
            assert Notice.objects.filter(kind="withdrawn").count() == 1


def test_twice_is_once(cast, service) -> None:
    referral = referral_in("accepted", cast, service)
    take_back(cast, referral)
    with tenancy.acting_for(cast.riverbend.id), pytest.raises(ConsentAlreadyWithdrawn):
        actions.withdraw_consent(consent=referral.consent)


def test_the_agreement_to_keep_a_request_ends_with_the_request(cast, service) -> None:
    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        with pytest.raises(TakeTheRequestBack):
            actions.withdraw_consent(consent=request.consents.get(purpose="asking"))
        assert request.consents.in_force().count() == 1


def test_chidi_cannot_take_it_back(cast, service) -> None:
    referral = referral_in("accepted", cast, service)
    with tenancy.acting_for(cast.riverbend.id):
        with pytest.raises(NotYours):
            actions.withdraw_consent(consent=referral.consent, by=cast.chidi)
        assert ReferralKey.objects.exists()


def test_nothing_is_sent_after_it(cast, service) -> None:
    referral = referral_in("draft", cast, service)
    with tenancy.acting_for(cast.riverbend.id):
        actions.withdraw_consent(consent=referral.consent)
        second = factories.consent(referral.request, factories.service("Elsewhere"))
        with pytest.raises(ConsentMissing):
            factories.actions.refer(
                request=referral.request, service_id=service.id, replay_key=second.id, by=cast.ben
            )


def test_a_consent_for_one_service_is_none_for_another(cast, service) -> None:
    other = factories.service("Elsewhere", operated_by=cast.harbour)
    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        given = factories.consent(request, service)
        with pytest.raises(ConsentMissing):
            actions.refer(
                request=request, service_id=other.id, replay_key=given.id, by=cast.ben,
                consent=given,
            )  # fmt: skip


def test_a_consent_ends_by_itself(cast, service) -> None:
    from kith.core import clock

    request = factories.in_hand(cast.ben)
    with tenancy.acting_for(cast.riverbend.id):
        given = factories.consent(request, service, expires_at=clock.now())
        with factories.later(minutes=1), pytest.raises(ConsentMissing):
            actions.refer(request=request, service_id=service.id, replay_key=given.id, by=cast.ben)
