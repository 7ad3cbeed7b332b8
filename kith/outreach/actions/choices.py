"""A choice of stops: ask, change one thing, take a change back, adopt. The work itself is
`choices_working`; whoever leaves a choice working must have it worked out (`jobs.choose`)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kith.accounts.models import Member
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import AlreadyChanged
from kith.outreach import access
from kith.outreach.lifecycle import CHOICE
from kith.outreach.models import Choice, ChoiceQuestion, ChosenStop, Stop
from kith.outreach.refusals import FirstStep, TooManyPinned
from kith.outreach.rules.choice.question import Question

Change = ChoiceQuestion.Change


def begin_choice(
    *, name: str, question: Question, replay_key: UUID, by: Member, region: str = ""
) -> Choice:
    """A new choice, to be worked out. The same form again is the same choice."""
    access.require_keeper(by, by.organization_id)
    mine = Choice.objects.filter(organization_id=by.organization_id)

    def make() -> Choice:
        made = Choice.objects.create(
            organization_id=by.organization_id, name=name, region=region, made_by=by,
            replay_key=replay_key,
        )  # fmt: skip
        _step(made, 1, question, Change.FIRST, None, by)
        return _asked(made)

    with transaction.atomic():
        return once(mine, replay_key, make)


def change_question(
    *, choice: Choice, question: Question, change: str, seen: int, by: Member,
    stop: Stop | None = None,
) -> Choice:  # fmt: skip
    """Another question, to be worked out. seen: the number of the one that was on the page.

    The same change pressed twice is one. Of two people who change at once the second is told:
    their change was thought out before the first one's.
    """
    access.require_keeper(by, choice.organization_id)
    if len(question.pinned) > question.count:
        raise TooManyPinned
    with transaction.atomic():
        locked = _locked(choice)
        now = current(locked)
        if now.asked == question.kept():
            return locked
        if now.number != seen:
            raise AlreadyChanged
        CHOICE.move("ask", locked.state, ["keeper"])
        _step(locked, _next(locked), question, change, stop, by)
        return _asked(locked)


def ask_again(*, choice: Choice, by: Member) -> Choice:
    """After a stop or a fault: the same question once more."""
    access.require_keeper(by, choice.organization_id)
    with transaction.atomic():
        return _asked(_locked(choice))


def stop_working(*, choice: Choice, by: Member) -> Choice:
    """The work ends at its next sign of life; what it finds later is not kept."""
    access.require_keeper(by, choice.organization_id)
    CHOICE.apply(choice, CHOICE.move("stop", choice.state, ["keeper"]))
    return choice


def undo_change(*, choice: Choice, seen: int, by: Member) -> Choice:
    """The question before counts again, with its answer where it had one."""
    access.require_keeper(by, choice.organization_id)
    with transaction.atomic():
        locked = _locked(choice)
        last = current(locked)
        if last.number != seen:
            raise AlreadyChanged
        if last.number == 1:
            raise FirstStep
        move = CHOICE.move("undo", locked.state, ["keeper"])
        ChoiceQuestion.objects.filter(pk=last.pk).update(undone_at=clock.now())
        before = current(locked)
        if before.answer is None:
            return _asked(locked)
        keep_stops(locked, before)
        CHOICE.apply(locked, move, fault="")
        return locked


def adopt_choice(*, choice: Choice, by: Member) -> Choice:
    """Its stops are those the tours go to. A stop that was thought of elsewhere becomes an idea of
    its own there: what the host of the old place said yes to does not hold for the new one."""
    access.require_keeper(by, choice.organization_id)
    with transaction.atomic():
        locked = _locked(choice)
        move = CHOICE.move("adopt", locked.state, ["keeper"])
        for one in locked.stops.exclude(latitude=None).select_related("stop"):
            _move_there(one)
        CHOICE.apply(locked, move, adopted_by=by, adopted_at=clock.now())
        return locked


def reconsider_choice(*, choice: Choice, by: Member) -> Choice:
    """Its stops are no longer those the tours go to; tours that are planned stay as they are."""
    access.require_keeper(by, choice.organization_id)
    move = CHOICE.move("reconsider", choice.state, ["keeper"])
    CHOICE.apply(choice, move, adopted_by=None, adopted_at=None)
    return choice


def current(choice: Choice) -> ChoiceQuestion:
    """The question that counts."""
    return choice.questions.filter(undone_at=None).order_by("-number")[0]


def keep_stops(choice: Choice, question: ChoiceQuestion) -> None:
    """The stops of an answer, as rows that the tours can point to."""
    moved = Question.of(question.asked).moved
    rows = question.answer["stops"] if question.answer else []
    ChosenStop.objects.filter(choice=choice).delete()
    for number, row in enumerate(rows, 1):
        at = moved.get(row["stop"], (None, None))
        ChosenStop.objects.create(
            organization_id=choice.organization_id, choice=choice, stop_id=UUID(row["stop"]),
            number=number, reasons=row["reasons"], latitude=at[0], longitude=at[1],
        )  # fmt: skip


def _locked(choice: Choice) -> Choice:
    return Choice.objects.select_for_update(of=["self"]).get(pk=choice.pk)


def _asked(choice: Choice) -> Choice:
    """On its way to the worker."""
    CHOICE.apply(
        choice, CHOICE.move("ask", choice.state, ["keeper"]), fault="", phase="waiting", done=0,
        total=1, seen_at=clock.now(),
    )  # fmt: skip
    return choice


def _next(choice: Choice) -> int:
    """Numbers are not given twice: a question that was taken back keeps its own."""
    return choice.questions.order_by("-number").values_list("number", flat=True)[0] + 1


def _step(
    choice: Choice, number: int, question: Question, change: str, stop: Stop | None, by: Member
) -> None:
    ChoiceQuestion.objects.create(
        organization_id=choice.organization_id, choice=choice, number=number,
        asked=question.kept(), change=change, stop=stop, asked_by=by,
    )  # fmt: skip


def _move_there(one: ChosenStop) -> None:
    assert one.latitude is not None and one.longitude is not None
    made = Stop.objects.create(
        organization_id=one.organization_id, name=_("%(stop)s, moved") % {"stop": one.stop.name},
        kind=one.stop.kind, district=one.stop.district, latitude=one.latitude,
        longitude=one.longitude, replay_key=one.pk,
    )  # fmt: skip
    ChosenStop.objects.filter(pk=one.pk).update(stop=made, latitude=None, longitude=None)
