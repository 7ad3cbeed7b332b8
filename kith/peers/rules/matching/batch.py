"""A waiting list against all peers: hard rules, wishes, the exact assignment, and why.

Memory: one block of people at a time, so that 10,000 x 1,000 pairs need some tens of megabytes.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.core.sources import Reason
from kith.peers.rules.matching import assigning, hard, proposing, wishes
from kith.peers.rules.matching.assigning import Arcs, Assignment
from kith.peers.rules.matching.instance import Peer, Person, Removed, Rule, Terms

BLOCK = 1024
Floats = NDArray[np.float64]


Told = Callable[[int], None]
"""Called with how many people were looked at, after each block."""


@dataclass(frozen=True, slots=True)
class Built:
    """The arcs of an instance, and what the rules removed from it, in all and for each person."""

    arcs: Arcs
    removed: tuple[Removed, ...]
    removed_of: dict[Rule, NDArray[np.int64]]

    def nearest(self, i: int, most: int) -> list[tuple[int, float]]:
        """The best peers of person i and what they cost, cheapest first."""
        first, last = self.arcs.first[i], self.arcs.first[i + 1]
        peers, costs = self.arcs.peer[first:last], self.arcs.cost[first:last]
        order = np.lexsort((peers, costs))[:most]
        return [(int(peers[at]), float(costs[at])) for at in order]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who could walk together. `price`: what the last place of this peer is worth to all."""

    person: str
    peer: str
    cost: float
    price: float
    reasons: tuple[Reason, ...]
    misfits: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Somebody for whom there is no place, and why."""

    person: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Everybody's answer. `bound`: no assignment of the same people costs less."""

    pairs: tuple[Pair, ...]
    left_over: tuple[LeftOver, ...]
    objective: float
    bound: float
    removed: tuple[Removed, ...]
    peer_price: dict[str, float]
    seconds: dict[str, float]
    built: Built


def match(
    people: Sequence[Person], peers: Sequence[Peer], terms: Terms | None = None,
    given: Arcs | None = None, told: Told | None = None,
) -> Batch:  # fmt: skip
    """Exact, lexicographic: longest wait first, then the wishes kept. `given`: arcs with costs of
    the caller's own in place of the wishes; the hard rules still hold."""
    terms = terms or Terms()
    compiling = assigning.warm_up()
    began = time.perf_counter()
    built = build(people, peers, terms, given, told)
    middle = time.perf_counter()
    places = np.array([max(0, min(peer.places, len(people))) for peer in peers], np.int64)
    waited = np.array([person.waited for person in people], np.float64)
    found = assigning.assign(built.arcs, places, waited)
    seconds = {
        "compiling": compiling, "building": middle - began,
        "assigning": time.perf_counter() - middle,
    }  # fmt: skip
    return _told(people, peers, terms, built, found, seconds)


def build(
    people: Sequence[Person], peers: Sequence[Peer], terms: Terms, given: Arcs | None = None,
    told: Told | None = None,
) -> Built:  # fmt: skip
    """Who may meet whom, and at what cost. Capacity removes pairs too, where a peer is full."""
    parts: list[Arcs] = []
    pairs = {rule: [0, 0] for rule in hard.RULES if rule not in terms.lifted}
    of_each = {rule: np.zeros(len(people), np.int64) for rule in pairs}
    for low in range(0, len(people), BLOCK):
        block = people[low : low + BLOCK]
        matrices = hard.apart(block, peers, terms)
        for one in hard.count(matrices):
            pairs[one.rule][0] += one.pairs
            pairs[one.rule][1] += one.alone
        for rule, matrix in matrices.items():
            of_each[rule][low : low + BLOCK] = matrix.sum(axis=1)
        may = hard.allowed(matrices, (len(block), len(peers)))
        parts.append(
            _dense(wishes.costs(block, peers), may) if given is None else _cut(given, low, may)
        )
        if told:
            told(low + len(block))
    removed = tuple(Removed(rule, total, alone) for rule, (total, alone) in pairs.items())
    return Built(_joined(parts), removed, of_each)


def _dense(costs: Floats, may: hard.Apart) -> Arcs:
    costs[~may] = np.inf
    return assigning.dense(costs)


def _cut(given: Arcs, low: int, may: hard.Apart) -> Arcs:
    """The given arcs of a block, without those that a rule keeps apart."""
    first = given.first[low : low + len(may) + 1]
    peer, cost = given.peer[first[0] : first[-1]], given.cost[first[0] : first[-1]]
    row = np.repeat(np.arange(len(may)), np.diff(first))
    stays = may[row, peer]
    kept = np.concatenate([[0], np.cumsum(stays)])
    return Arcs(kept[first - first[0]], peer[stays], cost[stays])


def _joined(parts: Sequence[Arcs]) -> Arcs:
    if not parts:
        return Arcs(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0))
    lengths = np.concatenate([np.diff(part.first) for part in parts])
    return Arcs(
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.concatenate([part.peer for part in parts]),
        np.concatenate([part.cost for part in parts]),
    )


def _told(
    people: Sequence[Person], peers: Sequence[Peer], terms: Terms, built: Built,
    found: Assignment, seconds: dict[str, float],
) -> Batch:  # fmt: skip
    costs = assigning.costs_of(built.arcs, found.peer_of)
    pairs, left_over = [], []
    for i, person in enumerate(people):
        k = int(found.peer_of[i])
        if k < 0:
            left_over.append(LeftOver(person.key, _why_not(i, person, peers, built, found)))
            continue
        kept, missed = wishes.reasons(person, peers[k])
        told = (*proposing.shared(person, peers[k], terms), *kept)
        price = 0.0 - float(found.peer_price[k])
        pairs.append(Pair(person.key, peers[k].key, float(costs[i]), price, told, missed))
    prices = {peer.key: 0.0 - float(v) for peer, v in zip(peers, found.peer_price, strict=True)}
    return Batch(
        tuple(pairs), tuple(left_over), found.objective, found.bound, built.removed, prices,
        seconds, built,
    )  # fmt: skip


def _why_not(
    i: int, person: Person, peers: Sequence[Peer], built: Built, found: Assignment
) -> tuple[Reason, ...]:
    """No peer at all after the rules (and which removed how many), or all places taken by people
    who waited as long or longer."""
    first, last = built.arcs.first[i], built.arcs.first[i + 1]
    if first < last:
        return (Reason("places_taken", {"peers": str(last - first)}),)
    if not peers:
        return (Reason("no_peers"),)
    told = tuple(
        Reason(f"removed_{rule}", {"peers": str(counts[i])})
        for rule, counts in built.removed_of.items()
        if counts[i]
    )
    return told or (Reason("no_arc"),)
