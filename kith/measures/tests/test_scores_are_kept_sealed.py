"""The score is kept when a form is finished: sealed, opened with few queries, and gone with the
person. What nobody needs any more is emptied at night."""

import datetime as dt
import uuid

from kith.core import clock
from kith.measures import actions, scores
from kith.measures.models import Assessment, Tablet
from kith.measures.tests import factories
from kith.people import actions as people

LATER = dt.timedelta(days=31)


def test_it_is_sealed_and_opens_to_what_it_was(here, dee) -> None:
    kept = factories.filled(dee, here.ben, [2] * 7)
    assert b"14" not in bytes(kept.score_sealed)
    (row,) = scores.opened(Assessment.objects.all())
    assert (row.point.score, row.point.mode, row.state) == (14, "paper", "finished")


def test_no_score_is_kept_as_none(here, dee) -> None:
    factories.filled(dee, here.ben, [2, None, 2, 2, 2, 2, 2])
    assert [row.point for row in scores.opened(Assessment.objects.all())] == [None]
    assert Assessment.objects.get().score_sealed is not None


def test_an_older_form_is_scored_once_from_its_answers(here, dee) -> None:
    factories.filled(dee, here.ben, [1] * 7)
    Assessment.objects.update(score_sealed=None)
    assert scores.fill_in(Assessment.objects.all(), 10) == 1
    assert scores.fill_in(Assessment.objects.all(), 10) == 0
    (row,) = scores.opened(Assessment.objects.all())
    assert row.point.score == 7


def test_counting_asks_as_often_for_many(here, django_assert_max_num_queries) -> None:
    for _ in range(6):
        person = factories.person(here.ben)
        for score in (3, 1):
            factories.filled(person, here.ben, [score] * (6 + 1))
    since = clock.now() - dt.timedelta(days=1)
    with django_assert_max_num_queries(11):  # five of them keep the log
        (outcome,) = actions.count_outcomes(by=here.sofia, since=since)
    assert outcome.people == 6
    assert outcome.verdicts["improved"] == 6
    assert outcome.again.percent == 100


def test_it_goes_with_the_person(here, dee) -> None:
    factories.filled(dee, here.ben, [1] * 7)
    people.erase(person=dee)
    assert Assessment.objects.get().score_sealed is None


def test_what_nobody_came_back_to_is_emptied_after_a_month(here, dee) -> None:
    left = factories.begun(dee, here.ben)
    actions.save_answers(assessment=left, given={"q1": 1}, by=here.ben)
    waiting, _token = factories.offered(dee, here.ben)
    slip = factories.filled(dee, here.ben, [1] * 7)
    actions.correct(assessment=slip, by=here.ben)
    with clock.stopped_at(clock.now() + dt.timedelta(days=29)):
        assert set(actions.forget_what_is_left(organization=here.riverbend.id).values()) == {0}
    with clock.stopped_at(clock.now() + LATER):
        told = actions.forget_what_is_left(organization=here.riverbend.id)
    assert (told["left"], told["mistakes"]) == (1, 1)
    left.refresh_from_db()
    slip.refresh_from_db()
    waiting.refresh_from_db()
    assert (left.state, left.answers_sealed) == ("stopped", None)
    assert (slip.state, slip.answers_sealed, slip.score_sealed) == ("mistake", None, None)
    assert waiting.state == "offered", "its link has a time of its own"


def test_the_key_of_a_tablet_goes_after_its_time(here, dee) -> None:
    assessment = actions.begin(
        person=dee, instrument="gad-7", language="en", replay_key=uuid.uuid4(), by=here.ben,
        mode=Assessment.Mode.TABLET,
    )  # fmt: skip
    actions.hand_over(assessment=assessment, by=here.ben)
    with clock.stopped_at(clock.now() + dt.timedelta(days=50)):
        actions.forget_what_is_left(organization=here.riverbend.id)
    assert not Tablet.objects.exists()
