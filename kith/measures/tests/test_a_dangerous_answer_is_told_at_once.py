"""The ninth question and the screener: a concern in the transaction of the answer."""

import pytest

from kith.core import clock
from kith.measures import actions, links
from kith.measures.models import Assessment
from kith.measures.refusals import NobodyOnDuty, NotTrained
from kith.measures.tests import factories

pytestmark = pytest.mark.django_db


def test_the_ninth_question_sounds_before_the_form_is_finished(here, dee, bell) -> None:
    assessment = factories.begun(dee, here.ben, "phq-9")
    actions.save_answers(assessment=assessment, given={"q9": 1}, by=here.ben)
    (heard,) = bell.heard
    assert (heard["severity"], heard["subject"], heard["person"], heard["by"]) == (
        "moderate", assessment.id, dee.id, here.ben
    )  # fmt: skip
    assert heard["reason"].values == {"measure": "phq-9", "items": "q9"}


@pytest.mark.parametrize(("answer", "severity"), [(1, "moderate"), (2, "high"), (3, "high")])
def test_how_severe(here, dee, bell, answer, severity) -> None:
    _, token = factories.offered(dee, here.ben, "phq-9")
    with links.following(token) as own:
        actions.begin_by_link(assessment=own)
        actions.finish(assessment=own, given={"q9": answer})
    assert {heard["severity"] for heard in bell.heard} == {severity}
    assert bell.heard[0]["by"] is None


def test_a_no_sounds_nothing(here, dee, bell) -> None:
    assessment = factories.begun(dee, here.ben, "phq-9")
    actions.finish(assessment=assessment, given={"q9": 0}, by=here.ben)
    assert bell.heard == []


def test_when_the_bell_breaks_the_answer_is_not_kept_either(here, dee) -> None:
    assessment = factories.begun(dee, here.ben, "phq-9")
    with factories.hanging(factories.Bell(breaks=True)), pytest.raises(RuntimeError):
        actions.save_answers(assessment=assessment, given={"q9": 3}, by=here.ben)
    assert Assessment.objects.get().answered_count == 0


def test_paper_sounds_too(here, dee, bell) -> None:
    factories.filled(dee, here.ben, [0] * 8 + [2], "phq-9")
    assert [heard["severity"] for heard in bell.heard] == ["high"]


def test_nobody_on_duty_nobody_is_asked(here, dee) -> None:
    with factories.hanging(factories.Bell(on_duty=False)):
        with pytest.raises(NobodyOnDuty):
            factories.begun(dee, here.ben, "phq-9")
        assert factories.begun(dee, here.ben, "phq-8").instrument == "phq-8"
        factories.filled(dee, here.ben, [0] * 9, "phq-9")  # on paper it was asked already


def test_a_link_opened_at_night_asks_eight_questions(here, dee) -> None:
    assessment, token = factories.offered(dee, here.ben, "phq-9")
    with factories.hanging(factories.Bell(on_duty=False)), links.following(token) as own:
        actions.begin_by_link(assessment=own)
        result = actions.finish(assessment=own, given={"q1": 3, "q2": 3})
    assessment.refresh_from_db()
    assert (assessment.instrument, assessment.item_count) == ("phq-8", 8)
    assert result.safety_unanswered == ()


def test_without_a_stand_in_the_link_waits(here, dee) -> None:
    assessment, token = factories.offered(dee, here.ben, "core-10")
    with (
        factories.hanging(factories.Bell(on_duty=False)),
        links.following(token) as own,
        pytest.raises(NobodyOnDuty),
    ):
        actions.begin_by_link(assessment=own)
    assessment.refresh_from_db()
    assert assessment.state == "offered"


def test_the_screener_is_asked_by_who_learned_to(here, dee, bell) -> None:
    with pytest.raises(NotTrained):
        factories.begun(dee, here.ben, "c-ssrs")
    today = clock.today()
    actions.record_training(member=here.ben, instrument="c-ssrs", trained_on=today, by=here.sofia)
    with factories.hanging(factories.Bell(on_duty=False)) as night:
        assessment = factories.begun(dee, here.ben, "c-ssrs")
        actions.finish(assessment=assessment, given={"q1": 1, "q2": 1, "q4": 1}, by=here.ben)
    assert night.heard[-1]["severity"] == "high"
