"""What is sent from a handed-over device may come late, twice or too late: one effect, and a
dangerous answer is told whatever else happens."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kith.accounts import tenancy
from kith.core import clock
from kith.core.refusals import NotYours
from kith.measures import actions, tablets
from kith.measures.models import Assessment, Tablet
from kith.measures.refusals import LinkGone, NoWording
from kith.measures.tests import factories

KEY = uuid.UUID("01900000-0000-7000-8000-000000000001")
ALL = dict.fromkeys((f"q{n}" for n in range(1, 10)), 0)


@pytest.fixture
def tablet(here, dee) -> Tablet:
    assessment = actions.begin(
        person=dee, instrument="phq-9", language="en", replay_key=uuid.uuid4(), by=here.ben,
        mode=Assessment.Mode.TABLET,
    )  # fmt: skip
    return actions.hand_over(assessment=assessment, by=here.ben)


def send(tablet: Tablet, **fields: str):
    """As the script does: no cookie, no session, only the tablet's key."""
    sent = {"token": tablets.token_of(tablet.id), **fields}
    return Client().post(reverse("tablet_send"), sent, headers={"Accept": "application/json"})


def test_the_same_sending_twice_has_one_effect(tablet, bell) -> None:
    given = {**ALL, "q9": 2}
    first = actions.receive(tablet=tablet, given=given, go="finish", replay_key=KEY)
    again = actions.receive(tablet=tablet, given=given, go="finish", replay_key=KEY)
    assert (first.went, again.went) == ("finished", "finished")
    assert first.result == again.result
    assert len(bell.heard) == 1
    assert Tablet.objects.get().received_key == KEY


def test_another_key_after_the_end_changes_nothing_and_tells_the_danger(tablet, bell) -> None:
    actions.receive(tablet=tablet, given=ALL, go="finish", replay_key=KEY)
    late = actions.receive(
        tablet=tablet, given={"q9": 3}, go="finish", replay_key=uuid.uuid4()
    )  # fmt: skip
    assert (late.went, late.severity) == ("late", "high")
    assert [heard["severity"] for heard in bell.heard] == ["high"]
    kept = Assessment.objects.get()
    assert json.loads(kept.unseal("answers_sealed"))["q9"] == 0


def test_ended_at_the_desk_meanwhile_a_dangerous_answer_is_told(tablet, here, bell) -> None:
    actions.stop(assessment=tablet.assessment, by=here.ben)
    late = actions.receive(tablet=tablet, given={"q9": 1}, go="finish", replay_key=KEY)
    assert (late.went, late.severity) == ("late", "moderate")
    assert Assessment.objects.get().answers_sealed is None
    assert len(bell.heard) == 1


def test_a_call_is_a_concern_with_its_press(tablet, bell) -> None:
    for _ in range(2):
        actions.receive(tablet=tablet, given={"q1": 1}, go="call")
    assert {heard["subject"] for heard in bell.heard} == {tablet.id}, "one cause"
    assert bell.heard[0]["severity"] == "high"
    assert bell.heard[0]["person"] == tablet.person_id
    assert Tablet.objects.get().called_at is not None
    assert Assessment.objects.get().answered_count == 1


def test_when_nobody_hears_the_call_the_press_is_not_kept(tablet) -> None:
    with factories.hanging(factories.Bell(breaks=True)), pytest.raises(RuntimeError):
        actions.receive(tablet=tablet, given={"q1": 1}, go="call")
    assert Tablet.objects.get().called_at is None
    assert Assessment.objects.get().answered_count == 0


def test_it_is_taken_when_the_session_is_long_over(tablet, here) -> None:
    with tenancy.acting_for(None):
        answer = send(tablet, go="finish", key=str(KEY), q1="1", q9="0")
    assert answer.json()["went"] == "finished"
    assert here.ben.name not in answer.content.decode()


def test_a_score_does_not_stand_on_a_screen_that_is_given_back(tablet) -> None:
    said = send(tablet, go="finish", key=str(KEY), **dict.fromkeys(ALL, "3")).json()["said"]
    assert "many strong signs" in said
    assert "27" not in said


def test_a_key_that_never_was_or_ran_out_lets_nothing_in(tablet) -> None:
    assert Client().post(reverse("tablet_send"), {"token": "a" * 26}).status_code == 404
    after = clock.now() + tablets.GOOD_FOR + dt.timedelta(seconds=1)
    with (
        clock.stopped_at(after),
        pytest.raises(LinkGone),
        tablets.holding(tablets.token_of(tablet.id)),
    ):
        pass


def test_questions_for_trained_members_are_not_handed_over(here, dee) -> None:
    actions.record_training(
        member=here.ben, instrument="c-ssrs", trained_on=clock.today(), by=here.sofia
    )
    with pytest.raises(NoWording):
        actions.begin(
            person=dee, instrument="c-ssrs", language="en", replay_key=uuid.uuid4(), by=here.ben,
            mode=Assessment.Mode.TABLET,
        )  # fmt: skip


def test_a_stranger_cannot_take_it_back(tablet, here) -> None:
    with pytest.raises(NotYours):
        actions.take_back(tablet=tablet, by=here.chidi)


def test_whoever_takes_it_back_first_is_kept_and_hears_of_the_danger(tablet, here) -> None:
    actions.receive(tablet=tablet, given={"q9": 2}, go="save")
    _back, severity = actions.take_back(tablet=tablet, by=here.ben)
    actions.take_back(tablet=tablet, by=here.amina)
    assert severity == "high"
    assert Tablet.objects.get().returned_to == here.ben


def test_a_form_on_a_tablet_is_not_looked_at_while_it_is_filled_in(tablet, here, signed_in) -> None:
    actions.receive(tablet=tablet, given={"q1": 3}, go="save")
    page = signed_in(here.amina).get(reverse("assessment", args=[tablet.assessment_id]))
    assert "checked" not in page.content.decode()
    assert "fieldset" not in page.content.decode()
