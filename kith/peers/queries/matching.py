"""Who waits for a peer, and one person's proposals."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from kith.accounts.models import Member
from kith.core import clock
from kith.peers import access, actions, pool
from kith.peers.models import Match, Peer, Seeking
from kith.peers.rules.matching.instance import LIFTABLE, Removed, Rule
from kith.peers.rules.matching.proposing import Proposal
from kith.people import access as people


@dataclass(frozen=True, slots=True)
class SeekingRow:
    """Somebody who waits: by reference, never by name."""

    id: UUID
    reference: str
    since: dt.datetime
    days: int
    languages: list[str]
    wish_count: int
    proposed_count: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One peer, as a person reads it."""

    peer: Peer
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """What a rule removed. `may_lift`: staff may set it aside, and it would bring somebody back."""

    rule: str
    pairs: int
    alone: int
    may_lift: bool
    is_lifted: bool


@dataclass(frozen=True, slots=True)
class MatchingPage:
    """One person: what could be proposed, what was."""

    seeking: Seeking
    reference: str
    days: int
    proposals: list[ProposalRow]
    removed: list[RemovedRow]
    looked_at: int
    matches: list[Match]
    may_change: bool


def seeking_list(member: Member) -> list[SeekingRow]:
    """Longest wait first: two queries."""
    access.require(member, member.organization_id, *access.MATCHERS)
    found = Seeking.objects.open().filter(organization_id=member.organization_id)
    rows = list(found.select_related("person").order_by("since", "id"))
    proposed: dict[UUID, int] = {}
    live = Match.objects.filter(person__in=[row.person_id for row in rows], ended_at=None)
    for person in live.values_list("person_id", flat=True):
        proposed[person] = proposed.get(person, 0) + 1
    now = clock.now()
    return [
        SeekingRow(
            row.id, row.person.reference, row.since, (now - row.since).days, row.languages,
            len(row.wishes), proposed.get(row.person_id, 0),
        )
        for row in rows
    ]  # fmt: skip


def matching_page(
    member: Member, seeking_id: UUID, lifted: frozenset[Rule] = frozenset()
) -> MatchingPage:
    """At most seven queries."""
    row = access.seeking_for(member, seeking_id)
    found = actions.proposals_for(seeking=row, by=member, lifted=lifted)
    peers = {str(peer.pk): peer for peer in pool.available(row.organization_id)}
    matches = Match.objects.filter(person=row.person).select_related("peer__member")
    removed = [_removed(one) for one in found.removed if one.pairs]
    removed += [RemovedRow(rule.value, 0, 0, True, True) for rule in sorted(lifted)]
    return MatchingPage(
        seeking=row, reference=row.person.reference, days=(clock.now() - row.since).days,
        proposals=[ProposalRow(peers[one.peer], one) for one in found.proposals],
        removed=removed, looked_at=found.looked_at,
        matches=list(matches.order_by("-created_at", "-id")),
        may_change=people.may_open(member, row.person),
    )  # fmt: skip


def _removed(one: Removed) -> RemovedRow:
    may_lift = one.rule in LIFTABLE and one.alone > 0
    return RemovedRow(one.rule.value, one.pairs, one.alone, may_lift, is_lifted=False)
