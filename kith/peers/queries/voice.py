"""Matters for pages. A count is in here only once the time is over, and enough have voted."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from kith.accounts.models import Member
from kith.core import clock
from kith.core.lifecycle import Move
from kith.peers import voice_access
from kith.peers.actions import voice
from kith.peers.lifecycle import MATTER
from kith.peers.models import Ballot, Matter, MatterChoice, Objection

FEWEST = 3
"""With fewer votes the count would tell how somebody voted."""
MOST = 60


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One line of the board. due_on: by when the organisation owes something."""

    id: UUID
    question: str
    kind: str
    state: str
    closes_at: dt.datetime
    has_voted: bool
    standing: int
    due_on: dt.date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Board:
    """open: to take part in; owed: the organisation must answer or do; past: the rest."""

    open: list[MatterRow]
    owed: list[MatterRow]
    past: list[MatterRow]
    may_vote: bool


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One option. tally: None while nobody may know it. share: of all votes, 0 to 100."""

    id: UUID
    words: str
    tally: int | None
    share: int


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """A reason and its answer."""

    id: UUID
    name: str
    at: dt.datetime
    words: str
    answer: str
    is_standing: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One matter. result: "too_few" or "counted" once it is over, else empty."""

    matter: Matter
    choices: list[ChoiceRow]
    objections: list[ObjectionRow]
    voted_count: int | None
    result: str
    has_voted: bool
    may_vote: bool
    may_object: bool
    is_organisation: bool
    moves: list[Move]
    is_overdue: bool


def board(member: Member) -> Board:
    """Four queries. Who leads by how much is not asked for, so it cannot be shown."""
    peer = voice_access.voter(member)
    mine = Ballot.objects.filter(matter=OuterRef("pk"), peer=peer)
    standing = Count(
        "objections", filter=Q(objections__answered_at=None, objections__withdrawn_at=None)
    )
    found = voice_access.matters_for(member).annotate(has_voted=Exists(mine), standing=standing)
    rows = [_row(matter) for matter in found.order_by("-opened_at", "-id")[:MOST]]
    owed = [row for row in rows if row.state in ("closed", "decided", "answered")]
    return Board(
        open=[row for row in rows if row.state == "open"],
        owed=sorted(owed, key=lambda row: (not row.is_overdue, row.due_on or dt.date.max)),
        past=[row for row in rows if row.state in MATTER.final],
        may_vote=peer is not None,
    )


def matter_page(member: Member, matter_id: UUID) -> MatterPage:
    """At most eight queries; objections are opened, and that is recorded."""
    matter = voice_access.matter_for(member, matter_id)
    peer = voice_access.voter(member)
    has_voted = matter.ballots.filter(peer=peer).exists() if peer else False
    is_over = matter.state not in ("open", "stopped")
    voted = matter.ballots.count() if is_over else None
    objections = _objections(matter, member)
    is_open = matter.state == "open" and matter.closes_at > clock.now()
    return MatterPage(
        matter=matter, choices=_choices(matter, voted), objections=objections, voted_count=voted,
        result=("counted" if voted >= FEWEST else "too_few") if voted is not None else "",
        has_voted=has_voted, may_vote=bool(peer) and is_open and not has_voted,
        may_object=bool(peer) and is_open and not any(row.is_mine for row in objections),
        is_organisation=member.has_role(*voice_access.ORGANISATION),
        moves=MATTER.open_to(matter.state, voice_access.sides_of(member, matter)),
        is_overdue=_is_overdue(matter),
    )  # fmt: skip


def _choices(matter: Matter, voted: int | None) -> list[ChoiceRow]:
    """The tally is not even loaded before the end."""
    rows = matter.choices.order_by("position", "id")
    if voted is None or voted < FEWEST:
        rows = rows.defer("tally")
        return [ChoiceRow(row.pk, row.words, None, 0) for row in rows]
    return [ChoiceRow(row.pk, row.words, row.tally, _share(row, voted)) for row in rows]


def _share(row: MatterChoice, voted: int) -> int:
    return round(100 * row.tally / voted)


def _objections(matter: Matter, member: Member) -> list[ObjectionRow]:
    rows = Objection.objects.filter(matter=matter, withdrawn_at=None).select_related("peer__member")
    found = list(rows)
    read = voice.open_objections(matter=matter, by=member) if found else {}
    return [
        ObjectionRow(
            row.pk, row.peer.first_name, row.at, *read[row.pk], is_standing=row.answered_at is None,
            is_mine=row.peer.member_id == member.id,
        )
        for row in found
    ]  # fmt: skip


def _row(matter: Matter) -> MatterRow:
    due = matter.do_by if matter.state == "answered" else matter.answer_due_on
    is_owed = matter.state in ("closed", "decided", "answered")
    return MatterRow(
        matter.pk, matter.question, matter.kind, matter.state, matter.closes_at,
        has_voted=matter.has_voted, standing=matter.standing,  # type: ignore[attr-defined]
        due_on=due if is_owed else None, is_overdue=_is_overdue(matter),
    )  # fmt: skip


def _is_overdue(matter: Matter) -> bool:
    today = clock.today()
    if matter.state == "answered":
        return matter.do_by is not None and matter.do_by < today
    return matter.state in ("closed", "decided") and matter.answer_due_on < today
