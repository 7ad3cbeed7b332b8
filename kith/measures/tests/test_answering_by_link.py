"""A private link: opened, answered bit by bit, finished; and what it never gives away."""

import datetime as dt
import uuid

import pytest

from kith.accounts import tenancy
from kith.audit.models import Entry
from kith.core import clock
from kith.core.lifecycle import WrongState
from kith.core.refusals import AlreadyChanged, NotYours
from kith.measures import actions, links
from kith.measures.models import Assessment, AssessmentLink
from kith.measures.refusals import CannotRead, LinkGone, NoWording
from kith.measures.tests import factories

pytestmark = pytest.mark.django_db


def test_a_person_answers_and_finishes(here, dee) -> None:
    assessment, token = factories.offered(dee, here.ben)
    with links.following(token) as own:
        actions.begin_by_link(assessment=own)
        actions.save_answers(assessment=own, given={"q1": 3, "q2": 2})
    with links.following(token) as own:
        result = actions.finish(assessment=own, given={f"q{n}": 1 for n in range(3, 8)})
    assert (result.score, result.band) == (10, "moderate")
    assessment.refresh_from_db()
    assert (assessment.state, assessment.answered_count) == ("finished", 7)
    assert not AssessmentLink.objects.exists()


def test_the_link_is_gone_when_it_was_used(here, dee) -> None:
    _, token = factories.offered(dee, here.ben)
    with links.following(token) as own:
        actions.begin_by_link(assessment=own)
        actions.finish(assessment=own, given={})
    with pytest.raises(LinkGone), links.following(token):
        pass


def test_the_link_runs_out_and_what_was_half_filled_goes_with_it(here, dee) -> None:
    assessment, token = factories.offered(dee, here.ben)
    with links.following(token) as own:
        actions.begin_by_link(assessment=own)
        actions.save_answers(assessment=own, given={"q1": 1})
    with clock.stopped_at(clock.now() + dt.timedelta(days=15)):
        with pytest.raises(LinkGone), links.following(token):
            pass
        assert actions.end_links(organization=here.riverbend.id) == 1
        assert actions.end_links(organization=here.riverbend.id) == 0
    assessment.refresh_from_db()
    assert (assessment.state, assessment.answers_sealed) == ("stopped", None)


@pytest.mark.parametrize("token", ["", "x", "a" * 26, "É" * 26])
def test_a_link_that_never_was(here, token) -> None:
    with pytest.raises(LinkGone), links.following(token):
        pass


def test_a_link_is_not_readable_from_the_database(here, dee) -> None:
    _, token = factories.offered(dee, here.ben)
    assert token not in str(AssessmentLink.objects.values().get())
    with tenancy.acting_for(here.harbour.id):
        assert not AssessmentLink.objects.exists()


def test_the_same_form_gives_the_same_link(here, dee) -> None:
    key = uuid.uuid4()
    twice = [
        actions.offer(person=dee, instrument="gad-7", language="es", replay_key=key, by=here.ben)
        for _ in range(2)
    ]
    assert twice[0] == twice[1] and Assessment.objects.count() == 1


def test_going_on_later_keeps_what_was_said(here, dee) -> None:
    _assessment, token = factories.offered(dee, here.ben)
    with links.following(token) as own:
        actions.begin_by_link(assessment=own)
        actions.save_answers(assessment=own, given={"q1": 3})
        actions.save_answers(assessment=own, given={"q1": None, "q2": 1})
    with links.following(token) as own:
        assert own.answered_count == 1
    assert b"q2" not in bytes(Assessment.objects.get().answers_sealed)


def test_stopping_throws_the_answers_away(here, dee) -> None:
    assessment, token = factories.offered(dee, here.ben)
    with links.following(token) as own:
        actions.begin_by_link(assessment=own)
        actions.save_answers(assessment=own, given={"q1": 3})
        actions.stop(assessment=own)
    assessment.refresh_from_db()
    assert (assessment.state, assessment.answers_sealed) == ("stopped", None)


def test_finishing_twice_is_refused(here, dee) -> None:
    assessment = factories.begun(dee, here.ben)
    again = Assessment.objects.get(pk=assessment.pk)
    actions.finish(assessment=assessment, given={"q1": 0}, by=here.ben)
    with pytest.raises(AlreadyChanged):
        actions.finish(assessment=again, given={"q1": 3}, by=here.ben)
    with pytest.raises(WrongState):
        actions.begin_by_link(assessment=assessment)


@pytest.mark.parametrize("given", [{"q1": 7}, {"q99": 1}, {"q1": "often"}])
def test_answers_that_do_not_fit_change_nothing(here, dee, given) -> None:
    assessment = factories.begun(dee, here.ben)
    with pytest.raises(CannotRead):
        actions.save_answers(assessment=assessment, given=given, by=here.ben)
    assert Assessment.objects.get().answered_count == 0


def test_who_may_not_offer(here, dee) -> None:
    stranger = factories.person(here.sofia)
    for member in (here.amina, here.ben):
        with pytest.raises(NotYours):
            factories.offered(stranger, member)
    with tenancy.acting_for(here.harbour.id), pytest.raises(NotYours):
        factories.offered(dee, here.chidi)


def test_no_link_without_a_wording(here, dee) -> None:
    for name, language in (("k10", "en"), ("core-10", "es"), ("c-ssrs", "en")):
        with pytest.raises(Exception) as refused:
            factories.offered(dee, here.ben, name, language)
        assert refused.type.__name__ in ("NoWording", "NotTrained")
    assert NoWording.status == 422


def test_a_correction_counts_nowhere(here, dee) -> None:
    assessment = factories.filled(dee, here.ben, [3] * 7)
    actions.correct(assessment=assessment, by=here.ben)
    assert actions.open_trajectory(person=dee, by=here.ben) == ()
    with pytest.raises(WrongState):
        actions.correct(assessment=assessment, by=here.ben)


def test_nothing_is_kept_when_the_log_cannot_be_written(here, dee, monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise RuntimeError("no room on the disk")

    assessment = factories.begun(dee, here.ben)
    done = factories.filled(dee, here.ben, [1] * 7)
    monkeypatch.setattr("kith.audit.chain.record", fail)
    for verb in (
        lambda: factories.offered(dee, here.ben),
        lambda: actions.finish(assessment=assessment, given={"q1": 1}, by=here.ben),
        lambda: actions.open_assessment(assessment=done, by=here.ben),
        lambda: actions.open_trajectory(person=dee, by=here.ben),
    ):
        with pytest.raises(RuntimeError):
            verb()
    assert Assessment.objects.waiting().get().answered_count == 0


def test_an_offer_stands_in_the_log(here, dee) -> None:
    factories.offered(dee, here.ben)
    assert Entry.objects.get(verb="measure_offered").detail == {"instrument": "gad-7"}
