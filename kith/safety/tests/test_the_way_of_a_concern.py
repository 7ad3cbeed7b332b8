"""From raised to closed, each step by who may, and none without the one before."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kith.core import clock
from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import AlreadyChanged, ReasonMissing
from kith.safety import actions
from kith.safety.lifecycle import CONCERN
from kith.safety.models import Concern, ConcernFollowUp, HandOver
from kith.safety.refusals import FollowUpsOpen, NotYetMistake, ReceiverMissing, WordsMissing
from kith.safety.tests.factories import NIGHT, consulted, following, held, taken

DAY = dt.timedelta(days=1)


def test_a_warm_hand_over_counts_when_the_member_who_receives_says_so(night) -> None:
    concern = consulted(night)
    actions.hand_over(concern=concern, by=night.amina, consent="given", to=night.ben)
    assert (concern.state, concern.owner) == ("handing_over", night.amina)
    with pytest.raises(NotForYou):
        actions.confirm(concern=concern, by=night.amina)
    actions.confirm(concern=concern, by=night.ben)
    assert (concern.state, concern.owner) == ("held", night.ben)


def test_a_receiver_has_a_name(night) -> None:
    with pytest.raises(ReceiverMissing):
        actions.hand_over(concern=consulted(night), by=night.amina, consent="given")


def test_emergency_help_counts_when_it_arrived(night) -> None:
    concern = taken(night)
    hand = actions.call_emergency(concern=concern, by=night.amina, consent="not_needed")
    assert concern.state == "emergency"
    assert concern.step_due_at - concern.step_began_at == dt.timedelta(minutes=20)
    actions.confirm(concern=concern, by=night.amina)
    hand.refresh_from_db()
    assert (concern.state, hand.confirmed_by) == ("held", night.amina)


def test_what_did_not_come_about_leads_back_to_the_person(night) -> None:
    concern = consulted(night)
    actions.hand_over(concern=concern, by=night.amina, consent="given", receiver="The clinic")
    with pytest.raises(ReasonMissing):
        actions.come_back(concern=concern, reason=" ", by=night.amina)
    actions.come_back(concern=concern, reason="Closed at night", by=night.amina)
    assert concern.state == "engaged"
    actions.call_emergency(concern=concern, by=night.amina, consent="given")
    assert HandOver.objects.filter(concern=concern, ended_at=None).count() == 1


def test_consulting_needs_words_and_settling_a_supervisor(night) -> None:
    concern = taken(night)
    with pytest.raises(WordsMissing):
        actions.consult(concern=concern, supervisor=night.sofia, words="", by=night.amina)
    concern = consulted(night)
    with pytest.raises(NotForYou):
        actions.settle(concern=concern, reason="All is calm", by=night.amina)
    actions.settle(concern=concern, reason="All is calm", by=night.sofia)
    assert concern.state == "held"


def test_three_follow_ups_count_from_the_plan(night) -> None:
    concern = following(night)
    due = [f.due_at - NIGHT for f in concern.follow_ups.order_by("number")]
    assert due == [DAY, 3 * DAY, 7 * DAY]
    assert concern.step_due_at == NIGHT + DAY


def test_the_clock_goes_on_to_the_next_follow_up(night) -> None:
    concern = following(night)
    first, second, third = concern.follow_ups.order_by("number")
    actions.finish_follow_up(follow_up=first, outcome="reached", by=night.amina, words="Better")
    concern.refresh_from_db()
    assert concern.step_due_at == second.due_at
    with pytest.raises(AlreadyChanged):
        actions.finish_follow_up(follow_up=first, outcome="reached", by=night.amina)
    with pytest.raises(ReasonMissing):
        actions.finish_follow_up(follow_up=third, outcome="dropped", by=night.amina)


def test_a_late_follow_up_is_reminded(night) -> None:
    following(night)
    with clock.stopped_at(NIGHT + DAY + dt.timedelta(minutes=1)):
        assert actions.escalate_due(organization=night.riverbend.id) == 1
        assert actions.escalate_due(organization=night.riverbend.id) == 0


def test_only_a_supervisor_closes_with_a_reason_after_the_last(night) -> None:
    concern = following(night)
    with pytest.raises(FollowUpsOpen):
        actions.close(concern=concern, ended="safe", reason="Well again", by=night.sofia)
    for follow_up in ConcernFollowUp.objects.filter(concern=concern):
        actions.finish_follow_up(follow_up=follow_up, outcome="reached", by=night.amina)
    with pytest.raises(ReasonMissing):
        actions.close(concern=concern, ended="safe", reason="", by=night.sofia)
    with pytest.raises(NotForYou):
        actions.close(concern=concern, ended="safe", reason="Well again", by=night.amina)
    actions.close(concern=concern, ended="safe", reason="Well again", by=night.sofia)
    assert (concern.state, concern.closed_by, concern.step_due_at) == ("closed", night.sofia, None)


def test_before_the_end_only_a_mistake_is_closed(night) -> None:
    with pytest.raises(NotYetMistake):
        actions.close(concern=held(night), ended="safe", reason="Well", by=night.sofia)


def test_looking_back_and_raising_again(night) -> None:
    concern = taken(night)
    with pytest.raises(WrongState):
        actions.review(concern=concern, words="We were quick", by=night.sofia)
    actions.close(concern=concern, ended="double", reason="See the other", by=night.sofia)
    actions.review(concern=concern, words="We were quick", by=night.sofia)
    assert concern.reviewed_by == night.sofia
    actions.reopen(concern=concern, reason="She called again", by=night.ben)
    assert (concern.state, concern.owner, concern.reviewed_at) == ("raised", None, None)
    assert concern.alerts.last().why == "again"


def test_every_state_has_words_and_a_clock(night) -> None:
    from kith.safety import clocks

    concern = taken(night)
    for state in CONCERN.states:
        step = clocks.step(concern, state, NIGHT)
        assert (step["step_due_at"] is None) == (state == "closed")


def test_the_database_holds_that_an_open_concern_has_a_clock_and_an_owner(night) -> None:
    concern = taken(night)
    for change in ({"step_due_at": None}, {"owner": None}, {"state": "closed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**change)
