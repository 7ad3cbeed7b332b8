"""Taking on, handing over, next steps, closing and reopening: from each state, and by whom."""

import datetime as dt

import pytest

from kith.accounts import tenancy
from kith.accounts.models import Role
from kith.connections import access, actions
from kith.connections.lifecycle import REQUEST
from kith.connections.models import Notice, Request
from kith.connections.refusals import AlreadyDone, NotInTheTeam, StillConnected
from kith.connections.tests import factories
from kith.core import clock
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged, NotYours
from tests.cast import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(cast):
    """Everything below happens at Riverbend."""
    with tenancy.acting_for(cast.riverbend.id):
        yield cast


def request_in(state: str, cast) -> Request:
    """A request in a state, brought there by those who may."""
    if state == "new":
        return factories.ask(cast.riverbend)[0]
    request = factories.in_hand(cast.ben)
    if state == "options":
        actions.lay_out_options(request=request, by=cast.ben)
    if state == "connected":
        factories.referral(request, factories.service(), by=cast.ben)
    if state == "closed":
        actions.close(request=request, reason="helped", by=cast.ben)
    if state == "withdrawn":
        actions.withdraw_request(request=request)
    return Request.objects.select_related("person").get(pk=request.pk)


VERBS = {
    "take": lambda request, cast: actions.take(request=request, by=cast.ben),
    "lay_out": lambda request, cast: actions.lay_out_options(request=request, by=cast.ben),
    "look_again": lambda request, cast: actions.look_again(request=request, by=cast.ben),
    "close": lambda request, cast: actions.close(request=request, reason="helped", by=cast.ben),
    "withdraw": lambda request, cast: actions.withdraw_request(request=request, by=cast.ben),
    "reopen": lambda request, cast: actions.reopen(request=request, by=cast.ben),
}
LIVE_REFERRAL = {
    ("look_again", "connected"): StillConnected,
    ("close", "connected"): StillConnected,
}
STAYS_CONNECTED = ("lay_out", "connected")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", REQUEST.states)
def test_each_verb_from_each_state(here, verb, state) -> None:
    request = request_in(state, here)
    if state == "new" and verb != "take":
        actions.assign(request=request, to=here.ben, by=here.ben)
        state = "in_hand"
    allowed = state in REQUEST._by_name[verb].sources
    refusal = LIVE_REFERRAL.get((verb, state)) or (None if allowed else WrongState)
    if refusal:
        with pytest.raises(refusal):
            VERBS[verb](request, here)
        expected = state
    else:
        VERBS[verb](request, here)
        expected = state if (verb, state) == STAYS_CONNECTED else REQUEST._by_name[verb].target
    request.refresh_from_db()
    assert request.state == expected
    assert (request.closed_at is not None) == (expected in REQUEST.final)


@pytest.mark.parametrize("verb", VERBS)
def test_chidi_can_do_none_of_it(here, verb) -> None:
    request = request_in("closed" if verb == "reopen" else "new", here)
    before = request.state
    with pytest.raises(NotYours):
        VERBS[verb](request, _as(here, here.chidi))
    request.refresh_from_db()
    assert request.state == before


@pytest.mark.parametrize("verb", ["lay_out", "look_again", "close", "withdraw"])
def test_a_colleague_outside_the_team_cannot(here, verb) -> None:
    request = request_in("options", here)
    with pytest.raises(NotInTheTeam):
        VERBS[verb](request, _as(here, here.amina))
    request.refresh_from_db()
    assert request.state == "options"


@pytest.mark.parametrize("verb", VERBS)
def test_an_organiser_has_no_personal_records(here, verb) -> None:
    organiser = member_of(here.riverbend, "Olu", Role.ORGANISER)
    request = request_in("closed" if verb == "reopen" else "new", here)
    with pytest.raises(NotYours):
        VERBS[verb](request, _as(here, organiser))


def _as(cast, member):
    import dataclasses

    return dataclasses.replace(cast, ben=member)


def test_of_two_who_take_it_the_second_is_told(here) -> None:
    one = request_in("new", here)
    two = Request.objects.select_related("person").get(pk=one.pk)
    actions.take(request=one, by=here.amina)
    with pytest.raises(AlreadyChanged):
        actions.take(request=two, by=here.ben)
    two.refresh_from_db()
    assert two.owner == here.amina
    assert not access.may_open(here.ben, two.person)


def test_taking_it_joins_the_team(here) -> None:
    request = request_in("new", here)
    assert not access.may_open(here.amina, request.person)
    actions.take(request=request, by=here.amina)
    assert access.may_open(here.amina, request.person)


def test_handing_over_tells_the_new_owner_once(here) -> None:
    request = request_in("in_hand", here)
    actions.assign(request=request, to=here.amina, by=here.ben)
    with pytest.raises(AlreadyDone):
        actions.assign(request=request, to=here.amina, by=here.ben)
    assert request.owner == here.amina
    assert access.may_open(here.amina, request.person)
    assert Notice.objects.filter(member=here.amina, kind="request").count() == 1


def test_two_who_hand_over_at_once(here) -> None:
    one = request_in("in_hand", here)
    two = Request.objects.select_related("person").get(pk=one.pk)
    actions.assign(request=one, to=here.amina, by=here.ben)
    with pytest.raises(AlreadyChanged):
        actions.assign(request=two, to=here.sofia, by=here.ben)


def test_a_request_is_not_handed_to_another_organisation(here) -> None:
    request = request_in("in_hand", here)
    with pytest.raises(NotYours):
        actions.assign(request=request, to=here.chidi, by=here.ben)


def test_the_next_step_has_a_time_and_somebody(here) -> None:
    request = request_in("in_hand", here)
    due = clock.now() + dt.timedelta(days=2)
    actions.set_next_step(
        request=request, next_step="visit", due_at=due, by=here.ben, owner=here.amina
    )
    assert (request.next_step, request.due_at, request.owner) == ("visit", due, here.amina)


def test_an_unknown_step_changes_nothing(here) -> None:
    request = request_in("in_hand", here)
    with pytest.raises(ValueError, match="dance"):
        actions.set_next_step(request=request, next_step="dance", due_at=clock.now(), by=here.ben)


def test_a_closed_request_has_no_next_step(here) -> None:
    request = request_in("closed", here)
    assert (request.next_step, request.due_at, request.closed_reason) == ("", None, "helped")
    with pytest.raises(AlreadyChanged):
        actions.set_next_step(request=request, next_step="visit", due_at=clock.now(), by=here.ben)


def test_the_outcome_is_sealed(here) -> None:
    request = request_in("in_hand", here)
    actions.close(request=request, reason="helped", by=here.ben, words="I sleep again")
    assert b"sleep" not in bytes(request.outcome_sealed)
    assert actions.open_request(request=request, by=here.ben).outcome == "I sleep again"
