"""What somebody sees on their own page about peers: their wishes, who is proposed, how it goes.

Nobody else is looking, so nothing is recorded. Of a peer there is the first name, and what the peer
allows; of who ended or paused something there is nothing.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kith.core import clock
from kith.core.lifecycle import Move
from kith.peers import showing, ways
from kith.peers.lifecycle import MATCH
from kith.peers.models import Match, Report, Seeking
from kith.people.models import Person

_SAID = ("pause", "resume", "end_well", "end_early")
"""Moves with a button of their own on the page of a walk."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A peer, as far as they want to be known before they meet."""

    id: UUID
    name: str
    about: str
    languages: list[str]
    reasons: list[dict[str, Any]]
    misfits: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Walk:
    """Somebody was chosen. asks_how: the person may say whether it suits; due_on: by when they are
    asked to; said: what they said."""

    id: UUID
    name: str
    state: str
    moves: list[Move]
    asks_how: bool
    is_due: bool
    due_on: dt.date | None
    said: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """seeking: None where they are not on the list. has_walked: something has ended before."""

    organization_name: str
    language: str
    seeking: Seeking | None
    words: str
    proposed: list[Proposed]
    walks: list[Walk]
    has_walked: bool


def own_page(person: Person) -> OwnPage:
    """At most six queries, one more where they said from where they set out; inside
    `opening.holding(...)`."""
    seeking = Seeking.objects.open().filter(person=person).first()
    if seeking:
        seeking.person = person
    rows = Match.objects.filter(person=person).select_related("peer__member")
    live = [row for row in rows.order_by("created_at", "id") if row.state not in MATCH.final]
    proposed = [row for row in live if row.state == "proposed"]
    told = ways.told(seeking, [row.peer for row in proposed]) if seeking and proposed else {}
    stopped = set(
        Report.objects.filter(match__in=live, answered_at=None).values_list("match", flat=True)
    )
    return OwnPage(
        organization_name=person.organization.name,
        language=person.language,
        seeking=seeking,
        words=seeking.unseal("words_sealed") if seeking else "",
        proposed=[_proposed(row, *told.get(row.peer_id, ([], []))) for row in proposed],
        walks=[_walk(row, row.pk in stopped) for row in live if row.state != "proposed"],
        has_walked=rows.filter(state__in=("ended_well", "ended_early")).exists(),
    )


def _proposed(row: Match, way: list[dict[str, Any]], way_missed: list[dict[str, Any]]) -> Proposed:
    return Proposed(
        id=row.pk, name=row.peer.first_name, about=showing.about(row.peer),
        languages=row.peer.member.languages,
        reasons=showing.allowed(row.peer, [*row.reasons, *way]),
        misfits=showing.allowed(row.peer, [*row.misfits, *way_missed]),
    )  # fmt: skip


def _walk(row: Match, is_stopped: bool) -> Walk:
    moves = [move for move in MATCH.open_to(row.state, ["person"]) if move.name in _SAID]
    if is_stopped or row.side not in ("", "person"):
        moves = [move for move in moves if move.name != "resume"]
    asks = row.state == "first_contact" or (row.state in ("active", "paused") and not row.suits)
    due = row.review_due_on
    return Walk(
        id=row.pk, name=row.peer.first_name, state=row.state, moves=moves, asks_how=asks,
        is_due=bool(asks and due and due <= clock.today()), due_on=due if asks else None,
        said=row.suits,
    )  # fmt: skip
