"""The board of peers, one peer, and a peer's own page. Notes are nowhere in here."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, OuterRef, Subquery

from kith.accounts.models import Member, Role
from kith.core import clock
from kith.core.lifecycle import Move
from kith.peers import access
from kith.peers.lifecycle import MATCH, PEER
from kith.peers.models import (
    Certificate,
    Match,
    MatchContact,
    Peer,
    Report,
    Session,
    Supervision,
    WellbeingCheck,
)
from kith.peers.rules.schemes import warning

FIRST_FLAG, SECOND_FLAG = 14, 30
"""Days without having reached each other."""
ASKED_EVERY = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One line of the board. level: 1 to 5 or None; overdue: the next meeting should have been."""

    id: UUID
    name: str
    state: str
    load: int
    limit: int
    is_full: bool
    is_away: bool
    level: int | None
    wants: str
    supervisor: str
    cover: str
    met_on: dt.date | None
    is_overdue: bool
    is_mine: bool
    renewal_due_on: dt.date | None
    renewal_days: int | None


@dataclass(frozen=True, slots=True)
class QuietRow:
    """A match in which they have not reached each other. flag: 14 or 30."""

    id: UUID
    reference: str
    peer: str
    peer_id: UUID
    days: int
    flag: int


@dataclass(frozen=True, slots=True)
class Board:
    """All of it for a supervisor."""

    rows: list[PeerRow]
    quiet: list[QuietRow]
    reports: list[Report]


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match as the peer sees it: no name until it is opened."""

    id: UUID
    reference: str
    language: str
    state: str
    reasons: list[dict]
    days: int
    flag: int
    review_due_on: dt.date | None
    last_reached: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MyPage:
    """What a peer comes for today."""

    peer: Peer
    asked: list[MatchRow]
    walking: list[MatchRow]
    supervision: Supervision | None
    sessions: list[Session]
    moves: list[Move]
    asks_how_i_am: bool
    certificates: list[Certificate]
    renewal: int | None


@dataclass(frozen=True, slots=True)
class PeerPage:
    """One peer, for a supervisor."""

    row: PeerRow
    peer: Peer
    moves: list[Move]
    supervision: Supervision | None
    sessions: list[Session]
    past_count: int
    wellbeing: list[WellbeingCheck]


@dataclass(frozen=True, slots=True)
class MatchPage:
    """One match, for its peer."""

    row: MatchRow
    match: Match
    contacts: list[MatchContact]
    moves: list[Move]


def board(member: Member, *, mine: bool = False) -> Board:
    """Peers with load, wellbeing and supervision: six queries. `mine`: whose duty I have today."""
    access.require(member, member.organization_id, Role.SUPERVISOR)
    found = _pairs(member)
    rows = [_row(peer, found.get(peer.id), member) for peer in _peers(member)]
    if mine:
        rows = [row for row in rows if row.is_mine]
    wanted = {row.id for row in rows}
    reports = Report.objects.filter(
        organization_id=member.organization_id, answered_at=None, match__peer__in=wanted
    )
    return Board(rows, [q for q in quiet(member) if q.peer_id in wanted],
                 list(reports.select_related("reported_by")))  # fmt: skip


def quiet(member: Member) -> list[QuietRow]:
    """Matches to look after: only contacts in which they did reach each other count."""
    now = clock.now()
    rows = Match.objects.walking().filter(organization_id=member.organization_id)
    rows = rows.exclude(state="paused").with_last_reached().select_related("peer__member", "person")
    found = [(row, row.quiet_days(now)) for row in rows]
    return [
        QuietRow(row.id, row.person.reference, row.peer.member.name, row.peer_id, days, flag(days))
        for row, days in sorted(found, key=lambda pair: (-pair[1], pair[0].id))
        if flag(days)
    ]


def flag(days: int) -> int:
    """The flag that a number of days without contact raises: 30, 14 or 0."""
    return SECOND_FLAG if days >= SECOND_FLAG else FIRST_FLAG if days >= FIRST_FLAG else 0


def peer_page(member: Member, peer_id: UUID) -> PeerPage:
    access.require(member, member.organization_id, Role.SUPERVISOR)
    access.peer_for(member, peer_id)
    peer = _peers(member).get(pk=peer_id)
    pair = _pairs(member).get(peer.id)
    sides = ["supervisor"] if peer.member_id != member.id else []
    return PeerPage(
        row=_row(peer, pair, member), peer=peer, moves=PEER.open_to(peer.state, sides),
        supervision=pair, sessions=_sessions(pair),
        past_count=peer.matches.filter(state__in=("ended_well", "ended_early")).count(),
        wellbeing=list(peer.wellbeing.all()[:12]),
    )  # fmt: skip


def my_page(member: Member, peer: Peer) -> MyPage:
    """The peer's own: at most nine queries."""
    found = access.matches_for(member).filter(peer=peer).exclude(state__in=MATCH.final)
    rows = [match_row(row) for row in found.with_last_reached().order_by("created_at", "id")]
    pair = _pairs(member).get(peer.id)
    last = peer.wellbeing.aggregate(at=Max("at"))["at"]
    return MyPage(
        peer=peer,
        asked=[row for row in rows if row.state == "chosen"],
        walking=[row for row in rows if row.state not in ("chosen", "proposed")],
        supervision=pair,
        sessions=_sessions(pair),
        moves=[m for m in PEER.open_to(peer.state, ["peer"]) if m.name != "leave"],
        asks_how_i_am=last is None or clock.now() - last > ASKED_EVERY,
        certificates=list(peer.certificates.filter(withdrawn_at=None)),
        renewal=warning(peer.renewal_due_on, clock.today()),
    )


def match_page(member: Member, match_id: UUID) -> MatchPage:
    rows = access.matches_for(member).with_last_reached()
    match = rows.filter(pk=access.match_for(member, match_id).pk).get()
    moves = MATCH.open_to(match.state, access.sides_of(member, match))
    contacts = list(match.contacts.select_related("recorded_by").order_by("-happened_at", "-id"))
    return MatchPage(match_row(match), match, contacts, moves)


def contactable(member: Member) -> list[dict[str, str]]:
    """Whom a peer may write a contact about, for their phone: ids and references, no names."""
    rows = access.matches_for(member).walking().filter(peer__member=member)
    return [
        {"id": str(row.pk), "reference": row.person.reference}
        for row in rows.order_by("created_at", "id")
    ]


def match_row(row: Match) -> MatchRow:
    """Needs `with_last_reached()`."""
    days = row.quiet_days(clock.now())
    is_walking = row.state in ("accepted", "first_contact", "active")
    return MatchRow(
        id=row.id, reference=row.person.reference, language=row.person.language, state=row.state,
        reasons=row.reasons, days=days, flag=flag(days) if is_walking else 0,
        review_due_on=row.review_due_on if row.state == "first_contact" else None,
        last_reached=row.last_reached,  # type: ignore[attr-defined]
    )  # fmt: skip


def _peers(member: Member):  # type: ignore[no-untyped-def] # annotated rows
    last = WellbeingCheck.objects.filter(peer=OuterRef("pk")).order_by("-at", "-id")
    met = Session.objects.filter(supervision__peer=OuterRef("pk")).order_by("-held_on")
    rows = Peer.objects.filter(organization_id=member.organization_id).exclude(state="alumni")
    return (
        rows.with_load()
        .select_related("member")
        .annotate(
            level=Subquery(last.values("level")[:1]),
            wants=Subquery(last.values("wants")[:1]),
            met_on=Subquery(met.values("held_on")[:1]),
        )
        .order_by("member__name", "id")
    )


def _pairs(member: Member) -> dict[UUID, Supervision]:
    rows = Supervision.objects.current().filter(organization_id=member.organization_id)
    return {row.peer_id: row for row in rows.select_related("supervisor", "cover", "peer")}


def _sessions(pair: Supervision | None) -> list[Session]:
    return list(pair.sessions.order_by("-held_on", "-id")[:12]) if pair else []


def _row(peer: Peer, pair: Supervision | None, member: Member) -> PeerRow:
    today = clock.today()
    cover = pair if pair and pair.covers(today) else None
    duty = (cover.cover_id if cover else pair.supervisor_id) if pair else None
    met: dt.date | None = peer.met_on  # type: ignore[attr-defined]
    due = pair and (met or pair.started_at.date()) + dt.timedelta(days=pair.every_days)
    away = peer.away_from and peer.away_from <= today and (
        peer.away_until is None or peer.away_until >= today
    )  # fmt: skip
    renewal = peer.renewal_due_on
    return PeerRow(
        id=peer.id, name=peer.member.name, state=peer.state, load=peer.load,  # type: ignore[attr-defined]
        limit=peer.most_people, is_full=peer.load >= peer.most_people,  # type: ignore[attr-defined]
        is_away=bool(away), level=peer.level, wants=peer.wants or "",  # type: ignore[attr-defined]
        supervisor=pair.supervisor.name if pair else "",
        cover=cover.cover.name if cover and cover.cover else "", met_on=met,
        is_overdue=bool(due and due < today), is_mine=duty == member.id,
        renewal_due_on=renewal, renewal_days=(renewal - today).days if renewal else None,
    )  # fmt: skip
