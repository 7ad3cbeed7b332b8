"""What is proposed to somebody who would like a peer, and what becomes of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock, events
from kith.core.refusals import AlreadyChanged, NotYours, ReasonMissing
from kith.core.sources import Choice
from kith.peers import access, pool, ways
from kith.peers.events import MatchMoved
from kith.peers.lifecycle import MATCH
from kith.peers.models import Match, Peer, Report, Seeking
from kith.peers.refusals import (
    ContactStopped,
    MayNotBeLifted,
    NoPlace,
    NotAllowedTogether,
    NotReady,
    NotTheirPause,
)
from kith.peers.rules.matching import hard, instance
from kith.peers.rules.matching.instance import LIFTABLE, Rule, Terms
from kith.peers.rules.matching.proposing import MOST, Proposals, propose
from kith.people import actions as team
from kith.people.models import CareTeam, Person

REVIEW_AFTER = dt.timedelta(days=14)


def proposals_for(
    *, seeking: Seeking, by: Member, lifted: frozenset[Rule] = frozenset()
) -> Proposals:
    """Two or three besides those who are before them already, and what each rule removed. Reads
    only; `lifted` tries a rule aside."""
    access.require(by, seeking.organization_id, *access.MATCHERS)
    _refuse_lifting(lifted)
    live = Match.objects.filter(person_id=seeking.person_id, ended_at=None)
    before_them = set(live.values_list("peer_id", flat=True))
    rows = [row for row in pool.available(seeking.organization_id) if row.pk not in before_them]
    found = ways.to_peers(ways.starts_of([seeking]), rows)
    person = pool.person_of(seeking, ways=ways.of(seeking, found))
    return propose(person, [pool.as_value(row) for row in rows], Terms(lifted=lifted), MOST)


def propose_peer(
    *, seeking: Seeking, peer: Peer, by: Member, lifted: frozenset[Rule] = frozenset(),
    reason: str = "",
) -> Match:  # fmt: skip
    """Lay one peer before the person. Setting a rule aside needs a reason, and is recorded."""
    access.require(by, seeking.organization_id, *access.MATCHERS)
    _refuse_lifting(lifted)
    if lifted and not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        locked = _ready(peer)
        value = pool.as_value(locked)
        person = pool.person_of(seeking)
        if are_kept_apart(seeking.person, locked.pk):
            raise NotAllowedTogether
        _refuse_apart(person, value, lifted)
        found = propose(person, [value], Terms(lifted=lifted)).proposals[0]
        Seeking.objects.filter(pk=seeking.pk).update(asked_again_at=None)
        match = _make(
            seeking.person, locked, by=by, request_id=seeking.request_id,
            reasons=_kept(map(asdict, found.reasons)), misfits=_kept(map(asdict, found.misfits)),
            lifted=sorted(found.lifted), reason=reason,
        )  # fmt: skip
        if found.lifted:
            chain.record(
                "lifted rule", by=by, organization=by.organization_id, subject=match,
                rules=sorted(found.lifted),
            )  # fmt: skip
    return match


def _kept(reasons: Iterable[dict]) -> list[dict]:
    """All but the way there: the peer reads them too, and nobody needs to know it afterwards."""
    return [one for one in reasons if one["code"] not in ways.CODES]


def choose_as_option(*, choice: Choice) -> Match:
    """The person chose this peer among their options. Their ask keeps the words; here is the match.
    Chosen twice it is one."""
    live = ("proposed", "chosen", "accepted", "first_contact", "active", "paused")
    with transaction.atomic():
        person = Person.objects.get(pk=choice.person)
        found = Match.objects.filter(person=person, peer_id=choice.subject, state__in=live)
        match = found.select_related("peer__member").first()
        if match is None:
            peer = _ready(Peer.objects.select_related("member").get(pk=choice.subject))
            if are_kept_apart(person, peer.pk):
                raise NotReady  # the person is not told what a peer reported or staff entered
            reasons = _kept(choice.reasons)
            match = _make(person, peer, by=None, request_id=choice.request, reasons=reasons)
        if match.state == "proposed":
            _choose(match, None, "person")
    return match


def move_match(*, match: Match, move: str, by: Member | None = None, next_time: str = "") -> Match:
    """One move of `lifecycle.MATCH`, by whichever side. No reason is asked for; wishes for next
    time are sealed under the person's key."""
    sides = access.sides_of(by, match)
    if not sides:
        raise NotYours
    step = MATCH.move(move, match.state, sides)
    side = next(one for one in sides if one in step.who)
    if step.name == "resume":
        _refuse_resuming(match, side)
    with transaction.atomic():
        if step.name == "choose":
            return _choose(match, by, side)
        _apply(match, step.name, by, side=side, **_changes(match, step.name, next_time))
        if step.name == "accept":
            team.place_in_team(person=match.person, member=match.peer.member)
            Seeking.objects.filter(person=match.person).close()
        if step.target in MATCH.final:
            _leave_team(match)
        if step.name == "decline" and side != "peer":
            _ask_again_where_none_is_left(match)
    return match


def _refuse_resuming(match: Match, side: str) -> None:
    """Whoever wanted a pause ends it, or staff; nobody before a report has been answered."""
    is_stopped = Report.objects.filter(match=match, answered_at=None).exists()
    if side == "staff" and is_stopped:
        raise ContactStopped
    if side != "staff" and (is_stopped or match.side not in ("", side)):
        raise NotTheirPause


def _leave_team(match: Match) -> None:
    """The peer sees the person no longer, unless they were of the care team before they walked."""
    if match.accepted_at:
        places = CareTeam.objects.present().filter(
            person_id=match.person_id, member_id=match.peer.member_id,
            joined_at__gte=match.accepted_at,
        )  # fmt: skip
        places.update(left_at=clock.now())


def _ask_again_where_none_is_left(match: Match) -> None:
    """The person said no to the last one: others are wished for."""
    if not Match.objects.filter(person_id=match.person_id, state="proposed").exists():
        rows = Seeking.objects.open().filter(person_id=match.person_id, asked_again_at=None)
        rows.update(asked_again_at=clock.now())


def _changes(match: Match, move: str, next_time: str) -> dict[str, object]:
    now = clock.now()
    changes: dict[str, object] = {}
    if move == "accept":
        changes["accepted_at"] = now
    if move == "meet":
        changes |= {"first_contact_at": now, "review_due_on": (now + REVIEW_AFTER).date()}
    if move == "review":
        changes["reviewed_at"] = now
    if MATCH.move(move, match.state, ("person", "peer", "staff")).target in MATCH.final:
        changes["ended_at"] = now
    if next_time.strip():
        match.seal("next_time_sealed", next_time.strip())
        changes["next_time_sealed"] = match.next_time_sealed
    return changes


def _choose(match: Match, by: Member | None, side: str) -> Match:
    """The others that were proposed are let go: one at a time is asked. Nobody has said no to
    them, so they may be proposed again."""
    _ready(match.peer)
    others = Match.objects.filter(person_id=match.person_id, state="proposed").exclude(pk=match.pk)
    others.update(state="declined", side="", ended_at=clock.now(), moved_at=clock.now())
    _apply(match, "choose", by, side=side)
    return match


def _apply(match: Match, move: str, by: Member | None, **changes: object) -> None:
    sides = ("person", "peer", "staff")
    MATCH.apply(match, MATCH.move(move, match.state, sides), moved_at=clock.now(), **changes)
    events.publish(
        MatchMoved(
            match.organization_id, match.id, match.person_id, match.request_id, move, match.state,
            by.id if by else None,
        )
    )  # fmt: skip


def _make(
    person: Person, peer: Peer, *, by: Member | None, request_id: UUID | None,
    reasons: list[dict], misfits: list[dict] | None = None, lifted: list[str] | None = None,
    reason: str = "",
) -> Match:  # fmt: skip
    match = Match(
        organization_id=person.organization_id, person=person, peer=peer, request_id=request_id,
        reasons=reasons, misfits=misfits or [], lifted=lifted or [], proposed_by=by,
    )  # fmt: skip
    match.seal("lifted_reason_sealed", reason.strip())
    try:
        with transaction.atomic():
            match.save(force_insert=True)
    except IntegrityError:
        raise AlreadyChanged from None
    return match


def _ready(peer: Peer) -> Peer:
    """The peer's row, locked: of two who ask for the last place one is told that it is gone."""
    Peer.objects.select_for_update().get(pk=peer.pk)
    row = pool.available(peer.organization_id).filter(pk=peer.pk).first()
    if row is None:
        raise NotReady
    return row


def are_kept_apart(person: Person, peer_id: UUID) -> bool:
    """Whether a safety exclusion or a no of the person was ever written down for these two, or the
    peer stopped contact. An ask knows nobody, so this is asked when somebody is chosen."""
    entered = Seeking.objects.filter(person=person).filter(
        Q(excluded__contains=[peer_id]) | Q(vetoes__contains=[peer_id])
    )
    reported = Report.objects.filter(match__person=person, match__peer=peer_id)
    return entered.exists() or reported.exists()


def _refuse_lifting(lifted: frozenset[Rule]) -> None:
    if not lifted <= LIFTABLE:
        raise MayNotBeLifted


def _refuse_apart(person: instance.Person, peer: instance.Peer, lifted: frozenset[Rule]) -> None:
    """Asked again when it is proposed: a page may be old."""
    apart = hard.apart([person], [peer], Terms(lifted=lifted))
    standing = [rule for rule, matrix in apart.items() if matrix[0, 0]]
    if standing == [Rule.CAPACITY]:
        raise NoPlace
    if standing:
        raise NotAllowedTogether
