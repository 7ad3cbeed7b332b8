"""Offers and asks as neighbours see them. How to reach somebody stands only where both agreed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from kith.accounts.models import Member
from kith.circles import access
from kith.circles.access import Neighbour
from kith.circles.actions import dates, postings
from kith.circles.lifecycle import ANSWER, POSTING
from kith.circles.models import Answer, Circle, Posting, Seat
from kith.circles.rules.meeting_days import Date
from kith.core import clock
from kith.core.lifecycle import Move

AHEAD = dt.timedelta(days=45)
MOST = 60
Read = dict[UUID, tuple[str, str]]
"""What was opened and recorded: name and words, by posting."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer as one of the two sees it. reach: of the other one, only once both agreed."""

    id: UUID
    state: str
    called: str
    words: str
    reach: str
    thanks: str
    moves: list[Move]
    may_thank: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One offer or ask. answers: all of them for the author; for others, at most their own."""

    id: UUID
    kind: str
    what: str
    state: str
    called: str
    words: str
    circle: str
    expires_on: dt.date
    created_at: dt.datetime
    is_mine: bool
    flags: list[str]
    reason: str
    moves: list[Move]
    answers: list[AnswerRow]

    @property
    def may_answer(self) -> bool:
        return self.state == "shown" and not self.is_mine and not self.answers


@dataclass(frozen=True, slots=True)
class Board:
    """shown: of others; mine: own ones; answered: those one has answered."""

    shown: list[PostingRow]
    mine: list[PostingRow]
    answered: list[PostingRow]


@dataclass(frozen=True, slots=True)
class OwnCircle:
    """A circle for somebody who sits in it: now they may know where."""

    circle: Circle
    seat: Seat
    dates: list[Date]


def board(who: Neighbour, by: Member | None = None) -> Board:
    """Everything a neighbour sees; where a member reads (`by`), the reading is recorded."""
    answers = Answer.objects.order_by("created_at", "id").select_related("peer__member")
    rows = access.postings_for(who).select_related("circle", "peer__member")
    found = list(rows.prefetch_related(Prefetch("answers", answers))[:MOST])
    shaped = _shaped(found, who, by)
    mine = [row for row in shaped if row.is_mine]
    answered = [row for row in shaped if not row.is_mine and row.answers]
    rest = [row for row in shaped if row.state == "shown" and not row.is_mine and not row.answers]
    return Board(rest, mine, answered)


def to_look_at(member: Member) -> list[PostingRow]:
    """What waits for a moderator: their words are read, and that is recorded."""
    rows = access.moderated_by(member).to_look_at().select_related("circle", "peer__member")
    found = list(rows.order_by("created_at", "id")[:MOST])
    return _shaped(found, None, member)


def posting_row(posting: Posting, who: Neighbour | None, by: Member | None) -> PostingRow:
    """One, with the answers that are this one's to see."""
    return _shaped([posting], who, by)[0]


def own_circles(who: Neighbour) -> list[OwnCircle]:
    """Where a person has a seat or waits for one, with the next meetings."""
    rows = Seat.objects.live().filter(person=who.person)  # type: ignore[attr-defined]
    names = ("circle__organization", "circle__facilitator__member", "circle__second__member")
    joined = rows.select_related(*names).exclude(circle__state="ended")
    now = clock.now()
    return [
        OwnCircle(seat.circle, seat, dates.dates_of(seat.circle, now, now + AHEAD)[:4])
        for seat in joined.prefetch_related("circle__changes")
    ]


def _shaped(rows: Iterable[Posting], who: Neighbour | None, by: Member | None) -> list[PostingRow]:
    found = list(rows)
    read = postings.open_postings(rows=found, by=by) if by is not None else None
    return [_row(row, who, read) for row in found]


def _row(row: Posting, who: Neighbour | None, read: Read | None) -> PostingRow:
    sealed = ("called_sealed", "words_sealed")
    called, words = read[row.pk] if read is not None else map(row.unseal, sealed)
    is_mine = who is not None and who.is_author(row)
    moves = [move for move in POSTING.open_to(row.state, ["author"]) if move.name != "agree"]
    return PostingRow(
        id=row.pk, kind=row.kind, what=row.what, state=row.state,
        called=called or (row.peer.first_name if row.peer else ""), words=words,
        circle=row.circle.name if row.circle else "", expires_on=row.expires_on,
        created_at=row.created_at, is_mine=is_mine, flags=row.flags,
        reason=row.unseal("reason_sealed") if is_mine else "", moves=moves if is_mine else [],
        answers=_answers(row, who, is_mine=is_mine) if who else [],
    )  # fmt: skip


def _answers(row: Posting, who: Neighbour, *, is_mine: bool) -> list[AnswerRow]:
    """The author sees those that stand; who answered sees their own. Hidden is hidden."""
    seen = [
        a for a in row.answers.all() if (is_mine and a.state != "withdrawn") or who.is_author(a)
    ]
    return [_answer(answer, row, who, is_mine=is_mine) for answer in seen]


def _answer(answer: Answer, row: Posting, who: Neighbour, *, is_mine: bool) -> AnswerRow:
    side = "author" if is_mine else "answerer"
    both_agreed = answer.state == "agreed" and row.state in ("matched", "done")
    other = "reach_sealed" if is_mine else "author_reach_sealed"
    helped = is_mine == (row.kind == Posting.Kind.ASK)
    may_thank = helped and answer.thanked_at is None and answer.state in ("agreed", "over")
    open_moves = ANSWER.open_to(answer.state, [side]) if row.state in ("shown", "matched") else []
    if is_mine and row.state == "matched":
        open_moves = [move for move in open_moves if move.name != "agree"]
    return AnswerRow(
        id=answer.pk, state=answer.state, words=answer.unseal("words_sealed"),
        called=answer.unseal("called_sealed") or (answer.peer.first_name if answer.peer else ""),
        reach=answer.unseal(other) if both_agreed else "",
        thanks=answer.unseal("thanks_sealed"), moves=open_moves, may_thank=may_thank,
        is_mine=not is_mine,
    )  # fmt: skip
