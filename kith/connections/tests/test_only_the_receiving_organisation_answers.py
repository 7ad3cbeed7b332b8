"""A referral is answered by the organisation it was sent to, from each state the table allows."""

import pytest
from django.db import ProgrammingError, connection, transaction

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.connections import actions
from kith.connections.lifecycle import REFERRAL
from kith.connections.models import Notice, Referral, ReferralKey, Request
from kith.connections.tests import factories
from kith.core.lifecycle import WrongState
from kith.core.refusals import NotYours, ReasonMissing
from kith.people.models import Person
from tests.cast import member_of

pytestmark = pytest.mark.django_db
RECEIVER_MOVES = [m.name for m in REFERRAL.moves if "receiver" in m.who]


@pytest.fixture
def harbour_service(cast):
    return factories.service(operated_by=cast.harbour)


def refer_in(state, cast, service) -> Referral:
    request = factories.in_hand(cast.ben)
    return factories.referral_in(state, request, service, sender=cast.ben, receiver=cast.chidi)


@pytest.mark.parametrize("move", RECEIVER_MOVES)
@pytest.mark.parametrize("state", REFERRAL.states)
def test_each_move_from_each_state(cast, harbour_service, state, move) -> None:
    referral = refer_in(state, cast, harbour_service)
    is_seen = state != "draft"
    is_open = move in [m.name for m in REFERRAL.open_to(state, ["receiver"])]
    if is_seen and is_open:
        moved = factories.answer(referral, move, cast.chidi)
        target = next(m.target for m in REFERRAL.moves if m.name == move)
        assert (moved.state, moved.owner_id) == (target, cast.chidi.id)
        assert (moved.ended_at is not None) == (target in REFERRAL.final)
    else:
        with pytest.raises(WrongState if is_seen else NotYours):
            factories.answer(referral, move, cast.chidi)
        with tenancy.acting_for(cast.riverbend.id):
            referral.refresh_from_db()
        assert referral.state == state


@pytest.mark.parametrize("move", [m.name for m in REFERRAL.moves if m.needs_reason])
def test_a_reason_is_asked_for_in_words(cast, harbour_service, move) -> None:
    referral = refer_in("requested" if move == "reject" else "accepted", cast, harbour_service)
    with pytest.raises(ReasonMissing):
        factories.answer(referral, move, cast.chidi, reason="  ")


def test_the_sender_cannot_accept_for_the_receiver(cast, harbour_service) -> None:
    referral = refer_in("requested", cast, harbour_service)
    with tenancy.acting_for(cast.riverbend.id):
        for verb in (actions.answer_referral, actions.record_answer):
            with pytest.raises(NotYours):
                verb(referral=referral, move="accept", by=cast.ben)


def test_a_partner_contact_answers_and_a_director_does_not(cast, harbour_service) -> None:
    referral = refer_in("requested", cast, harbour_service)
    director = member_of(cast.harbour, "Dana", Role.DIRECTOR)
    partner = member_of(cast.harbour, "Pia", Role.PARTNER)
    with pytest.raises(NotYours):
        factories.answer(referral, "accept", director)
    assert factories.answer(referral, "accept", partner).owner_id == partner.id


def test_the_receiver_sees_the_referral_and_neither_request_nor_person(
    cast, harbour_service
) -> None:
    refer_in("accepted", cast, harbour_service)
    with tenancy.acting_for(cast.harbour.id):
        assert Referral.objects.count() == 1
        assert Request.objects.count() == Person.objects.count() == 0


def test_the_senders_owner_is_told_and_the_receivers_are(cast, harbour_service) -> None:
    referral = refer_in("accepted", cast, harbour_service)
    with tenancy.acting_for(cast.harbour.id):
        told = Notice.objects.get()
        assert (told.member, told.kind, told.subject_id) == (cast.chidi, "referral", referral.id)
    with tenancy.acting_for(cast.riverbend.id):
        answer = Notice.objects.get(kind="answer")
        assert (answer.member, answer.subject_id) == (cast.ben, referral.id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE connections_referral SET service_name = 'another'",
        "UPDATE connections_referral SET organization_id = receiver_id",
        "UPDATE connections_referral SET expires_at = now()",
    ],
)
def test_the_database_holds_the_receiver_to_the_answer(cast, harbour_service, statement) -> None:
    refer_in("requested", cast, harbour_service)
    with (
        tenancy.acting_for(cast.harbour.id),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_lets_nobody_write_a_referral_in_anothers_name(cast, harbour_service) -> None:
    referral = refer_in("requested", cast, harbour_service)
    forged = Referral(
        organization=cast.riverbend, receiver=cast.harbour, request_id=referral.request_id,
        service_id=harbour_service.id, service_name="x", organization_name="x",
        replay_key=referral.id,
    )  # fmt: skip
    with tenancy.acting_for(cast.harbour.id):
        with pytest.raises(ProgrammingError), transaction.atomic():
            forged.save(force_insert=True)
        assert Referral.objects.all()._raw_delete("default") == 0


def test_the_receiver_can_use_the_key_and_not_change_it(cast, harbour_service) -> None:
    refer_in("requested", cast, harbour_service)
    with tenancy.acting_for(cast.harbour.id):
        assert ReferralKey.objects.update(key_id="none") == 0
        assert ReferralKey.objects.all()._raw_delete("default") == 0
        assert ReferralKey.objects.count() == 1
