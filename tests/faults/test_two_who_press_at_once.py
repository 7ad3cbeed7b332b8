"""Exactly one wins, and the other is told. Without the conditional update both would win."""

import uuid

import pytest

from kith.accounts import tenancy
from kith.connections import access, actions
from kith.connections.models import Consent, Notice, Referral, Request
from kith.connections.refusals import NoLongerShared
from kith.connections.tests import factories
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged
from tests.faults.pressing import Town, press_together, without_the_condition

pytestmark = pytest.mark.fault
TIMES = 5


def sent(town: Town) -> Referral:
    service = factories.service(f"Service {uuid.uuid4()}", operated_by=town.receiver)
    request = factories.in_hand(town.ben)
    return factories.referral_in("requested", request, service, town.ben, town.chidi)


def answering(referral: Referral, move: str, by) -> object:
    def press(ready):
        with tenancy.acting_for(by.organization_id):
            seen = access.received_referral_for(by, referral.id)
            ready()
            return actions.answer_referral(referral=seen, move=move, by=by, reason="Full")

    return press


def accept_twice(town: Town) -> list:
    referral = sent(town)
    return press_together(
        answering(referral, "accept", town.chidi), answering(referral, "accept", town.dara)
    )


def winners(answers: list) -> int:
    return sum(not isinstance(answer, Exception) for answer in answers)


@pytest.mark.parametrize("time", range(TIMES))
def test_two_accept(town, time) -> None:
    answers = accept_twice(town)
    assert winners(answers) == 1
    assert [type(a) for a in answers if isinstance(a, Exception)] == [AlreadyChanged]
    with tenancy.acting_for(town.sender.id):
        assert Notice.objects.filter(kind="answer").count() == 1


def test_the_mutant_lets_both_win(town, monkeypatch) -> None:
    with without_the_condition(monkeypatch):
        assert winners(accept_twice(town)) == 2


def test_one_accepts_and_one_declines(town) -> None:
    referral = sent(town)
    answers = press_together(
        answering(referral, "accept", town.chidi), answering(referral, "reject", town.dara)
    )
    assert winners(answers) == 1


def test_two_take_a_request(town) -> None:
    asked, _code = factories.ask(town.sender)

    def taking(member):
        def press(ready):
            with tenancy.acting_for(town.sender.id):
                seen = access.request_for(member, asked.id)
                ready()
                return actions.take(request=seen, by=member)

        return press

    answers = press_together(taking(town.ben), taking(town.amina))
    assert winners(answers) == 1
    with tenancy.acting_for(town.sender.id):
        team = asked.person.team.present()
        assert [place.member for place in team] == [Request.objects.get(pk=asked.pk).owner]


@pytest.mark.parametrize("time", range(TIMES))
def test_it_is_accepted_while_consent_is_taken_back(town, time) -> None:
    """Whoever is first: it ends cancelled, and nobody waits for the other for ever."""
    referral = sent(town)

    def taking_back(ready):
        with tenancy.acting_for(town.sender.id):
            consent = Consent.objects.select_related("request__person").get(pk=referral.consent_id)
            ready()
            return actions.withdraw_consent(consent=consent)

    answers = press_together(answering(referral, "accept", town.chidi), taking_back)
    assert not isinstance(answers[1], Exception), answers
    assert isinstance(answers[0], Referral | AlreadyChanged | NoLongerShared), answers
    with tenancy.acting_for(town.sender.id):
        referral.refresh_from_db()
        assert referral.state == "cancelled"


@pytest.mark.parametrize("time", range(TIMES))
def test_it_is_closed_while_a_referral_is_sent(town, time) -> None:
    """A closed request has no open referral, whoever was first."""
    service = factories.service(f"Service {uuid.uuid4()}", operated_by=town.receiver)
    request = factories.in_hand(town.ben)
    with tenancy.acting_for(town.sender.id):
        factories.consent(request, service)

    def closing(ready):
        with tenancy.acting_for(town.sender.id):
            seen = access.request_for(town.ben, request.id)
            ready()
            return actions.close(request=seen, reason="helped", by=town.ben)

    def sending(ready):
        with tenancy.acting_for(town.sender.id):
            seen = access.request_for(town.ben, request.id)
            ready()
            return actions.refer(
                request=seen, service_id=service.id, replay_key=uuid.uuid4(), by=town.ben
            )

    answers = press_together(closing, sending)
    assert winners(answers) == 1, answers
    with tenancy.acting_for(town.sender.id):
        request.refresh_from_db()
        assert (request.state == "closed") != Referral.objects.live().exists()
        if request.state == "closed":
            assert isinstance(answers[1], WrongState)


def test_a_double_click_on_ask_is_one_request_with_one_code(town) -> None:
    answers = ask_twice(town, uuid.uuid4())
    assert answers[0] == answers[1]
    with tenancy.acting_for(town.sender.id):
        assert Request.objects.count() == 1


def test_the_mutant_without_the_forms_key_asks_twice(town) -> None:
    ask_twice(town, None)
    with tenancy.acting_for(town.sender.id):
        assert Request.objects.count() == 2


def ask_twice(town: Town, key: uuid.UUID | None) -> list:
    def press(ready):
        ready()
        asking = factories.asking()
        replay_key = key or uuid.uuid4()
        return actions.ask(organization=town.sender, asking=asking, replay_key=replay_key)

    return press_together(press, press)
