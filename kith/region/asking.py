"""The verbs of questions: ask, stop, ask again. The work itself is `working`'s."""

from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.once import once
from kith.region import access, jobs
from kith.region.lifecycle import QUESTION
from kith.region.models import Question
from kith.region.rules.asking import question as asking
from kith.region.rules.asking.question import Access, Reach


def ask(*, asked: Access | Reach, region: str, replay_key: UUID, by: Member) -> Question:
    """A question that a job answers. The same form again is the same question."""
    access.require_keeper(by, by.organization_id)
    kind = Question.Kind.ACCESS if isinstance(asked, Access) else Question.Kind.REACH
    mine = Question.objects.filter(organization_id=by.organization_id)
    with transaction.atomic():
        question = once(mine, replay_key, lambda: _made(kind, asked, region, replay_key, by))
        if question.state == "working" and question.seen_at is None:
            _defer(question)
    return question


def _made(kind: str, asked: Access | Reach, region: str, replay_key: UUID, by: Member) -> Question:
    return Question.objects.create(
        organization_id=by.organization_id, kind=kind, region=region, asked=asking.kept(asked),
        asked_by=by, replay_key=replay_key,
    )  # fmt: skip


def stop(*, question: Question, by: Member) -> None:
    """Nobody waits for it any more. Of this and the answer, whichever comes first wins."""
    access.require_keeper(by, question.organization_id)
    with transaction.atomic():
        QUESTION.apply(question, QUESTION.move("stop", question.state, ["keeper"]))


def again(*, question: Question, by: Member) -> None:
    """The same question of today's region and today's directory; the old answer goes."""
    access.require_keeper(by, question.organization_id)
    with transaction.atomic():
        QUESTION.apply(
            question, QUESTION.move("again", question.state, ["keeper"]), answer=None,
            answered_at=None, fault="", phase="", done=0, total=1, seen_at=None,
            number=question.number + 1, asked_at=clock.now(),
        )  # fmt: skip
        _defer(question)


def _defer(question: Question) -> None:
    """In the same transaction: a question without its job would wait for ever."""
    jobs.answer.defer(
        question=str(question.pk), organization=str(question.organization_id),
        number=question.number,
    )  # fmt: skip
