"""Two or three peers for one person, with reasons. The person chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kith.core.sources import Reason
from kith.peers.rules.matching import hard, wishes
from kith.peers.rules.matching.instance import LIFTABLE, Peer, Person, Removed, Rule, Terms

MOST = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """One peer. cost 0 (every wish kept) to 100. `lifted`: rules that were set aside for them."""

    peer: str
    cost: float
    reasons: tuple[Reason, ...]
    misfits: tuple[Reason, ...]
    lifted: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposals:
    """Best first, and what each rule removed from `looked_at` peers."""

    proposals: tuple[Proposal, ...]
    removed: tuple[Removed, ...]
    looked_at: int


def propose(
    person: Person, peers: Sequence[Peer], terms: Terms | None = None, most: int = MOST
) -> Proposals:
    """The best `most` by wishes kept, then by places left, then by key: always the same answer."""
    terms = terms or Terms()
    matrices = hard.apart([person], peers, terms)
    may = hard.allowed(matrices, (1, len(peers)))[0]
    cost = wishes.costs([person], peers)[0]
    ranked = sorted(
        (i for i in range(len(peers)) if may[i]),
        key=lambda i: (cost[i], -peers[i].places, peers[i].key),
    )
    set_aside = hard.apart([person], peers, replace(terms, lifted=frozenset(Rule) - terms.lifted))
    return Proposals(
        tuple(
            _proposal(person, peers[i], float(cost[i]), terms,
                      tuple(rule for rule, matrix in set_aside.items() if matrix[0, i]))
            for i in ranked[:most]
        ),
        hard.count(matrices),
        len(peers),
    )  # fmt: skip


def may_lift(rule: Rule) -> bool:
    """Whether staff may set this rule aside with a reason."""
    return rule in LIFTABLE


def _proposal(
    person: Person, peer: Peer, cost: float, terms: Terms, lifted: tuple[Rule, ...]
) -> Proposal:
    kept, missed = wishes.reasons(person, peer)
    return Proposal(
        peer.key, cost, (*shared(person, peer, terms), *kept),
        (*(Reason(f"lifted_{rule}") for rule in lifted), *missed), lifted,
    )  # fmt: skip


def shared(person: Person, peer: Peer, terms: Terms) -> tuple[Reason, ...]:
    """What lets the two talk: a language in common, or an interpreter."""
    common = sorted(person.languages & peer.languages)
    if common:
        return tuple(Reason("speaks", {"language": language}) for language in common)
    helped = sorted(person.languages & terms.interpreters) if person.interpreter else []
    return tuple(Reason("interpreter", {"language": language}) for language in helped[:1])
