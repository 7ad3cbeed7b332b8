"""Moderated, bounded, matched by a yes of both, closed, thanked, reported, expired."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from kith.circles import access
from kith.circles.actions import answers, circles, postings
from kith.circles.actions.postings import Saying
from kith.circles.models import Circle, Posting, Seat
from kith.circles.queries import postings as queries
from kith.circles.refusals import BoundaryCrossed, NotSeenAnyMore, OwnPosting, ReachMissing, TooFar
from kith.circles.tests.factories import plan, running
from kith.circles.tests.neighbours import answered, neighbour, posted, shown
from kith.connections.models import Notice
from kith.core import clock
from kith.core.lifecycle import NotForYou, WrongState
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.core.sealing import CannotOpen
from kith.peers.models import Seeking
from kith.people import actions as people


@pytest.fixture
def dee(cast, circle):
    return neighbour(circle, cast.ben)


@pytest.fixture
def farah(cast, circle):
    return neighbour(circle, cast.ben)


@pytest.fixture
def agreed(cast, circle, dee, farah):
    row = answered(shown(dee, circle, cast.amina), farah)
    return answers.move_answer(row=row, move="agree", who=dee, reach="0101")


def seen_by(who):
    return [row.id for row in queries.board(who).shown]


def test_nothing_is_seen_before_somebody_looked(cast, circle, dee, farah):
    row = posted(dee, circle)
    assert (row.state, seen_by(farah)) == ("waiting", [])
    told = Notice.objects.filter(kind="aid", subject_id=row.pk).values_list("member", flat=True)
    assert cast.amina.pk in told
    postings.moderate(posting=row, move="let_through", by=cast.amina)
    assert seen_by(farah) == [row.pk]


def test_a_circle_that_trusts_itself(cast, circle, dee, farah):
    Circle.objects.update(trusts_itself=True)
    row = posted(dee, Circle.objects.select_related("organization").get())
    assert (row.state, seen_by(farah)) == ("shown", [row.pk])


def test_even_there_a_doubtful_word_is_looked_at(cast, circle, dee):
    Circle.objects.update(trusts_itself=True)
    trusting = Circle.objects.select_related("organization").get()
    with pytest.raises(BoundaryCrossed):
        posted(dee, trusting, "No money needed, just soup.")
    row = posted(dee, trusting, "No money needed, just soup.", not_about=["money"])
    assert (row.state, row.flags) == ("waiting", ["money"])


def test_a_number_cannot_be_talked_away(circle, dee):
    with pytest.raises(BoundaryCrossed):
        posted(dee, circle, "Ring 555 012 3456", not_about=["reach"])
    assert Posting.objects.count() == 0


def test_refused_with_a_reason_that_the_author_reads(cast, circle, dee):
    row = posted(dee, circle)
    with pytest.raises(ReasonMissing):
        postings.moderate(posting=row, move="refuse", by=cast.amina)
    postings.moderate(posting=row, move="refuse", reason="Please say which day.", by=cast.amina)
    assert queries.board(dee).mine[0].reason == "Please say which day."


def test_nobody_looks_after_their_own(cast, circle, second):
    who = access.peer_here(cast.amina)
    row = posted(who, circle)
    with pytest.raises(NotYours):
        postings.moderate(posting=row, move="let_through", by=cast.amina)
    assert postings.moderate(posting=row, move="let_through", by=second.member).state == "shown"


def test_who_may_not_look(cast, circle, dee):
    row = posted(dee, circle)
    for member in (cast.ben, cast.chidi):
        with pytest.raises(NotYours):
            postings.moderate(posting=row, move="let_through", by=member)


def test_a_circle_sees_its_own_and_what_is_for_everybody(cast, circle, amina, second, dee):
    other = neighbour(running(amina, second, cast.sofia, name="Another"), cast.ben)
    own = shown(dee, circle, cast.sofia)
    for_all = shown(dee, None, cast.sofia)
    assert seen_by(other) == [for_all.pk]
    with pytest.raises(NotYours):
        answered(own, other)


def test_only_a_yes_of_both_shows_how_to_reach_each_other(cast, circle, dee, farah):
    row = answered(shown(dee, circle, cast.amina), farah)
    mine, theirs = queries.board(dee).mine[0], queries.board(farah).answered[0]
    assert (mine.answers[0].reach, theirs.answers[0].reach) == ("", "")
    answers.move_answer(row=row, move="agree", who=dee, reach="0101")
    mine, theirs = queries.board(dee).mine[0], queries.board(farah).answered[0]
    assert (mine.answers[0].reach, theirs.answers[0].reach) == ("555 0177", "0101")


def test_a_no_shows_nothing(cast, circle, dee, farah):
    row = answered(shown(dee, circle, cast.amina), farah)
    answers.move_answer(row=row, move="decline", who=dee)
    assert queries.board(dee).mine[0].answers[0].reach == ""


def test_without_saying_how_there_is_no_yes(cast, circle, dee, farah):
    row = answered(shown(dee, circle, cast.amina), farah)
    with pytest.raises(ReachMissing):
        answers.move_answer(row=row, move="agree", who=dee)
    with pytest.raises(NotForYou):
        answers.move_answer(row=row, move="agree", who=farah, reach="0101")


def test_one_yes_only(cast, circle, dee, farah):
    other = access.peer_here(cast.amina)
    posting = shown(dee, circle, cast.sofia)
    first, second_one = answered(posting, farah), answered(posting, other)
    answers.move_answer(row=first, move="agree", who=dee, reach="0101")
    second_one.posting.refresh_from_db()
    with pytest.raises(WrongState):
        answers.move_answer(row=second_one, move="agree", who=dee, reach="0101")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first).objects.filter(pk=second_one.pk).update(state="agreed")


def test_taken_back_it_is_seen_again(agreed, farah, dee):
    answers.move_answer(row=agreed, move="withdraw", who=farah)
    assert Posting.objects.get().state == "shown"


def test_done_and_thanked_once(agreed, dee, farah):
    answers.thank(row=agreed, words="That was kind.", who=farah)
    postings.move_own(posting=agreed.posting, move="finish", who=dee)
    assert queries.board(dee).mine[0].answers[0].thanks == "That was kind."
    with pytest.raises(AlreadyChanged):
        answers.thank(row=agreed, words="Again.", who=farah)


def test_whoever_gave_the_help_is_not_asked_for_thanks(agreed, dee):
    with pytest.raises(NotYours):
        answers.thank(row=agreed, words="Me!", who=dee)


def test_nobody_answers_their_own_or_twice(cast, circle, dee, farah):
    row = shown(dee, circle, cast.amina)
    with pytest.raises(OwnPosting):
        answered(row, dee)
    answered(row, farah)
    with pytest.raises(AlreadyChanged):
        answered(row, farah)


def test_a_form_sent_again_has_one_effect(circle, dee):
    key = uuid.uuid4()
    assert posted(dee, circle, replay_key=key) == posted(dee, circle, replay_key=key)
    assert Posting.objects.count() == 1


def test_reported_it_is_hidden_at_once_and_put_back_by_a_moderator(cast, agreed, farah, dee):
    posting = agreed.posting
    postings.report(posting=posting, who=farah, words="He asks for money.")
    assert (posting.state, queries.board(farah).answered[0].answers[0].reach) == ("hidden", "")
    assert postings.open_alarms(posting=posting, by=cast.amina) == ["He asks for money."]
    assert postings.moderate(posting=posting, move="put_back", by=cast.amina).state == "matched"
    postings.report(posting=posting, who=farah)
    removed = postings.moderate(posting=posting, move="remove", reason="Not so.", by=cast.sofia)
    assert removed.state == "removed"


def test_its_time_runs_out(cast, circle, dee, farah):
    row = shown(dee, circle, cast.amina)
    with clock.stopped_at(clock.now() + dt.timedelta(days=15)):
        assert seen_by(farah) == []
        with pytest.raises(NotYours):
            answered(row, farah)
        assert postings.expire(organization=cast.riverbend.id) == 1
    with pytest.raises(TooFar):
        posted(dee, circle, expires_on=clock.today() + dt.timedelta(days=400))


def test_whoever_leaves_takes_along_what_they_said(cast, circle, dee, farah):
    row = shown(dee, circle, cast.amina)
    circles.leave_seat(seat=Seat.objects.select_related("circle").get(person=dee.person))
    row.refresh_from_db()
    assert row.state == "withdrawn"
    with pytest.raises(NotYours):
        posted(dee, circle)


def test_erased_nobody_reads_it_again(cast, circle, dee):
    row = shown(dee, circle, cast.amina)
    people.erase(person=dee.person)
    row.refresh_from_db()
    assert row.state == "withdrawn"
    with pytest.raises(CannotOpen):
        row.unseal("words_sealed")


def test_two_between_whom_there_was_a_no_do_not_meet_here(cast, circle, amina, dee):
    who = access.peer_here(cast.amina)
    row = shown(dee, circle, cast.sofia)
    Seeking.objects.create(
        organization=cast.riverbend, person=dee.person, excluded=[amina.pk], closed_at=clock.now()
    )
    with pytest.raises(NotSeenAnyMore):
        answered(row, who)


def test_what_was_written_is_sealed(circle, dee):
    row = posted(dee, circle, "Soup and company.")
    assert b"Soup" not in bytes(Posting.objects.get(pk=row.pk).words_sealed)


def test_the_words_of_an_answer_keep_to_the_boundaries(cast, circle, dee, farah):
    row = shown(dee, circle, cast.amina)
    with pytest.raises(BoundaryCrossed):
        answers.answer(
            posting=row, who=farah, saying=Saying("Ring 555 012 3456"), reach="x",
            replay_key=uuid.uuid4(),
        )  # fmt: skip


def test_where_money_is_allowed(cast, circle, dee, amina, second):
    agreed_on = plan(amina, second, allows_money=True, capacity=9)
    changed = circles.change_circle(circle=circle, plan=agreed_on, by=cast.sofia)
    assert posted(dee, changed, "10 $ for the bus").flags == []
