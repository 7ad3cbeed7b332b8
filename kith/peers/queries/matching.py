"""Who waits for a peer, and one person's proposals."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery

from kith.accounts.models import Member
from kith.core import clock
from kith.peers import access, actions, pool
from kith.peers.models import Match, Peer, Round, Seeking
from kith.peers.reason_words import unwanted_words, wish_words
from kith.peers.rules.matching.instance import LIFTABLE, Removed, Rule
from kith.peers.rules.matching.proposing import Proposal
from kith.people import access as people


@dataclass(frozen=True, slots=True)
class SeekingRow:
    """Somebody who waits: by reference, never by name. round: the round of matching under way."""

    id: UUID
    reference: str
    since: dt.datetime
    days: int
    languages: list[str]
    wish_count: int
    proposed_count: int
    told: str
    asks_again: bool
    round: UUID | None


@dataclass(frozen=True, slots=True)
class UnsureRow:
    """Somebody is not sure whether it suits, and would like to be asked."""

    id: UUID
    person_id: UUID
    reference: str
    peer: str
    said_at: dt.datetime


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
    wishes: list[str]
    unwanted: list[str]


def seeking_list(member: Member) -> list[SeekingRow]:
    """Longest wait first: one query."""
    access.require(member, member.organization_id, *access.MATCHERS)
    found = Seeking.objects.open().filter(organization_id=member.organization_id)
    live = Match.objects.filter(person=OuterRef("person"), ended_at=None).order_by()
    under_way = Round.objects.under_way().filter(organization=OuterRef("organization"))
    rows = found.select_related("person").annotate(
        proposed=Subquery(live.values("person").annotate(count=Count("pk")).values("count")),
        round=Subquery(under_way.values("pk")[:1]),
    )
    now = clock.now()
    return [
        SeekingRow(
            row.id, row.person.reference, row.since, (now - row.since).days, row.languages,
            len(row.wishes), row.proposed or 0, row.told, row.asked_again_at is not None, row.round,
        )
        for row in rows.order_by("since", "id")
    ]  # fmt: skip


def unsure(member: Member) -> list[UnsureRow]:
    """Who said in their review that they are not sure: one query."""
    access.require(member, member.organization_id, *access.MATCHERS)
    rows = Match.objects.walking().filter(
        organization_id=member.organization_id, suits=Match.Suits.UNSURE
    )
    return [
        UnsureRow(row.pk, row.person_id, row.person.reference, row.peer.member.name, row.suits_at)
        for row in rows.select_related("person", "peer__member").order_by("suits_at", "id")
        if row.suits_at
    ]


def matching_page(
    member: Member, seeking_id: UUID, lifted: frozenset[Rule] = frozenset()
) -> MatchingPage:
    """At most nine queries."""
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
        wishes=wish_words(row.wishes), unwanted=unwanted_words(row.unwanted),
    )  # fmt: skip


def _removed(one: Removed) -> RemovedRow:
    may_lift = one.rule in LIFTABLE and one.alone > 0
    return RemovedRow(one.rule.value, one.pairs, one.alone, may_lift, is_lifted=False)
