"""Answering an offer or an ask, saying yes, letting go, and a word of thanks."""

from uuid import UUID

from django.db import IntegrityError, transaction

from kith.circles import access
from kith.circles.access import Neighbour
from kith.circles.actions.postings import Saying, refuse_boundaries
from kith.circles.actions.telling import tell_answerer, tell_author
from kith.circles.lifecycle import ANSWER, POSTING
from kith.circles.models import Answer, Posting
from kith.circles.refusals import NotSeenAnyMore, OwnPosting, ReachMissing
from kith.core import clock
from kith.core.once import once
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.peers.actions.matching import are_kept_apart


def answer(
    *, posting: Posting, who: Neighbour, saying: Saying, reach: str, replay_key: UUID
) -> Answer:
    """Answering is half of the yes: what is said of how to be reached is shown only after the
    other half. The words keep to the same boundaries."""
    access.posting_for(who, posting.pk)
    if who.is_author(posting):
        raise OwnPosting
    if not reach.strip():
        raise ReachMissing
    refuse_boundaries(saying, posting.circle)
    if _are_apart(posting, who):
        raise NotSeenAnyMore  # nobody is told what somebody else once said

    def make() -> Answer:
        locked = Posting.objects.select_for_update().get(pk=posting.pk)
        if locked.state != "shown" or locked.expires_on < clock.today():
            raise NotSeenAnyMore
        row = Answer(
            organization_id=who.organization, posting=locked, person=who.person, peer=who.peer,
            replay_key=replay_key,
        )  # fmt: skip
        row.seal("words_sealed", saying.words.strip())
        row.seal("called_sealed", saying.called.strip())
        row.seal("reach_sealed", reach.strip())
        row.save(force_insert=True)
        tell_author(locked, f"{row.pk}:sent")
        return row

    rows = Answer.objects.filter(organization_id=who.organization)
    try:
        with transaction.atomic():
            return once(rows, replay_key, make)
    except IntegrityError:
        raise AlreadyChanged from None  # they have an answer there already


def move_answer(*, row: Answer, move: str, who: Neighbour, reach: str = "") -> Answer:
    """Yes or not this time, by whoever posted; taking it back, by whoever answered. With the yes
    both see how to reach each other. Of two answers agreed to at once, one holds."""
    sides = _sides(row, who)
    if not sides:
        raise NotYours
    step = ANSWER.move(move, row.state, sides)
    now = clock.now()
    changes: dict[str, object] = {"moved_at": now}
    if step.name == "agree":
        if not reach.strip():
            raise ReachMissing
        row.seal("author_reach_sealed", reach.strip())
        changes["author_reach_sealed"] = row.author_reach_sealed
    try:
        with transaction.atomic():
            _move_posting(row, step.name)
            ANSWER.apply(row, step, **changes)
            tell_answerer(row, f"{row.pk}:{step.name}")
    except IntegrityError:
        raise AlreadyChanged from None
    return row


def thank(*, row: Answer, words: str, who: Neighbour) -> Answer:
    """A word of thanks, once, by whoever the help was for; the other one reads it."""
    if not _was_helped(row, who) or row.state not in ("agreed", "over"):
        raise NotYours
    if not words.strip():
        raise ReasonMissing
    refuse_boundaries(Saying(words), row.posting.circle)
    row.seal("thanks_sealed", words.strip())
    mine = Answer.objects.filter(pk=row.pk, thanked_at=None)
    if mine.update(thanks_sealed=row.thanks_sealed, thanked_at=clock.now()) != 1:
        raise AlreadyChanged
    row.refresh_from_db()
    return row


def _sides(row: Answer, who: Neighbour) -> list[str]:
    sides = ["author"] if who.is_author(row.posting) else []
    return [*sides, "answerer"] if who.is_author(row) else sides


def _was_helped(row: Answer, who: Neighbour) -> bool:
    asked = row.posting.kind == Posting.Kind.ASK
    return who.is_author(row.posting) if asked else who.is_author(row)


def _move_posting(row: Answer, move: str) -> None:
    """A yes takes the posting, whoever takes the yes back gives it free."""
    posting, now = row.posting, clock.now()
    if move == "agree":
        POSTING.apply(posting, POSTING.move("agree", posting.state, ["author"]), moved_at=now)
    elif move in ("withdraw", "let_go") and row.state == "agreed":
        Posting.objects.filter(pk=posting.pk, state="matched").update(state="shown", moved_at=now)


def _are_apart(posting: Posting, who: Neighbour) -> bool:
    """A person and a peer between whom there once was a no do not meet by this way either."""
    if posting.person is not None and who.peer is not None:
        return are_kept_apart(posting.person, who.peer.pk)
    if posting.peer_id is not None and who.person is not None:
        return are_kept_apart(who.person, posting.peer_id)
    return False
